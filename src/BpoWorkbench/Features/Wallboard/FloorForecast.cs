using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Forecast;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>What is likely to be late in the next hours, and from what it is told; without a risk where no handle time is known yet.</summary>
/// <param name="Risk">Null where something it needs is missing.</param>
/// <param name="Open">How many of those due are here already.</param>
/// <param name="Overdue">What takes its time before them.</param>
/// <param name="People">Of who is there and serves several queues, the part that falls to this one.</param>
public sealed record QueueRisk(SlaRisk? Risk, double Open, long Overdue, double People, TimeSpan HandleTime);

/// <summary>Foretells each queue's next hours: from what is open, what usually arrives at this hour of this weekday, how long an item takes, and who is there.</summary>
public sealed class FloorForecast(IDbContextFactory<WorkbenchDb> dbs, TimeProvider time, UsualHours hours)
{
    public static readonly TimeSpan Horizon = TimeSpan.FromHours(4);

    /// <param name="serving">Who is there, for each queue they serve.</param>
    public async Task<Dictionary<long, QueueRisk>> Read(long[] clients, IReadOnlyCollection<(long Queue, long Person)> serving, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var now = time.Now();
        var usual = await hours.Read(db, clients, now.Quarter(), stop);
        var queues = usual.Keys.ToArray();
        var end = now + Horizon;
        var at = db.WorkItems.Where(i => queues.Contains(i.QueueId) && (i.State == WorkState.Ready || i.State == WorkState.Claimed));
        var due = (await at.Where(i => i.Due >= now && i.Due < end).GroupBy(i => new { i.QueueId, i.Due }).Select(g => new { g.Key.QueueId, g.Key.Due, Count = g.LongCount() }).ToListAsync(stop))
            .ToLookup(d => d.QueueId, d => new Load(now, d.Due, d.Count));
        var overdue = await at.Where(i => i.Due < now).GroupBy(i => i.QueueId).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
        // Whoever serves several queues is there for each in part, where there is anything to do.
        var busy = serving.Where(s => usual.ContainsKey(s.Queue) && (due.Contains(s.Queue) || overdue.ContainsKey(s.Queue) || usual[s.Queue].Arrivals.Count > 0)).ToList();
        var parts = busy.GroupBy(s => s.Person).ToDictionary(p => p.Key, p => 1.0 / p.Count());
        var people = busy.GroupBy(s => s.Queue).ToDictionary(q => q.Key, q => q.Sum(s => parts[s.Person]));
        return usual.ToDictionary(q => q.Key, q => Of(now, q.Value, [.. due[q.Key]], overdue.GetValueOrDefault(q.Key), people.GetValueOrDefault(q.Key)));
    }

    private static QueueRisk Of(DateTime now, UsualHour usual, List<Load> due, long overdue, double people) => new(
        usual.HandleTime > TimeSpan.Zero ? SlaRisk.Of(new Outlook(now, Horizon, [new Load(now, now.AddMilliseconds(-1), overdue), .. due, .. usual.Arrivals.Where(a => a.Arrives >= now)], usual.HandleTime, people)) : null,
        due.Sum(d => d.Items), overdue, people, usual.HandleTime);
}

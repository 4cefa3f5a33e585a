using System.Collections.Concurrent;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Forecast;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Figures;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>What is usual in a queue at this hour of this weekday: how long an item takes, and what will arrive.</summary>
public sealed record UsualHour(TimeSpan HandleTime, IReadOnlyList<Load> Arrivals);

/// <summary>Keeps what is usual at this hour for whoever asks of the same clients: it changes with the quarter of the hour, not with every item.</summary>
public sealed class UsualHours
{
    private const int Weeks = 4;
    private static readonly Measure[] Arrivals = [Measure.Received, Measure.Reopened, Measure.TransferredIn];
    private readonly ConcurrentDictionary<string, (DateTime Quarter, Dictionary<long, UsualHour> Of)> _known = new(StringComparer.Ordinal);

    public async Task<IReadOnlyDictionary<long, UsualHour>> Read(WorkbenchDb db, long[] clients, DateTime quarter, CancellationToken stop)
    {
        var key = string.Join(',', clients.Order());
        if (_known.TryGetValue(key, out var known) && known.Quarter == quarter)
        {
            return known.Of;
        }

        var queues = await db.Queues.AsNoTracking().Include(q => q.Policies).Where(q => clients.Contains(q.ClientId) && q.State == QueueState.Open).ToListAsync(stop);
        var handled = (await db.Flows(clients, quarter.AddDays(-7), DateTime.MaxValue).Where(c => c.Measure == Measure.HandleMs || c.Measure == Measure.Done)
            .GroupBy(c => new { c.QueueId, c.Measure }).Select(g => new { g.Key.QueueId, g.Key.Measure, Amount = g.Sum(c => c.Amount) }).ToListAsync(stop))
            .ToDictionary(h => (h.QueueId, h.Measure), h => h.Amount);
        List<(long Queue, int Week, DateTime Quarter, long Amount)> arrived = [];
        for (var week = 1; week <= Weeks; week++)
        {
            var (from, to) = (quarter.AddDays(-7 * week), quarter.AddDays(-7 * week) + FloorForecast.Horizon);
            arrived.AddRange((await db.Flows(clients, from, to).Where(c => Arrivals.Contains(c.Measure)).GroupBy(c => new { c.QueueId, c.Quarter })
                .Select(g => new { g.Key.QueueId, g.Key.Quarter, Amount = g.Sum(c => c.Amount) }).ToListAsync(stop)).Select(a => (a.QueueId, week, a.Quarter, a.Amount)));
        }

        var usual = queues.ToDictionary(q => q.Id, q => new UsualHour(
            handled.GetValueOrDefault((q.Id, Measure.Done)) is > 0 and var done ? TimeSpan.FromMilliseconds(handled.GetValueOrDefault((q.Id, Measure.HandleMs)) / done) : TimeSpan.Zero,
            Expected(q, [.. arrived.Where(a => a.Queue == q.Id).Select(a => (a.Week, a.Quarter, a.Amount))])));
        foreach (var past in _known.Where(k => k.Value.Quarter < quarter))
        {
            _known.TryRemove(past);
        }

        _known[key] = (quarter, usual);
        return usual;
    }

    // A week in which nothing came at all (a holiday, or before the queue was there) is not usual.
    private static List<Load> Expected(Queue queue, List<(int Week, DateTime Quarter, long Amount)> arrived)
    {
        var weeks = arrived.Select(a => a.Week).Distinct().Count();
        return
        [
            .. from a in arrived
               group a.Amount by a.Quarter.AddDays(7 * a.Week) into quarter
               // In the middle of the quarter, as it is spread over it.
               let arrives = quarter.Key.AddMinutes(7.5)
               select new Load(arrives, queue.PolicyAt(arrives).Clock.Due(arrives), (double)quarter.Sum() / weeks),
        ];
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Figures;

/// <summary>What happened on one day.</summary>
public sealed record DayFigures(DateOnly Date, long Received, long Done, long DoneInTime)
{
    public Share ByCompletion => new(DoneInTime, Done);
}

/// <summary>Days one after another, the last one first in meaning: how things went lately.</summary>
public sealed class DaySeries(IDbContextFactory<WorkbenchDb> dbs)
{
    /// <param name="queues">Which of the clients' queues; null for all.</param>
    /// <returns>As many days as asked for, up to and with <paramref name="last"/>, oldest first.</returns>
    public async Task<List<DayFigures>> Read(IReadOnlyCollection<long> clients, IReadOnlyCollection<long>? queues, Day last, int days, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var first = last.Plus(1 - days);
        var rows = db.Flows(clients, first.From, last.To)
            .Where(c => c.Measure == Measure.Received || c.Measure == Measure.Done || c.Measure == Measure.DoneInTime);
        var sums = await (queues is null ? rows : rows.Where(c => queues.Contains(c.QueueId)))
            .GroupBy(c => new { c.Measure, c.Quarter })
            .Select(g => new { g.Key.Measure, g.Key.Quarter, Amount = g.Sum(c => c.Amount) })
            .ToListAsync(stop);
        var amounts = sums.ToLookup(s => (s.Measure, Day.At(s.Quarter, last.Zone).Date), s => s.Amount);
        return [.. Enumerable.Range(0, days).Select(i => first.Plus(i).Date).Select(date => new DayFigures(date,
            amounts[(Measure.Received, date)].Sum(), amounts[(Measure.Done, date)].Sum(), amounts[(Measure.DoneInTime, date)].Sum()))];
    }
}

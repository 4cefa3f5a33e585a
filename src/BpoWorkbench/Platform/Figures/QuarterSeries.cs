using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Figures;

/// <summary>A quarter of an hour on the wall's clock: a day's, and that of the same weekday a week before.</summary>
public sealed record QuarterFigures(TimeOnly At, long Received, long Done, long ReceivedBefore, long DoneBefore);

/// <summary>A day by quarters of an hour beside the same day of last week.</summary>
public sealed class QuarterSeries(IDbContextFactory<WorkbenchDb> dbs)
{
    /// <param name="queues">Which of the clients' queues; null for all.</param>
    /// <returns>96 quarters, by the clock of the day's zone; where clocks go back, an hour holds both its turns.</returns>
    public async Task<List<QuarterFigures>> Read(IReadOnlyCollection<long> clients, IReadOnlyCollection<long>? queues, Day day, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var before = day.Plus(-7);
        var rows = db.Flows(clients, day.From, day.To).Concat(db.Flows(clients, before.From, before.To))
            .Where(c => c.Measure == Measure.Received || c.Measure == Measure.Done);
        var sums = await (queues is null ? rows : rows.Where(c => queues.Contains(c.QueueId)))
            .GroupBy(c => new { c.Measure, c.Quarter })
            .Select(g => new { g.Key.Measure, g.Key.Quarter, Amount = g.Sum(c => c.Amount) })
            .ToListAsync(stop);
        var amounts = sums.ToLookup(s => (s.Measure, Before: s.Quarter < day.From, Index: day.QuarterOf(s.Quarter)), s => s.Amount);
        return [.. Enumerable.Range(0, 96).Select(i => new QuarterFigures(
            new TimeOnly(i / 4, i % 4 * 15),
            amounts[(Measure.Received, false, i)].Sum(), amounts[(Measure.Done, false, i)].Sum(),
            amounts[(Measure.Received, true, i)].Sum(), amounts[(Measure.Done, true, i)].Sum()))];
    }
}

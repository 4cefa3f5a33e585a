using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>How many items of a queue stand where, now.</summary>
public sealed record QueueLevels(long Ready, long Claimed, long Waiting)
{
    public static readonly QueueLevels None = new(0, 0, 0);

    public long Open => Ready + Claimed + Waiting;

    /// <summary>By queue, from the counters and what has not been folded into them yet; a queue that never had an item is left out.</summary>
    public static async Task<Dictionary<long, QueueLevels>> Of(WorkbenchDb db, CancellationToken stop = default)
    {
        Measure[] levels = [Measure.Ready, Measure.Claimed, Measure.Waiting];
        var counted = db.Counters.Where(c => c.Quarter == Measures.Always && levels.Contains(c.Measure)).Select(c => new { c.QueueId, c.Measure, c.Amount });
        var unfolded = db.CounterDeltas.Where(c => c.Quarter == Measures.Always && levels.Contains(c.Measure)).Select(c => new { c.QueueId, c.Measure, c.Amount });
        var amounts = await counted.Concat(unfolded).GroupBy(c => new { c.QueueId, c.Measure })
            .Select(g => new { g.Key.QueueId, g.Key.Measure, Amount = g.Sum(c => c.Amount) }).ToListAsync(stop);
        return amounts.GroupBy(a => a.QueueId).ToDictionary(g => g.Key, g =>
        {
            var by = g.ToDictionary(a => a.Measure, a => a.Amount);
            return new QueueLevels(by.GetValueOrDefault(Measure.Ready), by.GetValueOrDefault(Measure.Claimed), by.GetValueOrDefault(Measure.Waiting));
        });
    }
}

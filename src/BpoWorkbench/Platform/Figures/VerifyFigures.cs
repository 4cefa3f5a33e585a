using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Figures;

/// <summary>A counter that says something else than the events, or than the items themselves.</summary>
public sealed record FigureDifference(long ClientId, long QueueId, Measure Measure, DateTime Quarter, long PersonId, long Counted, long Recounted);

/// <summary>What a recount found; without differences, all is well.</summary>
public sealed record FigureCheck(long Events, int Counters, IReadOnlyList<FigureDifference> Differences);

/// <summary>
/// Counts everything again: the events by the one rule that says what they move, the levels from the states of the items.
/// It reads one snapshot, so that work may go on meanwhile; events stream by, and only the counters are held.
/// </summary>
public sealed class VerifyFigures(IDbContextFactory<WorkbenchDb> dbs)
{
    public async Task<FigureCheck> Run(CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        await using var snapshot = await db.Engine.Snapshot(db, stop);
        var counted = await Counted(db, stop);
        var recounted = new Dictionary<Key, long>();
        var events = 0L;
        await foreach (var step in Events(db).AsAsyncEnumerable().WithCancellation(stop))
        {
            events++;
            foreach (var move in Measures.Of(step))
            {
                var key = new Key(step.ClientId, step.QueueId, move.Measure, move.Quarter, move.PersonId);
                recounted[key] = recounted.GetValueOrDefault(key) + move.Amount;
            }
        }

        var differences = Differences(counted, recounted).ToList();
        // Where the events agree with the counter, the items themselves may still say something else.
        var agreed = counted.Where(c => c.Key.Quarter == Measures.Always && recounted.GetValueOrDefault(c.Key) == c.Value).ToDictionary();
        var states = (await States(db, stop)).Where(s => agreed.ContainsKey(s.Key) || !counted.ContainsKey(s.Key)).ToDictionary();
        differences.AddRange(Differences(agreed, states));
        return new FigureCheck(events, counted.Count, differences);
    }

    // An item that is not published has events already, and they count for nobody.
    private static IQueryable<WorkEvent> Events(WorkbenchDb db) =>
        from step in db.WorkEvents.AsNoTracking()
        join item in db.WorkItems on step.ItemId equals item.Id
        select step;

    private static async Task<Dictionary<Key, long>> Counted(WorkbenchDb db, CancellationToken stop)
    {
        var clients = await db.Clients.Select(c => c.Id).ToListAsync(stop);
        var sums = await db.Levels(clients).Concat(db.Flows(clients, Measures.Always.AddMinutes(15), DateTime.MaxValue))
            .GroupBy(c => new { c.ClientId, c.QueueId, c.Measure, c.Quarter, c.PersonId })
            .Select(g => new { g.Key.ClientId, g.Key.QueueId, g.Key.Measure, g.Key.Quarter, g.Key.PersonId, Amount = g.Sum(c => c.Amount) })
            .ToListAsync(stop);
        return sums.ToDictionary(s => new Key(s.ClientId, s.QueueId, s.Measure, s.Quarter, s.PersonId), s => s.Amount);
    }

    private static async Task<Dictionary<Key, long>> States(WorkbenchDb db, CancellationToken stop)
    {
        var states = await db.WorkItems.Where(i => i.State != WorkState.Cancelled).GroupBy(i => new { i.ClientId, i.QueueId, i.State })
            .Select(g => new { g.Key.ClientId, g.Key.QueueId, g.Key.State, Count = g.LongCount() })
            .ToListAsync(stop);
        return states.ToDictionary(s => new Key(s.ClientId, s.QueueId, Measures.Level(s.State)!.Value, Measures.Always, 0), s => s.Count);
    }

    private static IEnumerable<FigureDifference> Differences(Dictionary<Key, long> counted, Dictionary<Key, long> recounted) =>
        from key in counted.Keys.Union(recounted.Keys)
        let one = counted.GetValueOrDefault(key)
        let other = recounted.GetValueOrDefault(key)
        where one != other
        orderby key.ClientId, key.QueueId, key.Measure, key.Quarter, key.PersonId
        select new FigureDifference(key.ClientId, key.QueueId, key.Measure, key.Quarter, key.PersonId, one, other);

    private readonly record struct Key(long ClientId, long QueueId, Measure Measure, DateTime Quarter, long PersonId);
}

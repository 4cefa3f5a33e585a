using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Tests.Platform.Figures;

/// <summary>What one step of an item moved.</summary>
internal sealed record Moved(long Item, long Client, long Queue, Measure Measure, DateTime Quarter, long Person, long Amount);

/// <summary>Every figure from every step of every item, one by one.</summary>
internal sealed class SlowCount(IReadOnlyList<Moved> moves, IReadOnlyDictionary<long, TimeZoneInfo> zones, DateTime now)
{
    public static async Task<SlowCount> Of(Workbench workbench, DateTime now)
    {
        List<Moved> moves = [];
        Dictionary<long, TimeZoneInfo> zones = [];
        await Company.AsSystem(workbench, async db =>
        {
            moves = [.. (await db.WorkEvents.AsNoTracking().ToListAsync()).SelectMany(e => Measures.Of(e).Select(m => new Moved(e.ItemId, e.ClientId, e.QueueId, m.Measure, m.Quarter, m.PersonId, m.Amount)))];
            zones = (await db.Clients.ToListAsync()).ToDictionary(c => c.Id, c => c.Zone);
        });
        return new SlowCount(moves, zones, now);
    }

    /// <summary>Today where the client is.</summary>
    public Day Today(long client) => Day.At(now, zones[client]);

    /// <summary>How many, and of how many items: one may have been done twice.</summary>
    /// <param name="weights">Which measures make the figure up.</param>
    public (long Sum, int Items) Of(IReadOnlyDictionary<Measure, int> weights, Func<Moved, bool> which)
    {
        var items = moves.Where(m => weights.ContainsKey(m.Measure) && which(m)).GroupBy(m => m.Item).Select(item => item.Sum(m => m.Amount * weights[m.Measure])).Where(sum => sum != 0).ToList();
        return (items.Sum(), items.Count);
    }

    public (long Sum, int Items) Of(Measure measure, Func<Moved, bool> which) => Of(new Dictionary<Measure, int> { [measure] = 1 }, which);
}

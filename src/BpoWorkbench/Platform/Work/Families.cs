using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>
/// What an end means to parent and children. A parent cannot be finished before its children; cancelled, it takes along those that
/// nobody has in hand. Called inside <see cref="WorkbenchDb.Write"/>, in the transaction in which the item ends.
/// </summary>
internal static class Families
{
    public static async Task RequireChildrenEnded(WorkbenchDb db, WorkItem item)
    {
        if (await db.WorkItems.AnyAsync(c => c.ParentId == item.Id && c.State < WorkState.Done))
        {
            throw new Refusal("item.children-open", item.Title);
        }
    }

    /// <summary>Those of some items that <see cref="Ended"/> has anything to do for: few have parents or children, and one question finds them.</summary>
    public static async Task<HashSet<long>> Related(WorkbenchDb db, IReadOnlyCollection<WorkItem> items, CancellationToken stop)
    {
        var ids = items.Select(i => (long?)i.Id).ToList();
        var parents = await db.WorkItems.Where(c => ids.Contains(c.ParentId)).Select(c => c.ParentId!.Value).Distinct().ToListAsync(stop);
        return [.. parents, .. items.Where(i => i.ParentId is not null).Select(i => i.Id)];
    }

    /// <summary>The last child that ends, in whatever way, wakes the parent; a lost wake-up is found by the sweep.</summary>
    public static async Task Ended(WorkbenchDb db, WorkItem item, long? personId, DateTime now)
    {
        if (item.State == WorkState.Cancelled)
        {
            foreach (var child in await db.WorkItems.Where(c => c.ParentId == item.Id && (c.State == WorkState.Ready || c.State == WorkState.Waiting)).ToListAsync())
            {
                child.Cancel(personId, now);
                await Ended(db, child, personId, now);
            }
        }

        if (!item.IsOpen && item.ParentId is { } parent && !await db.WorkItems.AnyAsync(c => c.ParentId == parent && c.Id != item.Id && c.State < WorkState.Done)
            && await db.WorkItems.SingleOrDefaultAsync(i => i.Id == parent) is { State: WorkState.Waiting, WaitingOn: WaitingOn.Children } waiting)
        {
            await Wake(db, waiting, now);
        }
    }

    /// <summary>A cancellation is taken back, and with it those of the children that went along.</summary>
    public static async Task Reinstate(WorkbenchDb db, WorkItem item, long? personId, DateTime now, TimeSpan within)
    {
        var cancelled = await db.WorkEvents.Where(e => e.ItemId == item.Id && e.Kind == WorkEventKind.Cancelled).OrderByDescending(e => e.Id).FirstOrDefaultAsync()
            ?? throw new Refusal("item.not-cancelled", item.Title);
        item.Reinstate(cancelled, await Lanes.For(db, item, item.PromisedBy), personId, now, within);
        foreach (var child in await db.WorkItems.Where(c => c.ParentId == item.Id && c.State == WorkState.Cancelled && c.DoneAt == cancelled.At).ToListAsync())
        {
            await Reinstate(db, child, personId, now, within);
        }
    }

    public static async Task Wake(WorkbenchDb db, WorkItem item, DateTime now) =>
        item.Wake(await Lanes.For(db, item, item.PromisedBy), now);
}

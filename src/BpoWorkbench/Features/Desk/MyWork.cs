using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Desk;

/// <summary>An item in one of the agent's lists.</summary>
public sealed record MyItem(long Id, string Title, string ClientName, string ClientColour, string QueueName, DateTime Due, DateTime WarnAt, DateTime? WakeAt, DateTime? DoneAt, string? Outcome, DateTime? OfferedUntil);

/// <summary>What the agent is offered, what they hold, what is kept for them and what comes back to them, and what they did today.</summary>
public sealed record MyWork(List<MyItem> Offered, List<MyItem> Held, List<MyItem> Kept, List<MyItem> Awaited, List<MyItem> DoneToday, int DoneCount)
{
    /// <summary>What my team works on first today, and when.</summary>
    public List<BlockToday> Blocks { get; init; } = [];

    private const int Shown = 50;

    public static async Task<MyWork> Read(WorkbenchDb db, ClientScope scope, Site site)
    {
        var (person, today) = (scope.RequirePerson(), site.Today);
        var items = db.WorkItems.AsNoTracking();
        var mine = items.Where(i => i.State == WorkState.Claimed && i.OwnerId == person);
        var held = mine.Where(i => i.OfferedUntil == null).OrderByDescending(i => i.ActiveSince != null).ThenBy(i => i.Due);
        var kept = items.Where(i => i.State == WorkState.Ready && db.Lanes.Any(l => l.Id == i.LaneId && l.PersonId == person)).OrderBy(i => i.Due);
        var awaited = items.Where(i => i.State == WorkState.Waiting && i.PromisedBy == person).OrderBy(i => i.WakeAt);
        var done = items.Where(i => i.State == WorkState.Done && i.DoneBy == person && i.DoneAt >= today);
        return new(await List(mine.Where(i => i.OfferedUntil != null)), await List(held), await List(kept), await List(awaited), await List(done.OrderByDescending(i => i.DoneAt)), await done.CountAsync())
        {
            Blocks = await TeamBlocks.On(db, person, DateOnly.FromDateTime(site.Local)),
        };
    }

    private static Task<List<MyItem>> List(IQueryable<WorkItem> items) => items.Take(Shown).Select(i => new MyItem(
        i.Id, i.Title, i.Queue!.Client!.Name, i.Queue.Client.Colour, i.Queue.Name, i.Due, i.WarnAt, i.WakeAt, i.DoneAt, i.Disposition!.Label, i.OfferedUntil)).ToListAsync();
}

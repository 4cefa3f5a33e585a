using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Desk;

/// <summary>What lies on an agent's desk, and what they can do with it.</summary>
public sealed class AgentDesk(
    IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, Site site, NextItem next, ClaimItem claim, OpenItem open,
    LeaveItems leave, FinishItem finish, UndoLast undo, SaveDraft saveDraft, SeeAgent see, PersonBell bell)
{
    public MyWork? Mine { get; private set; }

    public ItemSheet? Item { get; private set; }

    public ItemDraft Draft { get; private set; } = new();

    public CustomerSheet? Customer { get; private set; }

    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

    /// <summary>What was on the desk is in other hands, or waits for someone: nobody was seen here for too long.</summary>
    public bool WasTaken { get; private set; }

    /// <summary>True when the last Next found nothing.</summary>
    public bool NothingReady { get; private set; }

    /// <summary>Sits down: shows what was last on screen, or else the most urgent held.</summary>
    public async Task SitDown(long? itemId)
    {
        await see.Run(online: true);
        await ReadMine();
        var first = itemId is { } wanted && Mine!.Held.Any(h => h.Id == wanted) ? itemId : Mine!.Held.FirstOrDefault()?.Id;
        if (first is { } id)
        {
            await Open(id);
        }
    }

    public async Task StandUp(DateTime? awaySince = null)
    {
        // Whoever has just been shut out holds nothing any more.
        if (scope.PersonId is null)
        {
            return;
        }

        await leave.Run(awaySince: awaySince);
        await see.Run(online: false);
    }

    /// <summary>Back at the window: time away beyond the queue's limit is not handle time.</summary>
    public async Task CameBack(long itemId, DateTime awaySince)
    {
        await leave.Run(awaySince: awaySince);
        await open.Run(itemId);
        await ReadItem(itemId);
    }

    /// <summary>Calls back when something on this person's desk moved, until disposed.</summary>
    public IDisposable Watch(Func<Task> moved) => bell.Listen(scope.RequirePerson(), moved);

    /// <summary>Still at the desk: whoever had been lost is seen again.</summary>
    public async Task StillHere()
    {
        await see.Run(online: true);
        await LookAgain();
    }

    /// <summary>Reads what lies here; what was on screen and was kept for this person while they were away is taken up again.</summary>
    public async Task LookAgain()
    {
        await ReadMine();
        if (Item is not { } item)
        {
            return;
        }

        if (await IsMine(item.Id))
        {
            // From a break: its handle time goes on.
            if (await IsProductive())
            {
                await open.Run(item.Id);
            }

            await ReadItem(item.Id);
        }
        else if (Mine!.Kept.Exists(k => k.Id == item.Id))
        {
            await Take(item.Id);
        }
        else
        {
            Clear();
            WasTaken = true;
        }
    }

    /// <summary>Takes up what is kept for this person.</summary>
    public async Task Take(long itemId)
    {
        await claim.Run(itemId);
        await Open(itemId);
        await ReadMine();
    }

    public async Task Next()
    {
        var taken = await next.Run();
        NothingReady = taken is null;
        if (taken is { } id)
        {
            await Open(id);
        }

        await ReadMine();
    }

    public async Task Open(long itemId)
    {
        await KeepDraft();
        await open.Run(itemId);
        await ReadItem(itemId);
    }

    /// <summary>Gives the outcome and goes straight on to the next item.</summary>
    public async Task FinishAndNext(Outcome outcome)
    {
        var id = Item!.Id;
        await finish.Run(id, outcome);
        Clear();
        await Next();
    }

    /// <summary>After the item left the agent's hands in some other way.</summary>
    public async Task PutDown()
    {
        Clear();
        await ReadMine();
    }

    public async Task Undo()
    {
        await Open(await undo.Run());
        await ReadMine();
    }

    public async Task KeepDraft()
    {
        if (Item is not null)
        {
            await saveDraft.Run(Item.Id, Draft);
        }
    }

    public async Task ReadItem(long itemId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var again = Item?.Id == itemId;
        Item = await ItemSheet.Read(db, itemId);
        // What is being typed is newer than what was last saved of it.
        Draft = again ? Draft : ItemDraft.Parse(Item?.DraftJson);
        Customer = Item?.CustomerId is { } customer ? await CustomerSheet.Read(db, customer) : null;
        History = Customer is not null ? await ItemHistory.OfCustomer(db, Customer.Id, 60) : await ItemHistory.OfItem(db, itemId, 60);
        NothingReady = WasTaken = false;
    }

    public async Task ReadMine()
    {
        await using var db = await dbs.CreateDbContextAsync();
        Mine = await MyWork.Read(db, scope, site.Today);
    }

    private async Task<bool> IsProductive()
    {
        await using var db = await dbs.CreateDbContextAsync();
        return await db.Presences.AnyAsync(p => p.PersonId == scope.PersonId && p.Code!.Productive);
    }

    private async Task<bool> IsMine(long itemId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        return await db.WorkItems.AnyAsync(i => i.Id == itemId && i.State == WorkState.Claimed && i.OwnerId == scope.PersonId);
    }

    private void Clear() => (Item, Draft, Customer, History) = (null, new(), null, []);
}

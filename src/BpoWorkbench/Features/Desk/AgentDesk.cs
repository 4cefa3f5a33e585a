using BpoWorkbench.Data;
using BpoWorkbench.Domain;
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
    LeaveItems leave, FinishItem finish, UndoLast undo, SaveDraft saveDraft, SeeAgent see, PersonBell bell,
    OpenDesks desks, PersonCircuit page, NextPrepared ahead)
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
        desks.Shows(page, 0);
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
        var others = desks.Close(page);
        // Whoever has just been shut out holds nothing any more.
        if (scope.PersonId is null)
        {
            return;
        }

        await leave.Run(awaySince, except: others);
        if (others.Count == 0)
        {
            await see.Run(online: false);
        }
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
        await see.Again();
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

        var now = await Standing(item.Id);
        if (now.IsMine)
        {
            // Back from a break its time goes on, unless they work on another at another desk.
            if (now.IsProductive && !now.AnyActive)
            {
                await open.Run(item.Id);
            }

            if (now.ActiveSince != item.ActiveSince || (now.IsProductive && !now.AnyActive))
            {
                await ReadItem(item.Id);
            }
        }
        else if (!Mine!.Kept.Exists(k => k.Id == item.Id) || !await TakeAgain(item.Id))
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
        desks.Shows(page, itemId);
        if (!again && Item is not null)
        {
            ahead.Start(Item.Kind);
        }
    }

    public async Task ReadMine()
    {
        await using var db = await dbs.CreateDbContextAsync();
        Mine = await MyWork.Read(db, scope, site);
    }

    // They may be on a break, or hold enough by now: then it stays kept for them.
    private async Task<bool> TakeAgain(long itemId)
    {
        try
        {
            await Take(itemId);
            return true;
        }
        catch (Refusal)
        {
            return false;
        }
    }

    private async Task<(bool IsMine, DateTime? ActiveSince, bool AnyActive, bool IsProductive)> Standing(long itemId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var held = await db.WorkItems.Where(i => i.State == WorkState.Claimed && i.OwnerId == scope.PersonId && (i.Id == itemId || i.ActiveSince != null))
            .Select(i => new { i.Id, i.ActiveSince }).ToListAsync();
        var item = held.Find(h => h.Id == itemId);
        return (item is not null, item?.ActiveSince, held.Exists(h => h.ActiveSince is not null), await db.Presences.AnyAsync(p => p.PersonId == scope.PersonId && p.Code!.Productive));
    }

    private void Clear()
    {
        (Item, Draft, Customer, History) = (null, new(), null, []);
        desks.Shows(page, 0);
    }
}

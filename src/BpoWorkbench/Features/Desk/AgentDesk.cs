using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Desk;

/// <summary>What lies on an agent's desk, and what they can do with it.</summary>
public sealed class AgentDesk(
    IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, Site site, NextItem next, OpenItem open, LeaveItems leave, FinishItem finish, UndoLast undo, SaveDraft saveDraft, SeeAgent see)
{
    public MyWork? Mine { get; private set; }

    public ItemSheet? Item { get; private set; }

    public ItemDraft Draft { get; private set; } = new();

    public CustomerSheet? Customer { get; private set; }

    public IReadOnlyList<HistoryLine> History { get; private set; } = [];

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

    public Task StillHere() => see.Run(online: true);

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
        NothingReady = false;
    }

    public async Task ReadMine()
    {
        await using var db = await dbs.CreateDbContextAsync();
        Mine = await MyWork.Read(db, scope, site.Today);
    }

    private void Clear() => (Item, Draft, Customer, History) = (null, new(), null, []);
}

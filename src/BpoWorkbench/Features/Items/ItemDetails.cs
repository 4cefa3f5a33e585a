using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Items;

/// <summary>Whether there is somebody for what an item asks for.</summary>
public enum WhoCan
{
    SomebodyHere,
    NobodyHere,
    Nobody,
}

/// <summary>All that is known of an item.</summary>
/// <param name="WhoCan">Null where it asks for nothing, or not of everyone.</param>
public sealed record ItemView(ItemSheet Item, Customer? Customer, string? Agent, string? Outcome, bool MayChange, IReadOnlyList<HistoryLine> History, WhoCan? WhoCan);

/// <summary>An item with its customer and its whole history.</summary>
public sealed class ItemDetails(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    private const int WholeHistory = 2000;

    /// <returns>Null where there is no such item, or not for this person.</returns>
    public async Task<ItemView?> Find(long id)
    {
        await using var db = await dbs.CreateDbContextAsync();
        if (await ItemSheet.Read(db, id) is not { } item || !scope.Allows(Permissions.Items, item.ClientId))
        {
            return null;
        }

        var more = await db.WorkItems.Where(i => i.Id == id).Select(i => new
        {
            Agent = db.Users.Where(p => p.Id == (i.OwnerId ?? i.DoneBy)).Select(p => p.Name).FirstOrDefault(),
            Outcome = i.Disposition!.Label,
        }).SingleAsync();
        var customer = item.CustomerId is { } one ? await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == one) : null;
        return new(item, customer, more.Agent, more.Outcome, scope.Allows(Permissions.Queues, item.ClientId), await ItemHistory.OfItem(db, id, WholeHistory), await Asked(db, item));
    }

    private static async Task<WhoCan?> Asked(WorkbenchDb db, ItemSheet item)
    {
        if (item.Needs.Length == 0)
        {
            return null;
        }

        var queue = await db.Queues.AsNoTracking().SingleAsync(q => q.Id == item.QueueId);
        var members = await TransferTargets.People(db, queue).Select(p => p.Id).ToListAsync();
        var levels = await PersonLevels.Of(db, members, CancellationToken.None);
        var able = members.FindAll(p => Needs.AreMet(item.Needs, levels.GetValueOrDefault(p, [])));
        var here = able.Count == 0 ? [] : (await Serving.Now(db, [item.ClientId], CancellationToken.None)).Where(s => s.Queue == item.QueueId).Select(s => s.Person).ToList();
        return able.Count == 0 ? WhoCan.Nobody : able.Exists(here.Contains) ? WhoCan.SomebodyHere : WhoCan.NobodyHere;
    }
}

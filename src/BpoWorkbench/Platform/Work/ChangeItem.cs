using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>How an item stood before a change, and which version the change made of it: what is needed to take it back.</summary>
/// <param name="KeptFor">Who had it, or was to be offered it first.</param>
public sealed record Changed(long ItemId, long QueueId, long? KeptFor, Band Band, bool BandIsByHand, long Version);

/// <summary>One verb on one item in reach, in one transaction.</summary>
public sealed class ChangeItem(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    /// <summary>Loads the item, lets <paramref name="verb"/> act on it as the signed-in person, and saves.</summary>
    /// <param name="unlessSince">The change that is taken back: refused where anything has happened to the item since.</param>
    /// <exception cref="Refusal">
    /// item.unknown; access.denied without <paramref name="permission"/> for its client; item.changed-since; and what the verb refuses.
    /// </exception>
    public async Task<Changed> Run(long itemId, string permission, Func<Step, Task> verb, Changed? unlessSince = null)
    {
        var person = scope.RequirePerson();
        Changed? changed = null;
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            var item = await db.WorkItems.Include(i => i.Queue).SingleOrDefaultAsync(i => i.Id == itemId) ?? throw new Refusal("item.unknown");
            scope.Require(permission, item.ClientId);
            if (unlessSince is not null && item.Version != unlessSince.Version)
            {
                throw new Refusal("item.changed-since", item.Title);
            }

            var before = new Changed(itemId, item.QueueId, item.OwnerId ?? item.PromisedBy, item.Band, item.BandIsByHand, 0);
            await verb(new Step(db, item, person, time.Now()));
            await db.SaveChangesAsync();
            changed = before with { Version = item.Version };
        });
        return changed!;
    }

    public Task<Changed> Run(long itemId, string permission, Action<Step> verb) => Run(itemId, permission, step =>
    {
        verb(step);
        return Task.CompletedTask;
    });

    /// <summary>What a verb acts with.</summary>
    public sealed record Step(WorkbenchDb Db, WorkItem Item, long Person, DateTime Now)
    {
        /// <summary>Where the item stands when it is ready: for everyone, or kept for one person.</summary>
        public Task<Lane> Lane(long? keptFor = null) => Lanes.For(Db, Item, keptFor);
    }
}

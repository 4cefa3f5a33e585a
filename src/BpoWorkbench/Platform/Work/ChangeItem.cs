using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>One verb on one item in reach, in one transaction.</summary>
public sealed class ChangeItem(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    /// <summary>Loads the item, lets <paramref name="verb"/> act on it as the signed-in person, and saves.</summary>
    /// <exception cref="Refusal">item.unknown; access.denied without <paramref name="permission"/> for its client; and what the verb refuses.</exception>
    public async Task Run(long itemId, string permission, Func<Step, Task> verb)
    {
        var person = scope.RequirePerson();
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            var item = await db.WorkItems.Include(i => i.Queue).SingleOrDefaultAsync(i => i.Id == itemId) ?? throw new Refusal("item.unknown");
            scope.Require(permission, item.ClientId);
            await verb(new Step(db, item, person, time.Now()));
            await db.SaveChangesAsync();
        });
    }

    public Task Run(long itemId, string permission, Action<Step> verb) => Run(itemId, permission, step =>
    {
        verb(step);
        return Task.CompletedTask;
    });

    /// <summary>What a verb acts with.</summary>
    public sealed record Step(WorkbenchDb Db, WorkItem Item, long Person, DateTime Now)
    {
        /// <summary>Where the item stands when it is ready for everyone.</summary>
        public Task<Lane> Lane() => Lanes.For(Db, Item.ClientId, Item.QueueId, Item.Band);
    }
}

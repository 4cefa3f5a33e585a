using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>How an item stood before a change, and which version the change made of it: what is needed to take it back.</summary>
/// <param name="KeptFor">Who had it, or was to be offered it first.</param>
public sealed record Changed(long ItemId, long QueueId, long? KeptFor, Band Band, bool BandIsByHand, long Version);

/// <summary>One verb on one item in reach, or on some of them, in one transaction.</summary>
public sealed class ChangeItem(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    /// <summary>Loads the item, lets <paramref name="verb"/> act on it as the signed-in person, and saves.</summary>
    /// <exception cref="Refusal">item.unknown; access.denied without <paramref name="permission"/> for its client; and what the verb refuses.</exception>
    public async Task<Changed> Run(long itemId, string permission, Func<Step, Task> verb) => (await Run([itemId], permission, verb)).Single();

    /// <summary>The same with each of some items, one after the other: all of them, or none.</summary>
    /// <param name="since">The changes that are taken back: refused where anything has happened to an item since its own.</param>
    /// <exception cref="Refusal">As with one; item.changed-since.</exception>
    public async Task<IReadOnlyList<Changed>> Run(IReadOnlyList<long> items, string permission, Func<Step, Task> verb, IReadOnlyList<Changed>? since = null)
    {
        var person = scope.RequirePerson();
        List<(WorkItem Item, Changed Before)> done = [];
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            done.Clear();
            var found = await db.WorkItems.Include(i => i.Queue).Where(i => EF.Parameter(items.ToArray()).Contains(i.Id)).ToDictionaryAsync(i => i.Id);
            foreach (var id in items)
            {
                var item = found.GetValueOrDefault(id) ?? throw new Refusal("item.unknown");
                scope.Require(permission, item.ClientId);
                if (since?.FirstOrDefault(c => c.ItemId == id) is { } last && item.Version != last.Version)
                {
                    throw new Refusal("item.changed-since", item.Title);
                }

                var before = new Changed(id, item.QueueId, item.OwnerId ?? item.PromisedBy, item.Band, item.BandIsByHand, 0);
                await verb(new Step(db, item, person, time.Now()));
                done.Add((item, before));
            }

            await db.SaveChangesAsync();
        });
        return done.ConvertAll(d => d.Before with { Version = d.Item.Version });
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

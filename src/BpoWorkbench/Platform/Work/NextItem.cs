using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Gives the signed-in agent the item that needs them most; no two agents ever get the same one.</summary>
public sealed class NextItem(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    /// <summary>What an agent gave back is not offered to them again before this, unless nothing else is left.</summary>
    private static readonly TimeSpan GivenBack = TimeSpan.FromHours(4);

    /// <returns>The id of the item, now theirs; null when nothing they serve is ready.</returns>
    public async Task<long?> Run()
    {
        var person = scope.RequirePerson();
        var clients = scope.With(Permissions.Work);
        await using var db = await dbs.CreateDbContextAsync();
        var now = time.Now();
        var since = now - GivenBack;
        var skip = await db.WorkEvents.Where(e => e.PersonId == person && e.Kind == WorkEventKind.Returned && e.At > since).Select(e => e.ItemId).Distinct().ToListAsync();
        long? taken = null;
        await db.Write(async () =>
        {
            taken = await Take(db, person, clients, skip, now) ?? (skip.Count > 0 ? await Take(db, person, clients, [], now) : null);
        });
        return taken;
    }

    private static async Task<long?> Take(WorkbenchDb db, long person, long[] clients, List<long> skip, DateTime now)
    {
        var heads = await db.Engine.LaneHeads(db, person, clients, skip);
        foreach (var head in heads.OrderByDescending(h => Urgency.Score(h.Received, h.Due, h.Band, h.Promised, now)).ThenBy(h => h.ItemId))
        {
            // Where all of its lane went to others meanwhile, the next best lane is.
            if (await db.Engine.Hold(db, head, skip) is { } held
                && await db.Engine.Take(db, held, person, Urgency.Reason(held.Received, held.Due, held.Band, held.Promised, now).ToJson(), now))
            {
                db.Touched(held.ClientId);
                return held.ItemId;
            }
        }

        return null;
    }
}

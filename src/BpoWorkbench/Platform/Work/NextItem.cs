using BpoWorkbench.Data;
using BpoWorkbench.Data.Sqlite;
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
            var heads = await db.LaneHeads(person, clients, skip);
            if (heads.Count == 0 && skip.Count > 0)
            {
                heads = await db.LaneHeads(person, clients, []);
            }

            var head = heads.MaxBy(h => (Urgency.Score(h.Received, h.Due, h.Band, h.Promised, now), -h.ItemId));
            if (head is not null && await db.TakeHead(head, person, Urgency.Reason(head.Received, head.Due, head.Band, head.Promised, now).ToJson(), now))
            {
                taken = head.ItemId;
            }
        });
        return taken;
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Somebody, or a queue, that items can be given to.</summary>
/// <param name="Away">A person who is not at a desk.</param>
public sealed record SteerTarget(long Id, string Name, bool Away);

/// <summary>To whom a supervisor can assign these items, and to which queue move them.</summary>
public sealed class SteerTargets(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    /// <summary>Whoever works all their queues, or where nobody does, any of them; those at their desk first.</summary>
    public async Task<List<SteerTarget>> People(IReadOnlyCollection<long> items)
    {
        await using var db = await dbs.CreateDbContextAsync();
        List<SteerTarget> people = [];
        var queues = await Queues(db, items);
        foreach (var queue in queues)
        {
            people.AddRange(await TransferTargets.People(db, queue)
                .Select(p => new SteerTarget(p.Id, p.Name, !db.Presences.Any(s => s.PersonId == p.Id && s.Online && s.CodeId != PresenceCode.Offline))).ToListAsync());
        }

        var all = people.GroupBy(p => p).Where(p => p.Count() == queues.Count).Select(p => p.Key).ToList();
        return [.. (all.Count > 0 ? all : people.Distinct()).OrderBy(p => p.Away).ThenBy(p => p.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>The open queues of their client and kind; none where they are not all of one.</summary>
    public async Task<List<SteerTarget>> Queues(IReadOnlyCollection<long> items)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var from = await Queues(db, items);
        if (from.DistinctBy(q => (q.ClientId, q.Kind)).Count() != 1)
        {
            return [];
        }

        // Where all stand in one queue, that one is none to move to.
        var (client, kind, only) = (from[0].ClientId, from[0].Kind, from.Count == 1 ? from[0].Id : 0);
        return await db.Queues.Where(q => q.ClientId == client && q.Kind == kind && q.State == QueueState.Open && q.Id != only)
            .OrderBy(q => q.Name).Select(q => new SteerTarget(q.Id, q.Name, false)).ToListAsync();
    }

    private Task<List<Queue>> Queues(WorkbenchDb db, IReadOnlyCollection<long> items)
    {
        var clients = scope.With(Permissions.Queues).ToList();
        return db.Queues.AsNoTracking().Where(q => clients.Contains(q.ClientId) && db.WorkItems.Any(i => i.QueueId == q.Id && EF.Parameter(items.ToArray()).Contains(i.Id))).ToListAsync();
    }
}

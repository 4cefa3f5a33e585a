using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Where an item can be handed over to: a queue, and there first to a person where one is named.</summary>
public sealed record TransferTarget(long QueueId, long? PersonId, string Name);

/// <summary>To whom an agent can hand over an item: the open queues of its client and kind, and those who work its own queue.</summary>
public sealed class TransferTargets(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task<(List<TransferTarget> Queues, List<TransferTarget> People)> For(long queueId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var from = await db.Queues.AsNoTracking().SingleOrDefaultAsync(q => q.Id == queueId) ?? throw new Refusal("queue.unknown");
        scope.Require(Permissions.Work, from.ClientId);
        var me = scope.RequirePerson();
        return (
            await db.Queues.AsNoTracking().Where(q => q.ClientId == from.ClientId && q.Kind == from.Kind && q.State == QueueState.Open && q.Id != queueId)
                .OrderBy(q => q.Name).Select(q => new TransferTarget(q.Id, null, q.Name)).ToListAsync(),
            await People(db, from).Where(p => p.Id != me).OrderBy(p => p.Name).Select(p => new TransferTarget(queueId, p.Id, p.Name)).ToListAsync());
    }

    internal static IQueryable<Person> People(WorkbenchDb db, Queue queue) => db.Users.AsNoTracking().Where(p => p.Active
        && p.Grants.Any(g => g.ClientId == queue.ClientId && Roles.Working.Contains(g.Role))
        && db.Set<QueueMember>().Any(m => m.QueueId == queue.Id && (m.PersonId == p.Id || db.TeamMembers.Any(t => t.TeamId == m.TeamId && t.PersonId == p.Id))));
}

using BpoWorkbench.Data;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Queues;

/// <summary>A team or a person that may be given a client's work; of a team, how many of its people may.</summary>
public sealed record Worker(long Id, string Name, int People);

/// <summary>Who may be given a client's work: people who hold the permission for it, and the teams they are in.</summary>
public sealed class QueueWorkers(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task<(List<Worker> Teams, List<Worker> People)> For(long clientId)
    {
        scope.Require(Permissions.Queues, clientId);
        await using var db = await dbs.CreateDbContextAsync();
        return (await Teams(db, clientId).ToListAsync(), await People(db, clientId).ToListAsync());
    }

    /// <summary>The teams in which somebody works for one of these clients: of others their names are nobody's business.</summary>
    public static IQueryable<Team> TeamsOf(WorkbenchDb db, IEnumerable<long> clients)
    {
        var some = clients.ToArray();
        return db.Teams.AsNoTracking().Where(t => t.Members.Any(m => m.Person!.Grants.Any(g => g.ClientId != null && some.Contains(g.ClientId.Value) && Roles.Working.Contains(g.Role))));
    }

    internal static IQueryable<Worker> People(WorkbenchDb db, long clientId) =>
        db.Users.Where(p => p.Active && p.Grants.Any(g => g.ClientId == clientId && Roles.Working.Contains(g.Role)))
            .OrderBy(p => p.Name).Select(p => new Worker(p.Id, p.Name, 1));

    internal static IQueryable<Worker> Teams(WorkbenchDb db, long clientId) =>
        db.Teams.Where(t => t.Members.Any(m => m.Person!.Active && m.Person.Grants.Any(g => g.ClientId == clientId && Roles.Working.Contains(g.Role))))
            .OrderBy(t => t.Name)
            .Select(t => new Worker(t.Id, t.Name, t.Members.Count(m => m.Person!.Active && m.Person.Grants.Any(g => g.ClientId == clientId && Roles.Working.Contains(g.Role)))));
}

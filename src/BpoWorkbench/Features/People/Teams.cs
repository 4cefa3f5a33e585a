using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.People;

/// <summary>A team with its people.</summary>
public sealed record TeamRow(long Id, string Name, long? SupervisorId, string? Supervisor, IReadOnlyList<TeamPerson> Members, long Version);

/// <summary>Someone who is, or could be, in a team or lead one.</summary>
public sealed record TeamPerson(long Id, string Name, string? Team = null);

/// <summary>The teams, and whom they can be made of.</summary>
public sealed record TeamsView(List<TeamRow> Teams, List<TeamPerson> Agents, List<TeamPerson> Supervisors);

/// <summary>The teams of the house.</summary>
public sealed class TeamList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task<TeamsView> Read()
    {
        scope.Require(Permissions.People, IClientOwned.House);
        await using var db = await dbs.CreateDbContextAsync();
        var teams = await db.Teams.AsNoTracking().Include(t => t.Supervisor).Include(t => t.Members).ThenInclude(m => m.Person).ToListAsync();
        var named = teams.SelectMany(t => t.Members.Select(m => (m.PersonId, t.Name))).ToDictionary(m => m.PersonId, m => m.Name);
        return new(
            [.. teams.OrderBy(t => t.Name, StringComparer.CurrentCultureIgnoreCase).Select(t => new TeamRow(t.Id, t.Name, t.SupervisorId, t.Supervisor?.Name,
                Sorted(t.Members.Where(m => m.Person!.Active).Select(m => new TeamPerson(m.PersonId, m.Person!.Name))), t.Version))],
            await Having(db, Role.Agent, named), await Having(db, Role.Supervisor, named));
    }

    private static async Task<List<TeamPerson>> Having(WorkbenchDb db, Role role, Dictionary<long, string> teams)
    {
        var people = await db.Users.Where(p => p.Active && p.Grants.Any(g => g.Role == role)).Select(p => new { p.Id, p.Name }).ToListAsync();
        return Sorted(people.Select(p => new TeamPerson(p.Id, p.Name, teams.GetValueOrDefault(p.Id))));
    }

    private static List<TeamPerson> Sorted(IEnumerable<TeamPerson> people) => [.. people.OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase)];
}

/// <summary>A team as typed in.</summary>
public sealed class TeamForm
{
    public string Name { get; set; } = "";

    public long? SupervisorId { get; set; }

    public HashSet<long> Members { get; set; } = [];
}

/// <summary>Makes a team or changes one; whoever is put into it leaves the team they were in.</summary>
public sealed class SaveTeam(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task Run(long? id, TeamForm form, long version)
    {
        scope.Require(Permissions.People, IClientOwned.House);
        if (form.Name.Trim() is not { Length: > 0 and <= 80 } name)
        {
            throw new Refusal("team.name");
        }

        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            if (await db.Teams.AnyAsync(t => t.Name == name && t.Id != id))
            {
                throw new Refusal("team.name-taken", name) { Field = nameof(TeamForm.Name) };
            }

            var team = id is null ? new Team(name) : await db.Teams.Include(t => t.Members).SingleOrDefaultAsync(t => t.Id == id) ?? throw new Refusal("access.denied");
            if (id is null)
            {
                db.Teams.Add(team);
            }
            else
            {
                db.SeenAt(team, version);
            }

            (team.Name, team.SupervisorId) = (name, form.SupervisorId);
            await db.SaveChangesAsync();
            foreach (var gone in team.Members.Where(m => !form.Members.Contains(m.PersonId)).ToList())
            {
                db.TeamMembers.Remove(gone);
            }

            await db.SaveChangesAsync();
            foreach (var person in form.Members)
            {
                await SavePerson.PutIntoTeam(db, person, team.Id);
            }
        });
    }
}

/// <summary>Dissolves a team; its people stay, and queues that were given to it lose it.</summary>
public sealed class DeleteTeam(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task Run(long id)
    {
        scope.Require(Permissions.People, IClientOwned.House);
        await using var db = await dbs.CreateDbContextAsync();
        var team = await db.Teams.Include(t => t.Members).SingleOrDefaultAsync(t => t.Id == id) ?? throw new Refusal("access.denied");
        db.Teams.Remove(team);
        await db.SaveChangesAsync();
    }
}

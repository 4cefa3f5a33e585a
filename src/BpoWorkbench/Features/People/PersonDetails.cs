using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Changes;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.People;

/// <summary>A client in the grid of grants, and the roles that may be given for it; without a client, the whole house.</summary>
public sealed record GrantRow(long? ClientId, string Name, string? Colour, IReadOnlyDictionary<Role, bool> Roles);

/// <summary>A person with everything their page shows.</summary>
public sealed record PersonView(
    Snapshot<PersonForm> Seen, long Id, PersonState State, bool Demonstration, DateTime? LastSignInAt, DateTimeOffset? LockedUntil, bool MayChange, bool IsHouse,
    IReadOnlyList<GrantRow> Grants, IReadOnlyList<TeamChoice> Teams);

/// <summary>A team one may be put into.</summary>
public sealed record TeamChoice(long Id, string Name);

/// <summary>One person, as far as the signed-in person may see them.</summary>
public sealed class PersonDetails(IDbContextFactory<WorkbenchDb> dbs, Reach reach, TimeProvider time)
{
    /// <returns>Null where there is no such person, or not for this one.</returns>
    public async Task<PersonView?> Find(long id)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var version = await Version(db, id);
        var person = await db.Users.AsNoTracking().Include(p => p.Grants).Where(reach.Seen()).SingleOrDefaultAsync(p => p.Id == id);
        if (person is null)
        {
            return null;
        }

        var form = new PersonForm
        {
            Name = person.Name,
            Email = person.Email!,
            Language = person.Language,
            Capacity = person.Capacity,
            TeamId = await db.TeamMembers.Where(m => m.PersonId == id).Select(m => (long?)m.TeamId).SingleOrDefaultAsync(),
        };
        return new(
            new(new(IClientOwned.House, nameof(Person), id), form, version, version), id,
            PeopleList.StateOf(person.Active, person.IsInvited, person.LockoutEnd, time.GetUtcNow()), person.Demonstration, person.LastSignInAt, person.LockoutEnd,
            reach.MayChange(person.Grants), reach.IsHouse, await GrantsOf(db, person), reach.IsHouse ? await Teams(db) : []);
    }

    /// <summary>The last line of a person's history: what else about them moves (signing in, above all) is no change of theirs.</summary>
    internal static async Task<long> Version(WorkbenchDb db, long id) =>
        await db.Changes.Where(c => c.ClientId == IClientOwned.House && c.Entity == nameof(Person) && c.EntityId == id).MaxAsync(c => (long?)c.Id) ?? 0;

    internal static Task<List<TeamChoice>> Teams(WorkbenchDb db) =>
        db.Teams.AsNoTracking().OrderBy(t => t.Name).Select(t => new TeamChoice(t.Id, t.Name)).ToListAsync();

    private async Task<List<GrantRow>> GrantsOf(WorkbenchDb db, Person person)
    {
        var mine = reach.Clients;
        var clients = await db.Clients.AsNoTracking().Where(c => mine.Contains(c.Id)).Select(c => new { c.Id, c.Name, c.Colour, c.Active }).ToListAsync();
        var rows = clients
            .Where(c => c.Active || person.Grants.Exists(g => g.ClientId == c.Id))
            .OrderBy(c => c.Name, StringComparer.CurrentCultureIgnoreCase)
            .Select(c => new GrantRow(c.Id, c.Name, c.Colour, RolesOf(person, c.Id)));
        return [.. reach.IsHouse ? rows.Prepend(new GrantRow(null, "", null, RolesOf(person, null))) : rows];
    }

    private Dictionary<Role, bool> RolesOf(Person person, long? client) =>
        Enum.GetValues<Role>().Where(role => (client is not null || role == Role.Administrator) && reach.MayGive(client, role))
            .ToDictionary(role => role, role => person.Grants.Exists(g => g.ClientId == client && g.Role == role));
}

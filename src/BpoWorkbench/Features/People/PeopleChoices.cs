using BpoWorkbench.Data;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.People;

/// <summary>A client for which grants may be given.</summary>
public sealed record ClientChoice(long Id, string Name, string Code, string Colour);

/// <summary>What may be chosen when people are invited or looked for.</summary>
public sealed record Choices(IReadOnlyList<ClientChoice> Clients, IReadOnlyList<TeamChoice> Teams, IReadOnlyList<Role> Roles, bool IsHouse);

/// <summary>The clients, teams and roles the signed-in person may give.</summary>
public sealed class PeopleChoices(IDbContextFactory<WorkbenchDb> dbs, Reach reach)
{
    public async Task<Choices> Read()
    {
        var mine = reach.Clients;
        await using var db = await dbs.CreateDbContextAsync();
        var clients = await db.Clients.AsNoTracking().Where(c => c.Active && mine.Contains(c.Id)).OrderBy(c => c.Name)
            .Select(c => new ClientChoice(c.Id, c.Name, c.Code, c.Colour)).ToListAsync();
        var roles = Enum.GetValues<Role>().Where(role => (role == Role.Administrator && reach.IsHouse) || clients.Exists(c => reach.MayGive(c.Id, role))).ToList();
        return new(clients, reach.IsHouse ? await PersonDetails.Teams(db) : [], roles, reach.IsHouse);
    }
}

using System.Globalization;
using BpoWorkbench.Data;
using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Figures;

/// <summary>What the figures can be narrowed to; queues only once there is one client to speak of.</summary>
public sealed record FigureChoices(
    IReadOnlyList<(string Value, string Text)> Clients, IReadOnlyList<(string Value, string Text)> Queues,
    IReadOnlyList<(string Value, string Text)> Teams, IReadOnlyList<(string Value, string Text)> People)
{
    public static readonly FigureChoices None = new([], [], [], []);
}

/// <summary>Reads what the figures can be narrowed to.</summary>
public sealed class FigureChoicesRead(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    /// <param name="team">Of whom the people are named; null for all teams.</param>
    public async Task<FigureChoices> Of(long? client, long? team, CancellationToken stop = default)
    {
        var mine = scope.With(Permissions.Floor);
        var shown = mine.Where(c => client is null || c == client).ToArray();
        await using var db = await dbs.CreateDbContextAsync(stop);
        var clients = await db.Clients.Where(c => mine.Contains(c.Id)).OrderBy(c => c.Name).Select(c => new { c.Id, c.Name }).ToListAsync(stop);
        var queues = client is null && clients.Count > 1 ? []
            : await db.Queues.Where(q => shown.Contains(q.ClientId)).OrderBy(q => q.Name).Select(q => new { q.Id, q.Name }).ToListAsync(stop);
        var teams = await QueueWorkers.TeamsOf(db, shown).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(stop);
        var people = await PeopleOf(db, team).Where(p => p.Grants.Any(g => Roles.Working.Contains(g.Role) && g.ClientId != null && shown.Contains(g.ClientId.Value)))
            .OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync(stop);
        return new([.. clients.Select(c => (Say(c.Id), c.Name))], [.. queues.Select(q => (Say(q.Id), q.Name))],
            [.. teams.Select(t => (Say(t.Id), t.Name))], [.. people.Select(p => (Say(p.Id), p.Name))]);
    }

    internal static IQueryable<Person> PeopleOf(WorkbenchDb db, long? team) => team switch
    {
        null => db.Users,
        ItemFilter.NoTeam => db.Users.Where(p => !db.TeamMembers.Any(m => m.PersonId == p.Id)),
        _ => db.Users.Where(p => db.TeamMembers.Any(m => m.PersonId == p.Id && m.TeamId == team)),
    };

    private static string Say(long id) => id.ToString(CultureInfo.InvariantCulture);
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.People;

/// <summary>What is looked for among the people.</summary>
public sealed record PeopleFilter(string? Text, Role? Role, long? Client, string? State, string? Sort, int Page);

/// <summary>One grant as it is shown; without a client, for all of them.</summary>
public sealed record GrantLine(long? ClientId, string? Client, string? Colour, Role Role);

/// <summary>A person in the list.</summary>
public sealed record PersonRow(long Id, string Name, string Email, PersonState State, string? Team, DateTime? LastSignInAt, IReadOnlyList<GrantLine> Grants);

/// <summary>Where a person stands with signing in.</summary>
public enum PersonState
{
    Active,
    Invited,
    Locked,
    Inactive,
}

/// <summary>A page of people, and how many there are.</summary>
public sealed record PeoplePageRows(List<PersonRow> Rows, int Total);

/// <summary>The people the signed-in person looks after.</summary>
public sealed class PeopleList(IDbContextFactory<WorkbenchDb> dbs, Reach reach, TimeProvider time)
{
    public const int Size = 50;

    public Task<PeoplePageRows> Find(PeopleFilter filter, CancellationToken stop) => Find(filter, Size, stop);

    /// <summary>Every page of them.</summary>
    public async Task<List<PersonRow>> All(PeopleFilter filter, CancellationToken stop) => (await Find(filter with { Page = 1 }, int.MaxValue, stop)).Rows;

    private async Task<PeoplePageRows> Find(PeopleFilter filter, int size, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        // Names are compared without accents, which the database cannot; a centre has thousands of people at most.
        var known = await db.Users.AsNoTracking().Where(reach.Seen())
            .Where(p => filter.Role == null || p.Grants.Any(g => g.Role == filter.Role && (filter.Client == null || g.ClientId == filter.Client)))
            .Where(p => filter.Client == null || p.Grants.Any(g => g.ClientId == filter.Client))
            .Select(p => new { p.Id, p.Name, p.Email, p.Active, Invited = p.PasswordHash == null && !p.Demonstration, p.LockoutEnd, p.LastSignInAt })
            .ToListAsync(stop);
        var text = TextFolding.Fold(filter.Text ?? "");
        var now = time.GetUtcNow();
        var found = known
            .Select(p => (p.Id, p.Name, Email: p.Email!, State: StateOf(p.Active, p.Invited, p.LockoutEnd, now), p.LastSignInAt))
            .Where(p => TextFolding.Fold($"{p.Name} {p.Email}").Contains(text, StringComparison.Ordinal))
            .Where(p => Matches(p.State, filter.State))
            .ToList();
        var sorted = filter.Sort switch
        {
            "-name" => found.OrderByDescending(p => p.Name, StringComparer.CurrentCultureIgnoreCase),
            "seen" => found.OrderBy(p => p.LastSignInAt),
            "-seen" => found.OrderByDescending(p => p.LastSignInAt),
            _ => found.OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase),
        };
        var page = sorted.Skip((Math.Max(1, filter.Page) - 1) * size).Take(size).ToList();
        var ids = page.ConvertAll(p => p.Id);
        var grants = (await Grants(db, ids, stop)).ToLookup(g => g.PersonId, g => g.Line);
        var teams = await db.TeamMembers.Where(m => ids.Contains(m.PersonId)).Join(db.Teams, m => m.TeamId, t => t.Id, (m, t) => new { m.PersonId, t.Name })
            .ToDictionaryAsync(t => t.PersonId, t => t.Name, stop);
        return new([.. page.Select(p => new PersonRow(p.Id, p.Name, p.Email, p.State, reach.IsHouse ? teams.GetValueOrDefault(p.Id) : null, p.LastSignInAt, [.. grants[p.Id]]))], found.Count);
    }

    internal static PersonState StateOf(bool active, bool invited, DateTimeOffset? lockedUntil, DateTimeOffset now) =>
        !active ? PersonState.Inactive : invited ? PersonState.Invited : lockedUntil > now ? PersonState.Locked : PersonState.Active;

    // Only those in reach: what a portal user may elsewhere is nobody's business here.
    private async Task<List<(long PersonId, GrantLine Line)>> Grants(WorkbenchDb db, List<long> people, CancellationToken stop)
    {
        var all = await db.Grants.AsNoTracking().Where(g => people.Contains(g.PersonId)).ToListAsync(stop);
        var clients = await db.Clients.AsNoTracking().Select(c => new { c.Id, c.Name, c.Colour }).ToDictionaryAsync(c => c.Id, stop);
        return [.. all.Where(g => reach.MayGive(g.ClientId, g.Role))
            .Select(g => (g.PersonId, Client: g.ClientId is { } id ? clients.GetValueOrDefault(id) : null, Grant: g))
            .OrderBy(g => g.Client?.Name, StringComparer.CurrentCultureIgnoreCase).ThenBy(g => g.Grant.Role)
            .Select(g => (g.PersonId, new GrantLine(g.Grant.ClientId, g.Client?.Name, g.Client?.Colour, g.Grant.Role)))];
    }

    private static bool Matches(PersonState state, string? wanted) => wanted switch
    {
        null or "" => state != PersonState.Inactive,
        "all" => true,
        _ => state.ToString().Equals(wanted, StringComparison.OrdinalIgnoreCase),
    };
}

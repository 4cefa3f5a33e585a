using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Skills;

/// <summary>A skill, and in how many queues of the reader's it is asked for.</summary>
public sealed record SkillColumn(long Id, string Name, bool Retired);

/// <summary>Somebody, and what they can do: a level for each skill they have.</summary>
public sealed record SkillLine(long PersonId, string Name, IReadOnlyDictionary<long, int> Levels);

/// <summary>A page of people by skills.</summary>
public sealed record SkillsView(IReadOnlyList<SkillColumn> Skills, IReadOnlyList<SkillLine> People, int Total, IReadOnlyList<(string Value, string Text)> Teams);

/// <summary>Who can do what, among those who work for the clients that the reader shares work out for.</summary>
public sealed class SkillMatrix(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public const int Size = 50;

    public Task<SkillsView> Read(string? text, long? team, int page, CancellationToken stop = default) => Read(text, team, page, Size, stop);

    /// <summary>Every page of it.</summary>
    public Task<SkillsView> All(string? text, long? team, CancellationToken stop) => Read(text, team, 1, int.MaxValue, stop);

    private async Task<SkillsView> Read(string? text, long? team, int page, int size, CancellationToken stop)
    {
        scope.Require(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var skills = await db.Skills.AsNoTracking().OrderBy(s => s.Retired).ThenBy(s => s.Name).Select(s => new SkillColumn(s.Id, s.Name, s.Retired)).ToListAsync(stop);
        var known = await InReach(db, scope).Where(p => team == null || db.TeamMembers.Any(m => m.TeamId == team && m.PersonId == p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(stop);
        var teams = await QueueWorkers.TeamsOf(db, scope.With(Permissions.Queues)).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(stop);
        // Names are compared without accents, which the database cannot; a centre has thousands of people at most.
        var folded = TextFolding.Fold(text ?? "");
        var found = known.Where(p => TextFolding.Fold(p.Name).Contains(folded, StringComparison.Ordinal)).OrderBy(p => p.Name, StringComparer.CurrentCultureIgnoreCase).ToList();
        var shown = found.Skip((Math.Max(1, page) - 1) * size).Take(size).ToList();
        var levels = await Platform.Work.PersonLevels.Of(db, shown.ConvertAll(p => p.Id), stop);
        return new(skills, shown.ConvertAll(p => new SkillLine(p.Id, p.Name, levels.GetValueOrDefault(p.Id, []))), found.Count,
            teams.ConvertAll(t => (t.Id.ToString(System.Globalization.CultureInfo.InvariantCulture), t.Name)));
    }

    internal static IQueryable<Person> InReach(WorkbenchDb db, ClientScope scope)
    {
        var mine = scope.With(Permissions.Queues);
        return db.Users.Where(p => p.Active && p.Grants.Any(g => Roles.Working.Contains(g.Role) && g.ClientId != null && mine.Contains(g.ClientId.Value)));
    }
}

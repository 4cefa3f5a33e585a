using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>A view to choose.</summary>
public sealed record BoardChoice(long Id, string Name, bool Mine, BoardLook Look);

/// <summary>The reader's own views, and those that are shared with a team of theirs.</summary>
public sealed class BoardViews(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task<IReadOnlyList<BoardChoice>> Mine(CancellationToken stop = default)
    {
        var person = scope.RequirePerson();
        await using var db = await dbs.CreateDbContextAsync(stop);
        var teams = await Teams(db, person).Select(t => t.Id).ToListAsync(stop);
        var views = await db.BoardViews.AsNoTracking().Where(v => v.PersonId == person || teams.Contains(v.TeamId!.Value)).OrderBy(v => v.Name).ThenBy(v => v.Id).ToListAsync(stop);
        return [.. views.Select(v => new BoardChoice(v.Id, v.Name, v.PersonId == person, BoardLook.Of(v)))];
    }

    /// <returns>A new one without an id; null where it is not the reader's own.</returns>
    public async Task<BoardViewForm?> Open(long? id, CancellationToken stop = default)
    {
        var person = scope.RequirePerson();
        await using var db = await dbs.CreateDbContextAsync(stop);
        var mine = scope.With(Permissions.Floor);
        var clients = await db.Clients.Where(c => mine.Contains(c.Id) && c.Active).OrderBy(c => c.Name).Select(c => new { c.Id, c.Name }).ToListAsync(stop);
        var teams = await Teams(db, person).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(stop);
        var view = id is null ? null : await db.BoardViews.AsNoTracking().SingleOrDefaultAsync(v => v.Id == id && v.PersonId == person, stop);
        return id is not null && view is null ? null
            : new BoardViewForm(view, [.. clients.Select(c => (c.Id, c.Name))], [.. teams.Select(t => (t.Id, t.Name))]);
    }

    internal static IQueryable<Team> Teams(WorkbenchDb db, long person) => db.Teams.Where(t => t.SupervisorId == person || t.Members.Any(m => m.PersonId == person));
}

/// <summary>A view as it is put together.</summary>
public sealed class BoardViewForm
{
    public BoardViewForm(BoardView? view, IReadOnlyList<(long Id, string Name)> clients, IReadOnlyList<(long Id, string Name)> teams)
    {
        (ToChoose, Teams) = (clients, teams);
        (Name, TeamId, Version) = (view?.Name ?? "", view?.TeamId, view?.Version ?? 0);
        Clients = [.. view?.Clients ?? []];
        Tiles = [.. view?.Tiles ?? [.. BoardLook.All.Tiles]];
        Thresholds = BoardLook.Figures.ToDictionary(f => f, f => view is not null && view.Thresholds.TryGetValue(f, out var limit) ? limit : (int?)null);
    }

    public IReadOnlyList<(long Id, string Name)> ToChoose { get; }

    public IReadOnlyList<(long Id, string Name)> Teams { get; }

    public string Name { get; set; }

    public long? TeamId { get; set; }

    public HashSet<long> Clients { get; }

    public HashSet<string> Tiles { get; }

    public Dictionary<string, int?> Thresholds { get; }

    public long Version { get; }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>Makes a view of one's own, or changes one as it was seen at a version.</summary>
public sealed class SaveBoardView(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task<long> Run(long? id, BoardViewForm form)
    {
        var person = scope.RequirePerson();
        scope.Require(Permissions.Floor);
        foreach (var client in form.Clients)
        {
            scope.Require(Permissions.Floor, client);
        }

        await using var db = await dbs.CreateDbContextAsync();
        if (form.TeamId is { } team && !await BoardViews.Teams(db, person).AnyAsync(t => t.Id == team))
        {
            throw new Refusal("access.denied");
        }

        var view = id is null ? new BoardView(person) : await db.BoardViews.SingleOrDefaultAsync(v => v.Id == id && v.PersonId == person) ?? throw new Refusal("board-view.unknown");
        if (id is null)
        {
            db.BoardViews.Add(view);
        }
        else
        {
            db.SeenAt(view, form.Version);
        }

        view.Define(form.Name, form.TeamId, form.Clients.Order(), BoardLook.All.Tiles.Where(form.Tiles.Contains),
            form.Thresholds.Where(t => t.Value is not null).Select(t => KeyValuePair.Create(t.Key, t.Value!.Value)));
        await db.SaveChangesAsync();
        return view.Id;
    }
}

/// <summary>Throws a view of one's own away.</summary>
public sealed class DeleteBoardView(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task Run(long id)
    {
        var person = scope.RequirePerson();
        await using var db = await dbs.CreateDbContextAsync();
        db.BoardViews.Remove(await db.BoardViews.SingleOrDefaultAsync(v => v.Id == id && v.PersonId == person) ?? throw new Refusal("board-view.unknown"));
        await db.SaveChangesAsync();
    }
}

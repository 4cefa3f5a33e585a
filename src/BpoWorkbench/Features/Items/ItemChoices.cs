using BpoWorkbench.Data;
using BpoWorkbench.Platform.Kinds;
using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Items;

/// <summary>What the list can be narrowed to; queues only once there is one client to speak of.</summary>
public sealed record ItemChoices(
    IReadOnlyList<(string Value, string Text)> Clients, IReadOnlyList<(string Value, string Text)> Queues, IReadOnlyList<(string Value, string Text)> People,
    IReadOnlyList<(string Value, string Text)> Teams, IReadOnlyList<(string Value, string Text)> Kinds)
{
    public static readonly ItemChoices None = new([], [], [], [], []);
}

/// <summary>Reads what the list of items can be narrowed to.</summary>
public sealed class ItemChoicesRead(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, WorkKinds kinds)
{
    public async Task<ItemChoices> Of(long? client, CancellationToken stop = default)
    {
        var mine = scope.With(Permissions.Items);
        var shown = mine.Where(c => client is null || c == client).ToList();
        await using var db = await dbs.CreateDbContextAsync(stop);
        var clients = await db.Clients.Where(c => mine.Contains(c.Id)).OrderBy(c => c.Name).Select(c => new { c.Id, c.Name }).ToListAsync(stop);
        var queues = client is null && clients.Count > 1 ? []
            : await db.Queues.Where(q => shown.Contains(q.ClientId)).OrderBy(q => q.Name).Select(q => new { q.Id, q.Name }).ToListAsync(stop);
        var people = await db.Users.Where(p => p.Grants.Any(g => Roles.Working.Contains(g.Role) && (g.ClientId == null || shown.Contains(g.ClientId.Value))))
            .OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync(stop);
        var teams = await QueueWorkers.TeamsOf(db, shown).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(stop);
        return new([.. clients.Select(c => (Say(c.Id), c.Name))], [.. queues.Select(q => (Say(q.Id), q.Name))], [.. people.Select(p => (Say(p.Id), p.Name))],
            [.. teams.Select(t => (Say(t.Id), t.Name))], [.. kinds.All.Select(k => (k.Code, kinds.NameOf(k.Code)))]);
    }

    private static string Say(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

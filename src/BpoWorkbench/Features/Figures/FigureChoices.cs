using System.Globalization;
using BpoWorkbench.Data;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Figures;

/// <summary>What the figures can be narrowed to; queues only once there is one client to speak of.</summary>
public sealed record FigureChoices(IReadOnlyList<(string Value, string Text)> Clients, IReadOnlyList<(string Value, string Text)> Queues)
{
    public static readonly FigureChoices None = new([], []);
}

/// <summary>Reads what the figures can be narrowed to.</summary>
public sealed class FigureChoicesRead(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task<FigureChoices> Of(long? client, CancellationToken stop = default)
    {
        var mine = scope.With(Permissions.Floor);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var clients = await db.Clients.Where(c => mine.Contains(c.Id)).OrderBy(c => c.Name).Select(c => new { c.Id, c.Name }).ToListAsync(stop);
        var queues = client is null && clients.Count > 1 ? []
            : await db.Queues.Where(q => mine.Contains(q.ClientId) && (client == null || q.ClientId == client)).OrderBy(q => q.Name).Select(q => new { q.Id, q.Name }).ToListAsync(stop);
        return new([.. clients.Select(c => (Say(c.Id), c.Name))], [.. queues.Select(q => (Say(q.Id), q.Name))]);
    }

    private static string Say(long id) => id.ToString(CultureInfo.InvariantCulture);
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Clients;

/// <summary>A client company in the list.</summary>
public sealed record ClientRow(long Id, string Name, string Code, string Colour, bool Active, int OpenQueues, long OpenItems);

/// <summary>The client companies, with what is going on for each.</summary>
public sealed class ClientList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, QueueBoard board)
{
    public async Task<List<ClientRow>> Find(string? text, bool? active, string? sort, CancellationToken stop)
    {
        var mine = scope.With(Permissions.Clients);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var clients = await db.Clients.AsNoTracking().Where(c => mine.Contains(c.Id) && (active == null || c.Active == active)).ToListAsync(stop);
        var queues = await db.Queues.Where(q => q.State != QueueState.Closed).Select(q => q.ClientId).ToListAsync(stop);
        var items = (await board.Read(mine, stop)).ToLookup(f => f.ClientId, f => f.Open);
        var open = queues.CountBy(id => id).ToDictionary();
        var wanted = TextFolding.Fold(text ?? "");
        var rows = clients.Where(c => TextFolding.Fold($"{c.Name} {c.Code} {c.TaxNumber}").Contains(wanted, StringComparison.Ordinal))
            .Select(c => new ClientRow(c.Id, c.Name, c.Code, c.Colour, c.Active, open.GetValueOrDefault(c.Id), items[c.Id].Sum()));
        return [.. Sorted(rows, sort)];
    }

    /// <summary>The filter as it stands in the address.</summary>
    public static bool? IsActive(string? status) => status switch { "active" => true, "inactive" => false, _ => null };

    private static IEnumerable<ClientRow> Sorted(IEnumerable<ClientRow> rows, string? sort) => sort switch
    {
        "-name" => rows.OrderByDescending(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
        "code" => rows.OrderBy(r => r.Code, StringComparer.Ordinal),
        "-code" => rows.OrderByDescending(r => r.Code, StringComparer.Ordinal),
        "queues" => rows.OrderBy(r => r.OpenQueues),
        "-queues" => rows.OrderByDescending(r => r.OpenQueues),
        "items" => rows.OrderBy(r => r.OpenItems),
        "-items" => rows.OrderByDescending(r => r.OpenItems),
        _ => rows.OrderBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
    };
}

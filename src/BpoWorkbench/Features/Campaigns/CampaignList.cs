using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Campaigns;

/// <summary>A campaign in the list.</summary>
public sealed record CampaignRow(long Id, string Name, long ClientId, string Client, string Colour, string Zone, QueueState State, DateTime? EndsAt, bool Cancelling)
{
    public QueueFigures Figures { get; init; } = new(0, 0);

    /// <summary>The import that is filling it, if one is.</summary>
    public long? ImportId { get; init; }

    /// <summary>The import that somebody is to look at before it fills it, if there is one.</summary>
    public long? CheckedId { get; init; }

    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Zone);
}

/// <summary>The campaigns of the clients this person runs queues for.</summary>
public sealed class CampaignList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, QueueBoard board)
{
    /// <param name="state">Null leaves the closed ones out.</param>
    public async Task<List<CampaignRow>> Find(string? text, long? client, QueueState? state, string? sort, CancellationToken stop)
    {
        var mine = scope.With(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var found = await db.Queues
            .Where(q => q.IsCampaign && mine.Contains(q.ClientId) && (client == null || q.ClientId == client) && (state == null ? q.State != QueueState.Closed : q.State == state))
            .Select(q => new CampaignRow(q.Id, q.Name, q.ClientId, q.Client!.Name, q.Client.Colour, q.Client.TimeZone, q.State, q.EndsAt, q.CancelUpTo != null)
            {
                ImportId = db.ImportBatches.Where(b => b.QueueId == q.Id && b.State == ImportState.Staging).Select(b => (long?)b.Id).FirstOrDefault(),
                CheckedId = db.ImportBatches.Where(b => b.QueueId == q.Id && b.State == ImportState.Checked).Select(b => (long?)b.Id).FirstOrDefault(),
            })
            .ToListAsync(stop);
        var figures = (await board.Read(mine, stop)).ToDictionary(f => f.QueueId);
        var wanted = TextFolding.Fold(text ?? "");
        return [.. Sorted(found.Where(q => TextFolding.Fold($"{q.Name} {q.Client}").Contains(wanted, StringComparison.Ordinal))
            .Select(q => q with { Figures = figures.GetValueOrDefault(q.Id, q.Figures) }), sort)];
    }

    private static IEnumerable<CampaignRow> Sorted(IEnumerable<CampaignRow> rows, string? sort) => sort switch
    {
        "name" => rows.OrderBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
        "-name" => rows.OrderByDescending(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
        "client" => rows.OrderBy(r => r.Client, StringComparer.CurrentCultureIgnoreCase),
        "-client" => rows.OrderByDescending(r => r.Client, StringComparer.CurrentCultureIgnoreCase),
        "open" => rows.OrderBy(r => r.Figures.Open),
        "-open" => rows.OrderByDescending(r => r.Figures.Open),
        "ends" => rows.OrderBy(r => r.EndsAt ?? DateTime.MaxValue),
        "-ends" => rows.OrderByDescending(r => r.EndsAt ?? DateTime.MinValue),
        _ => rows.OrderByDescending(r => r.Id),
    };
}

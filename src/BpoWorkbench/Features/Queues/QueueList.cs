using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Queues;

/// <summary>A client a queue may be made for.</summary>
public sealed record ClientChoice(long Id, string Name, string Colour, string Language, string TimeZone, bool Active);

/// <summary>A queue in the list.</summary>
/// <param name="People">How many are given its work, by themselves or by a team.</param>
public sealed record QueueRow(
    long Id, string Name, string Kind, QueueState State, bool IsCampaign, DateTime? EndsAt, long ClientId, string Client, string Colour, string TimeZone, int People)
{
    public QueueFigures Figures { get; init; } = QueueFigures.None;
}

/// <summary>The queues of the clients this person runs queues for, with what stands in them.</summary>
public sealed class QueueList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, QueueBoard board)
{
    public async Task<List<ClientChoice>> Clients()
    {
        var mine = scope.With(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync();
        return await db.Clients.Where(c => mine.Contains(c.Id)).OrderBy(c => c.Name)
            .Select(c => new ClientChoice(c.Id, c.Name, c.Colour, c.Language, c.TimeZone, c.Active)).ToListAsync();
    }

    /// <param name="state">Null leaves the closed ones out.</param>
    public async Task<List<QueueRow>> Find(string? text, long? client, QueueState? state, string? sort, CancellationToken stop)
    {
        var mine = scope.With(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var found = await db.Queues
            .Where(q => mine.Contains(q.ClientId) && (client == null || q.ClientId == client) && (state == null ? q.State != QueueState.Closed : q.State == state))
            .Select(q => new QueueRow(q.Id, q.Name, q.Kind, q.State, q.IsCampaign, q.EndsAt, q.ClientId, q.Client!.Name, q.Client.Colour, q.Client.TimeZone,
                db.Users.Count(p => p.Active && p.Grants.Any(g => g.ClientId == q.ClientId && Roles.Working.Contains(g.Role))
                    && q.Members.Any(m => m.PersonId == p.Id || db.TeamMembers.Any(t => t.TeamId == m.TeamId && t.PersonId == p.Id)))))
            .ToListAsync(stop);
        var figures = (await board.Read(mine, stop)).ToDictionary(f => f.QueueId);
        var wanted = TextFolding.Fold(text ?? "");
        return [.. Sorted(found.Where(q => TextFolding.Fold($"{q.Name} {q.Client}").Contains(wanted, StringComparison.Ordinal))
            .Select(q => q with { Figures = figures.GetValueOrDefault(q.Id, QueueFigures.None) }), sort)];
    }

    private static IEnumerable<QueueRow> Sorted(IEnumerable<QueueRow> rows, string? sort) => sort switch
    {
        "name" => rows.OrderBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
        "-name" => rows.OrderByDescending(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
        "ready" => rows.OrderBy(r => r.Figures.Ready),
        "-ready" => rows.OrderByDescending(r => r.Figures.Ready),
        "done" => rows.OrderBy(r => r.Figures.Done),
        "-done" => rows.OrderByDescending(r => r.Figures.Done),
        "ends" => rows.OrderBy(r => r.EndsAt ?? DateTime.MaxValue),
        "-ends" => rows.OrderByDescending(r => r.EndsAt ?? DateTime.MinValue),
        "-client" => rows.OrderByDescending(r => r.Client, StringComparer.CurrentCultureIgnoreCase).ThenBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
        _ => rows.OrderBy(r => r.Client, StringComparer.CurrentCultureIgnoreCase).ThenBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
    };
}

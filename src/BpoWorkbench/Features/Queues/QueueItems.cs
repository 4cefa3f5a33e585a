using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Queues;

/// <summary>What is asked of a queue's list of items.</summary>
public sealed record ItemsAsked(long QueueId, string? Text, string? State, string? Sort, int Page);

/// <summary>An item in the list.</summary>
public sealed record ItemRow(
    long Id, string? Key, string Title, WorkState State, DateTime ReceivedAt, DateTime Due, DateTime WarnAt, DateTime? WakeAt, DateTime? DoneAt, int Attempts, string? Outcome, string? Owner, Promise Promise);

/// <summary>A page of a queue's items.</summary>
public sealed class QueueItems(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public const int PageSize = 50;

    public async Task<(List<ItemRow> Rows, int Total)> Find(ItemsAsked asked, CancellationToken stop)
    {
        var mine = scope.With(Permissions.Floor);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var items = Filtered(db.Find(asked.Text).AsNoTracking().Where(i => i.QueueId == asked.QueueId && mine.Contains(i.ClientId)), asked.State);
        var total = await items.CountAsync(stop);
        var page = Math.Clamp(asked.Page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await (from i in Sorted(items, asked.Sort).Skip((page - 1) * PageSize).Take(PageSize)
                          select new ItemRow(i.Id, i.ExternalKey, i.Title, i.State, i.ReceivedAt, i.Due, i.WarnAt, i.WakeAt, i.DoneAt, i.Attempts, i.Disposition!.Label,
                              db.Users.Where(p => p.Id == (i.OwnerId ?? i.DoneBy)).Select(p => p.Name).FirstOrDefault(), i.Promise)).ToListAsync(stop);
        return (rows, total);
    }

    private static IQueryable<WorkItem> Filtered(IQueryable<WorkItem> items, string? state) => state switch
    {
        "ready" => items.Where(i => i.State == WorkState.Ready),
        "claimed" => items.Where(i => i.State == WorkState.Claimed),
        "waiting" => items.Where(i => i.State == WorkState.Waiting),
        "done" => items.Where(i => i.State == WorkState.Done),
        "cancelled" => items.Where(i => i.State == WorkState.Cancelled),
        "all" => items,
        _ => items.Where(i => i.State < WorkState.Done),
    };

    private static IQueryable<WorkItem> Sorted(IQueryable<WorkItem> items, string? sort) => sort switch
    {
        "title" => items.OrderBy(i => i.Title).ThenBy(i => i.Id),
        "-title" => items.OrderByDescending(i => i.Title).ThenBy(i => i.Id),
        "-due" => items.OrderByDescending(i => i.Due).ThenByDescending(i => i.Id),
        "received" => items.OrderBy(i => i.ReceivedAt).ThenBy(i => i.Id),
        "-received" => items.OrderByDescending(i => i.ReceivedAt).ThenByDescending(i => i.Id),
        "attempts" => items.OrderBy(i => i.Attempts).ThenBy(i => i.Id),
        "-attempts" => items.OrderByDescending(i => i.Attempts).ThenByDescending(i => i.Id),
        _ => items.OrderBy(i => i.Due).ThenBy(i => i.Id),
    };
}

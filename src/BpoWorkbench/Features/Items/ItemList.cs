using System.Runtime.CompilerServices;
using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Items;

/// <summary>An item in the list.</summary>
/// <param name="KeptFor">Whoever is to be offered it first, while nobody has it.</param>
public sealed record ItemRow(
    long Id, string Title, string? ExternalKey, string ClientName, string ClientCode, string ClientColour, string QueueName, WorkState State,
    DateTime ReceivedAt, DateTime Due, DateTime WarnAt, DateTime? WakeAt, DateTime? DoneAt, string? Person, string? KeptFor, string? Outcome, Promise Promise);

/// <summary>One page of the list, and how many items there are on all of them.</summary>
public sealed record ItemRows(IReadOnlyList<ItemRow> Rows, int Total, int Page);

/// <summary>The items of the clients whose every item the reader sees.</summary>
public sealed class ItemList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    public const int Size = 50;

    private const int Many = 10_000;

    public async Task<ItemRows> Find(ItemFilter filter, int page, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var clients = Clients(filter);
        var items = await Matching(db, filter, stop);
        var total = await items.CountAsync(stop);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + Size - 1) / Size));
        // Of very many the order is what finds a page: by their queues all of them would be sorted for it.
        var paged = filter.IsEverything && total > Many ? db.WorkItems.AsNoTracking().Where(i => EF.Parameter(clients).Contains(i.ClientId)) : items;
        return new ItemRows(await Rows(db, Sorted(paged, filter).Skip((shown - 1) * Size).Take(Size)).ToListAsync(stop), total, shown);
    }

    /// <summary>All of them, one after another: a list is downloaded as long as it is.</summary>
    public async IAsyncEnumerable<ItemRow> All(ItemFilter filter, [EnumeratorCancellation] CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        await foreach (var row in Rows(db, Sorted(await Matching(db, filter, stop), filter)).AsAsyncEnumerable().WithCancellation(stop))
        {
            yield return row;
        }
    }

    /// <summary>Those of clients whose queues the reader runs, the first in the order of the list.</summary>
    public async Task<List<(long Id, WorkState State)>> Steered(ItemFilter filter, int most, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var mine = scope.With(Permissions.Queues).ToArray();
        var found = await Sorted(await Matching(db, filter, stop), filter).Where(i => mine.Contains(i.ClientId)).Take(most).Select(i => new { i.Id, i.State }).ToListAsync(stop);
        return found.ConvertAll(i => (i.Id, i.State));
    }

    private static IQueryable<ItemRow> Rows(WorkbenchDb db, IQueryable<WorkItem> items) => items.Select(i => new ItemRow(
        i.Id, i.Title, i.ExternalKey, i.Queue!.Client!.Name, i.Queue.Client.Code, i.Queue.Client.Colour, i.Queue.Name, i.State,
        i.ReceivedAt, i.Due, i.WarnAt, i.WakeAt, i.DoneAt,
        db.Users.Where(p => p.Id == (i.OwnerId ?? i.DoneBy)).Select(p => p.Name).FirstOrDefault(),
        db.Users.Where(p => i.State < WorkState.Done && i.OwnerId == null && p.Id == i.PromisedBy).Select(p => p.Name).FirstOrDefault(),
        i.Disposition!.Label, i.Promise));

    private Task<IQueryable<WorkItem>> Matching(WorkbenchDb db, ItemFilter filter, CancellationToken stop) =>
        ItemQuery.Of(db, filter, Clients(filter), time, stop);

    private long[] Clients(ItemFilter filter) => [.. scope.With(Permissions.Items).Where(c => filter.Client is null || filter.Client == c)];

    private static IQueryable<WorkItem> Sorted(IQueryable<WorkItem> items, ItemFilter filter) => filter.Order switch
    {
        "title" => items.OrderBy(i => i.Title).ThenBy(i => i.Id),
        "-title" => items.OrderByDescending(i => i.Title).ThenByDescending(i => i.Id),
        "received" => items.OrderBy(i => i.ReceivedAt).ThenBy(i => i.Id),
        "-received" => items.OrderByDescending(i => i.ReceivedAt).ThenByDescending(i => i.Id),
        "done" => items.OrderBy(i => i.DoneAt).ThenBy(i => i.Id),
        "-done" => items.OrderByDescending(i => i.DoneAt).ThenByDescending(i => i.Id),
        "-due" => items.OrderByDescending(i => i.Due).ThenByDescending(i => i.Id),
        _ => items.OrderBy(i => i.Due).ThenBy(i => i.Id),
    };
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Portal;

/// <summary>An item in the client's list: what was asked, and what came of it.</summary>
public sealed record PortalRow(long Id, string? Key, string Title, string Queue, WorkState State, string? Outcome, DateTime Received, DateTime Due, DateTime? Done, Promise Promise, Dictionary<string, string> Fields);

/// <summary>A page of them, with what there is to choose from.</summary>
public sealed record PortalList(PortalClient Client, IReadOnlyList<PortalClient> Mine, IReadOnlyList<PortalRow> Rows, long Total, IReadOnlyList<(long Id, string Name)> Queues, IReadOnlyList<string> Outcomes);

/// <summary>One item with its fields in the queue's order, and what its company was asked about it.</summary>
public sealed record PortalSheet(PortalRow Row, PortalClient Client, IReadOnlyList<FieldDefinition> Fields, IReadOnlyList<AskedQuestion> Questions, bool MayAnswer)
{
    public bool AwaitsAnswer => Row.State < WorkState.Done && Questions is [{ AnsweredAt: null }, ..];
}

/// <summary>A company's items: the list, one of them, and all of them to take away. Notes, drafts and whoever works on them are no part of it.</summary>
public sealed class PortalItems(IDbContextFactory<WorkbenchDb> dbs, PortalSight sight, PortalClients clients)
{
    public const int PageSize = 50;

    public async Task<PortalList?> Page(long? asked, PortalFilter filter, int page, CancellationToken stop)
    {
        var mine = await clients.All(stop);
        if (clients.Choose(mine, asked) is not { } client)
        {
            return null;
        }

        await using var db = await dbs.CreateDbContextAsync(stop);
        var found = Found(db, client, filter);
        var total = await found.LongCountAsync(stop);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await Rows(found.OrderByDescending(i => i.Id).Skip((int)(at - 1) * PageSize).Take(PageSize)).ToListAsync(stop);
        var queues = await sight.Queues(db, client.Id).OrderBy(q => q.Name).Select(q => new { q.Id, q.Name }).ToListAsync(stop);
        var outcomes = await sight.Queues(db, client.Id).SelectMany(q => q.Dispositions).Select(d => d.Label).Distinct().OrderBy(l => l).ToListAsync(stop);
        return new PortalList(client, mine, rows, total, [.. queues.Select(q => (q.Id, q.Name))], outcomes);
    }

    public async Task<PortalSheet?> One(long id, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var item = sight.Items(db).Where(i => i.Id == id);
        var row = await Rows(item).SingleOrDefaultAsync(stop);
        if (row is null)
        {
            return null;
        }

        var about = await item.Select(i => new { i.ClientId, i.Queue!.Fields }).SingleAsync(stop);
        return new PortalSheet(row, (await clients.All(stop)).Single(c => c.Id == about.ClientId), about.Fields,
            await AskedQuestion.Of(db, id, stop), sight.MayAnswer(about.ClientId));
    }

    /// <summary>The fields of the one queue that was asked for; none where several are mixed.</summary>
    public async Task<IReadOnlyList<FieldDefinition>> Fields(PortalClient client, PortalFilter filter, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        return await sight.Queues(db, client.Id).Where(q => q.Id == filter.Queue).Select(q => q.Fields).SingleOrDefaultAsync(stop) ?? [];
    }

    /// <summary>All that the filter finds, row by row.</summary>
    public async IAsyncEnumerable<PortalRow> All(PortalClient client, PortalFilter filter, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        await foreach (var row in Rows(Found(db, client, filter).OrderByDescending(i => i.Id)).AsAsyncEnumerable().WithCancellation(stop))
        {
            yield return row;
        }
    }

    private IQueryable<WorkItem> Found(WorkbenchDb db, PortalClient client, PortalFilter filter) =>
        filter.Apply(sight.Items(db, filter.Q).Where(i => i.ClientId == client.Id), client.Zone);

    private static IQueryable<PortalRow> Rows(IQueryable<WorkItem> items) => items.Select(i => new PortalRow(
        i.Id, i.ExternalKey, i.Title, i.Queue!.Name, i.State, i.Disposition!.Label, i.ReceivedAt, i.Due, i.State == WorkState.Done ? i.DoneAt : null, i.Promise, i.Fields));
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Imports;

/// <summary>An import in the list.</summary>
public sealed record ImportRow(long Id, string FileName, long ClientId, string Client, string Colour, string Zone, string Queue, ImportState State, DateTime ReceivedAt, string? By, int Rows, int Rejected)
{
    public TimeZoneInfo TimeZone => TimeZoneInfo.FindSystemTimeZoneById(Zone);
}

/// <summary>A queue that the reader may bring rows into.</summary>
public sealed record OpenToImport(long Id, string Name, string Client);

/// <summary>A page of the imports, with the clients there are to choose from; for people of a client the queues that are open to them.</summary>
public sealed record ImportsToday(IReadOnlyList<ImportRow> Rows, int Total, IReadOnlyList<(long Id, string Name)> Clients, IReadOnlyList<OpenToImport> Queues, bool ForClient);

/// <summary>What has been imported, as far as the reader sees it, the last first.</summary>
public sealed class ImportList(IDbContextFactory<WorkbenchDb> dbs, ImportSight sight, LiveFeed live)
{
    public const int PageSize = 50;

    /// <summary>Calls back when anything moves for a client in sight, until disposed.</summary>
    public IDisposable Watch(Func<Task> moved) => live.Subscribe(sight.Clients, moved);

    public async Task<ImportsToday> Find(long? client, ImportState? state, int page, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var mine = sight.Clients;
        var ofClient = mine.Where(sight.IsOfClient).ToArray();
        var clients = await db.Clients.Where(c => mine.Contains(c.Id)).OrderBy(c => c.Name).Select(c => new { c.Id, c.Name }).ToListAsync(stop);
        var queues = await sight.Queues(db).Where(q => ofClient.Contains(q.ClientId) && q.State != QueueState.Closed).OrderBy(q => q.Client!.Name).ThenBy(q => q.Name)
            .Select(q => new OpenToImport(q.Id, q.Name, q.Client!.Name)).ToListAsync(stop);
        var found = Found(db, client, state);
        var total = await found.CountAsync(stop);
        var at = Math.Clamp(page, 1, Math.Max(1, (total + PageSize - 1) / PageSize));
        var rows = await Rows(db, found.OrderByDescending(b => b.Id).Skip((at - 1) * PageSize).Take(PageSize)).ToListAsync(stop);
        return new ImportsToday(rows, total, clients.ConvertAll(c => (c.Id, c.Name)), queues, ofClient.Length == mine.Length);
    }

    /// <summary>All pages of it.</summary>
    public async Task<List<ImportRow>> All(long? client, ImportState? state, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        return await Rows(db, Found(db, client, state)).ToListAsync(stop);
    }

    private IQueryable<ImportBatch> Found(WorkbenchDb db, long? client, ImportState? state) =>
        sight.Batches(db).Where(b => b.State != ImportState.Uploaded && b.QueueId != null && (client == null || b.ClientId == client) && (state == null || b.State == state));

    private static IQueryable<ImportRow> Rows(WorkbenchDb db, IQueryable<ImportBatch> batches) =>
        from batch in batches
        join of in db.Clients on batch.ClientId equals of.Id
        join queue in db.Queues on batch.QueueId equals queue.Id
        from file in db.Files.Where(f => f.Id == batch.FileId).DefaultIfEmpty()
        orderby batch.Id descending
        select new ImportRow(batch.Id, file!.Name ?? "", of.Id, of.Name, of.Colour, of.TimeZone, queue.Name, batch.State, batch.ReceivedAt,
            db.Users.Where(p => p.Id == batch.PersonId).Select(p => p.Name).FirstOrDefault() ?? db.ApiKeys.Where(k => k.Id == batch.KeyId).Select(k => k.Name).FirstOrDefault(),
            batch.Accepted + batch.Changed + batch.Unchanged + batch.Rejected, batch.Rejected);
}

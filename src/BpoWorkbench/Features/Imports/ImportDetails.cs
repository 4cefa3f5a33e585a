using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Shell;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Imports;

/// <summary>How an import stands.</summary>
public sealed record ImportSheet(
    long Id, long ClientId, string Client, string Colour, string Zone, long? QueueId, string? Queue, string FileName, ImportState State, int RowsExpected, int Accepted, int Changed, int Unchanged, int Rejected, int Kept, bool Removes,
    DateTime? StartedAt, DateTime? CheckedAt, DateTime? PublishedAt, DateTime? EndedAt, string? ErrorCode, IReadOnlyList<string> ErrorArgs, int UndoDays)
{
    // The first slices are small and would promise hours for what takes a minute.
    private const int RowsForAPace = 2_000;

    public int Rows => Accepted + Changed + Unchanged + Rejected;

    public bool IsRunning => State is ImportState.Staging or ImportState.Publishing or ImportState.Cancelling or ImportState.Undoing;

    /// <summary>When it is discarded, where nobody says otherwise.</summary>
    public DateTime? DiscardedAt => State == ImportState.Checked ? CheckedAt + ImportBatch.TimeToDecide : null;

    /// <summary>Until when it can be taken back; null where it cannot.</summary>
    public DateTime? UndoUntil => State == ImportState.Published && IsOpen ? PublishedAt?.AddDays(UndoDays) : null;

    /// <summary>Whoever reads is of the client: where it leads to is in the portal.</summary>
    public bool ForClient { get; init; }

    /// <summary>Its queue is the reader's to bring into; where it no longer is, they only look.</summary>
    public bool IsOpen { get; init; }

    public string QueueLink => ForClient ? $"/portal/items?queue={QueueId}" : $"/queues/{QueueId}";

    /// <summary>The name of the program's key, where no person brought it.</summary>
    public string? Key { get; init; }

    /// <summary>Another import of the client goes first.</summary>
    public bool Waits { get; init; }

    public double? RowsPerSecond { get; init; }

    public TimeSpan? Left => State == ImportState.Staging && RowsExpected > Rows && RowsPerSecond is { } pace ? TimeSpan.FromSeconds((RowsExpected - Rows) / pace) : null;

    /// <returns>Rows per second; null while too few are read to say.</returns>
    public static double? Pace(int rows, TimeSpan took) => rows < RowsForAPace ? null : rows / Math.Max(0.5, took.TotalSeconds);
}

/// <summary>A row that was rejected, its reasons as sentences.</summary>
public sealed record RejectedLine(long Id, int Row, IReadOnlyList<string> Reasons, IReadOnlyList<string> Cells);

/// <summary>An item that was left when its import was taken back.</summary>
public sealed record KeptItem(long Id, string? Key, string Title);

/// <summary>One reason, and how many rows it rejected.</summary>
/// <param name="IsExample">The sentence says what one of them holds; others hold something else.</param>
public sealed record RejectionGroup(string Reason, int Rows, bool IsExample);

/// <summary>One import as its page shows it.</summary>
public sealed class ImportDetails(IDbContextFactory<WorkbenchDb> dbs, ImportSight sight, LiveFeed live, Sentences sentences, RejectionSentences rejections, TimeProvider time)
{
    public const int PageSize = 50;

    // Enough to say what is wrong with a workbook; the rest of its rows will hardly say anything else.
    private const int RowsGrouped = 5_000;

    public async Task<ImportSheet?> Find(long id, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var found = await (from batch in sight.Batches(db).AsNoTracking()
                           where batch.Id == id && batch.State != ImportState.Uploaded
                           join client in db.Clients on batch.ClientId equals client.Id
                           from file in db.Files.Where(f => f.Id == batch.FileId).DefaultIfEmpty()
                           from queue in db.Queues.Where(q => q.Id == batch.QueueId).DefaultIfEmpty()
                           select new ImportSheet(batch.Id, batch.ClientId, client.Name, client.Colour, client.TimeZone, batch.QueueId, queue!.Name, file!.Name ?? "", batch.State,
                               batch.RowsExpected, batch.Accepted, batch.Changed, batch.Unchanged, batch.Rejected, batch.Kept, batch.Plan!.Purpose == ImportPurpose.Remove, batch.StartedAt, batch.CheckedAt, batch.PublishedAt, batch.EndedAt, batch.ErrorCode, batch.ErrorArgs,
                               queue == null ? 0 : queue.ImportUndoDays) { Key = db.ApiKeys.Where(k => k.Id == batch.KeyId).Select(k => k.Name).FirstOrDefault() }).SingleOrDefaultAsync(stop);
        return found is null ? null : found with
        {
            ForClient = sight.IsOfClient(found.ClientId),
            IsOpen = await sight.Queues(db).AnyAsync(q => q.Id == found.QueueId, stop),
            RowsPerSecond = found.StartedAt is { } start ? ImportSheet.Pace(found.Rows, (found.CheckedAt ?? time.Now()) - start) : null,
            Waits = found is { State: ImportState.Staging, Rows: 0 } && await db.ImportBatches.AnyAsync(b => b.ClientId == found.ClientId && b.Id < id
                && (b.State == ImportState.Staging || b.State == ImportState.Publishing || b.State == ImportState.Cancelling || b.State == ImportState.Undoing), stop),
        };
    }

    /// <summary>What rejected rows, the most frequent first.</summary>
    public async Task<List<RejectionGroup>> Reasons(long id, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var problems = await Visible(db, id).OrderBy(r => r.Row).Take(RowsGrouped).Select(r => r.Problems).ToListAsync(stop);
        return [.. problems.SelectMany(row => row.DistinctBy(p => (p.Header, p.Code))).GroupBy(p => (p.Header, p.Code)).OrderByDescending(g => g.Count()).Take(8)
            .Select(g => new RejectionGroup(rejections.Say(g.First()), g.Count(), g.Any(p => !p.Args.SequenceEqual(g.First().Args))))];
    }

    public async Task<List<RejectedLine>> Rejected(long id, int page, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var rows = await Visible(db, id).OrderBy(r => r.Row).Skip((page - 1) * PageSize).Take(PageSize).ToListAsync(stop);
        return rows.ConvertAll(Line);
    }

    /// <summary>What was left when the import was taken back.</summary>
    public async Task<List<KeptItem>> KeptItems(long id, int page, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        return await TakeBackImport.KeptItems(db, id).Where(i => sight.Batches(db).Any(b => b.Id == id && b.ClientId == i.ClientId)).OrderBy(i => i.Id).Skip((page - 1) * PageSize).Take(PageSize)
            .Select(i => new KeptItem(i.Id, i.ExternalKey, i.Title)).ToListAsync(stop);
    }

    /// <summary>Calls back when anything of the client moves, until disposed.</summary>
    public IDisposable Watch(long clientId, Func<Task> moved) => live.Subscribe([clientId], moved);

    public string Say(ImportSheet import) => sentences.For(new Refusal(import.ErrorCode!, [.. import.ErrorArgs]));

    private IQueryable<RejectedRow> Visible(WorkbenchDb db, long id) =>
        db.RejectedRows.AsNoTracking().Where(r => r.BatchId == id && sight.Batches(db).Any(b => b.Id == id));

    private RejectedLine Line(RejectedRow row) => new(row.Id, row.Row, [.. row.Problems.Select(rejections.Say)], row.Cells);
}

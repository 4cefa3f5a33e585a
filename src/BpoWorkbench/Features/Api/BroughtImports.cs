using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Api;

/// <summary>Why something was refused: a code that stays, the field it is about where there is one, and a sentence in the caller's language.</summary>
public sealed record ToldProblem(string? Field, string Code, string Sentence);

/// <summary>How an import stands.</summary>
/// <param name="State">reading, checked, finishing, done, cancelling, cancelled, failed, undoing or undone.</param>
/// <param name="Rows">So many have been read.</param>
/// <param name="Accepted">New items.</param>
/// <param name="Changed">Items that were brought up to date, or ended.</param>
/// <param name="Unchanged">Rows that said what was known already.</param>
/// <param name="Errors">Where the workbook is to be had with its errors marked, once there are any.</param>
public sealed record ImportStanding(
    long Id, long? QueueId, string? FileName, string State, int Rows, int Accepted, int Changed, int Unchanged, int Rejected, ToldProblem? Error, DateTime ReceivedAt, DateTime? EndedAt, string? Errors);

/// <summary>A row that was rejected: its number in the sheet or among the items, from 1.</summary>
public sealed record RejectedLine(int Row, IReadOnlyList<ToldProblem> Reasons);

/// <summary>Some rejected rows, and where the next ones are; null at the end.</summary>
public sealed record RejectedPage(IReadOnlyList<RejectedLine> Rows, string? Next);

/// <summary>The imports that programs of a key's client have brought. Those that people brought are none of theirs.</summary>
public sealed class BroughtImports(ScopedWork scoped)
{
    private const int PageSize = 100;

    /// <exception cref="Refusal">import.unknown.</exception>
    public async Task<ImportStanding> Find(long id, KnownKey key, CancellationToken stop)
    {
        ImportStanding? standing = null;
        await In(id, key, async (_, services, batch, file) =>
        {
            var sentences = services.GetRequiredService<Sentences>();
            var error = batch.ErrorCode is { } code ? new ToldProblem(null, code, sentences.For(new Refusal(code, [.. batch.ErrorArgs]))) : null;
            standing = new ImportStanding(id, batch.QueueId, file?.Name, Word(batch.State), batch.RowsRead, batch.Accepted, batch.Changed, batch.Unchanged, batch.Rejected, error,
                batch.ReceivedAt, batch.EndedAt, HasErrors(batch, file) ? $"{ApiFeature.AddressOf(id)}/errors" : null);
            await Task.CompletedTask;
        }, stop);
        return standing!;
    }

    /// <param name="after">The row that the last page ended with.</param>
    /// <exception cref="Refusal">import.unknown.</exception>
    public async Task<RejectedPage> Rejected(long id, int after, KnownKey key, CancellationToken stop)
    {
        RejectedPage? page = null;
        await In(id, key, async (db, services, _, _) =>
        {
            var sentences = services.GetRequiredService<RejectionSentences>();
            var rows = await db.RejectedRows.AsNoTracking().Where(r => r.BatchId == id && r.Row > after).OrderBy(r => r.Row).Take(PageSize + 1).ToListAsync(stop);
            var lines = rows.Take(PageSize).Select(r => new RejectedLine(r.Row, [.. r.Problems.Select(p => Tell(p, sentences))])).ToList();
            page = new RejectedPage(lines, rows.Count > PageSize ? $"{ApiFeature.AddressOf(id)}/rejected?after={lines[^1].Row}" : null);
        }, stop);
        return page!;
    }

    /// <summary>The workbook with its errors marked.</summary>
    /// <exception cref="Refusal">import.unknown; import.no-errors.</exception>
    public async Task<IResult> Errors(long id, KnownKey key, CancellationToken stop)
    {
        IResult? answer = null;
        await In(id, key, async (_, services, batch, file) =>
        {
            if (!HasErrors(batch, file))
            {
                throw new Refusal("import.no-errors");
            }

            var (content, marked) = await ScratchFile.Written(to => services.GetRequiredService<MarkedErrors>().Write(id, to, stop));
            var words = services.GetRequiredService<IStringLocalizer<ApiTexts>>();
            answer = Results.File(content, marked.ContentType, $"{Path.GetFileNameWithoutExtension(file!.Name)} {words["errors.file"]}{marked.Ending}");
        }, stop);
        return answer!;
    }

    internal static ToldProblem Tell(RowProblem problem, RejectionSentences sentences) =>
        new(problem.Header.Length > 0 ? problem.Header : null, problem.Code, sentences.Why(problem));

    private static bool HasErrors(ImportBatch batch, StoredFile? file) => file is not null && batch is { IsRunning: false, Rejected: > 0 };

    private Task In(long id, KnownKey key, Func<WorkbenchDb, IServiceProvider, ImportBatch, StoredFile?, Task> read, CancellationToken stop) => scoped.AsClient(key.ClientId, async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        var batch = await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id && b.ClientId == key.ClientId && b.KeyId != null, stop) ?? throw new Refusal("import.unknown");
        await read(db, services, batch, await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == batch.FileId, stop));
    });

    private static string Word(ImportState state) => state switch
    {
        ImportState.Uploaded or ImportState.Staging => "reading",
        ImportState.Publishing => "finishing",
        ImportState.Published => "done",
        _ => state.ToString().ToLowerInvariant(),
    };
}

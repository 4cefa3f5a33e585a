using System.Globalization;
using System.Text.RegularExpressions;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports.Marking;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Platform.Imports;

/// <summary>
/// A client's own workbook with its wrong cells marked, and how it is known when it comes back: by the heading of the summaries, which
/// names the import that rejected its rows.
/// </summary>
public sealed partial class MarkedErrors(IDbContextFactory<WorkbenchDb> dbs, ImportFiles files, RejectionSentences sentences, IStringLocalizer<ImportTexts> words)
{
    /// <summary>Writes it to the target; who may have it is the caller's to know.</summary>
    public async Task<MarkedFile> Write(long batchId, Stream target, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var batch = await db.ImportBatches.AsNoTracking().SingleAsync(b => b.Id == batchId, stop);
        var file = await db.Files.AsNoTracking().SingleAsync(f => f.Id == batch.FileId, stop);
        var plan = batch.Plan!;
        var sheet = new MarkedSheet(plan.Sheet, plan.HeaderRow, plan.Marked?.Header ?? words["marks.title", batchId.ToString(CultureInfo.InvariantCulture)]);
        await using var original = files.Unlocked(file, batch.Password);
        return await MarkedWorkbook.Write(original, () => files.Open(file, batch.Password), sheet, Marks(db, batchId), target, files.Limits, stop);
    }

    /// <summary>The column of summaries in a workbook that comes back; null where it is none, or where its other rows never went into this queue.</summary>
    public async Task<MarkedColumn?> Find(long queueId, IReadOnlyList<string> labels)
    {
        for (var column = labels.Count - 1; column >= 0; column--)
        {
            if (Title().Match(labels[column]) is { Success: true } title && long.TryParse(title.Groups["import"].ValueSpan, CultureInfo.InvariantCulture, out var id))
            {
                await using var db = await dbs.CreateDbContextAsync();
                return await db.ImportBatches.AnyAsync(b => b.Id == id && b.QueueId == queueId && (b.State == ImportState.Publishing || b.State == ImportState.Published))
                    ? new MarkedColumn(column, labels[column]) : null;
            }
        }

        return null;
    }

    private async IAsyncEnumerable<RowMarks> Marks(WorkbenchDb db, long batchId)
    {
        await foreach (var row in db.RejectedRows.AsNoTracking().Where(r => r.BatchId == batchId).OrderBy(r => r.Row).ThenBy(r => r.Id).AsAsyncEnumerable())
        {
            yield return sentences.Mark(row);
        }
    }

    // As the title is written, in either language.
    [GeneratedRegex(@"\((importación n\.º|import no\.) (?<import>[0-9]{1,18})\)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Title();
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports.Reading;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>What a workbook shows of itself: its sheets, the beginning of one of them, what its columns seem to be, and how many of its rows are hidden.</summary>
public sealed record WorkbookLook(string FileName, IReadOnlyList<SheetInfo> Sheets, SheetPreview Preview, IReadOnlyList<ColumnProposal> Columns, HiddenRows Hidden)
{
    /// <summary>Of the sheet that is looked at.</summary>
    public int HiddenColumns => Sheets.First(s => s.Index == Preview.Sheet).HiddenColumns;
}

/// <summary>Opens a stored workbook far enough to say what is in it.</summary>
public sealed class LookIntoWorkbook(IDbContextFactory<WorkbenchDb> dbs, ImportFiles files)
{
    /// <param name="sheet">The first visible one with rows when left out.</param>
    /// <param name="headerRow">Found when left out; 0 where there is none.</param>
    /// <exception cref="Refusal">import.unknown; what <see cref="SheetFile"/> refuses.</exception>
    public async Task<WorkbookLook> Run(long fileId, int? sheet, int? headerRow, CancellationToken stop = default)
    {
        var (file, password) = await Find(fileId, stop);
        // Reading is work for the processor: not on the circuit that shows the page.
        return await Task.Run(() => Look(file, password, sheet, headerRow), stop);
    }

    /// <summary>What cells of its columns say that the fields they fill do not read.</summary>
    public async Task<Dictionary<string, List<StrangeValue>>> Strange(long fileId, ImportPlan plan, IReadOnlyList<FieldDefinition> fields, CancellationToken stop = default)
    {
        if (!fields.Any(StrangeValues.CanBeTold))
        {
            return [];
        }

        var (file, password) = await Find(fileId, stop);
        return await Task.Run(() =>
        {
            using var workbook = files.Open(file, password);
            return StrangeValues.Of(workbook, plan, fields);
        }, stop);
    }

    private async Task<(StoredFile File, string? Password)> Find(long fileId, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var file = await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == fileId, stop) ?? throw new Refusal("import.unknown");
        // Whoever has given the password has given it for this file.
        return (file, await db.ImportBatches.Where(b => b.FileId == fileId && b.Password != null).OrderByDescending(b => b.Id).Select(b => b.Password).FirstOrDefaultAsync(stop));
    }

    private WorkbookLook Look(StoredFile file, string? password, int? sheet, int? headerRow)
    {
        using var workbook = files.Open(file, password);
        var sheets = workbook.Sheets;
        if (sheets.Count == 0)
        {
            throw new Refusal("import.no-rows");
        }

        var chosen = sheets.FirstOrDefault(s => s.Index == sheet) ?? sheets.FirstOrDefault(s => s is { IsHidden: false, Rows: > 1 } && !Templates.QueueTemplate.IsHelp(s)) ?? sheets[0];
        var preview = SheetPreview.Of(workbook, chosen.Index, headerRow, rows: 60);
        var hidden = new HiddenRows(preview.HeaderRow);
        return new WorkbookLook(file.Name, sheets, preview, ColumnGuess.Of(hidden.Pass(workbook.Rows(chosen.Index)), preview), hidden);
    }
}

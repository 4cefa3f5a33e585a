using BpoWorkbench.Data;
using BpoWorkbench.Platform.Export;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Campaigns;

/// <summary>The rejected rows as a workbook: as they came, the reasons in front, to be mended and sent again.</summary>
public sealed class ExportRejected(ImportDetails details, IDbContextFactory<WorkbenchDb> dbs, IStringLocalizer<CampaignsTexts> words)
{
    internal static Task<IResult> Serve(long id, ExportRejected export, CancellationToken stop) => export.Run(id, stop);

    private async Task<IResult> Run(long id, CancellationToken stop)
    {
        if (await details.Find(id, stop) is not { } import)
        {
            return Results.NotFound();
        }

        await using var db = await dbs.CreateDbContextAsync(stop);
        var plan = await db.ImportBatches.Where(b => b.Id == id).Select(b => b.Plan).SingleAsync(stop);
        var width = Math.Max((plan?.Columns.Max(c => c.Column) ?? 0) + 1, await Widest(id, stop));
        var headers = plan?.Columns.ToDictionary(c => c.Column, c => c.Header) ?? [];
        SheetColumn[] columns = [new(words["row"], SheetType.Whole, 8), new(words["reasons"], Width: 60), .. Enumerable.Range(0, width).Select(c => new SheetColumn(headers.GetValueOrDefault(c, words["column", c + 1]), Width: 22))];
        var name = $"{Path.GetFileNameWithoutExtension(import.FileName)} {words["rejected.file"]}";
        return await Download.Send(Download.Xlsx, name, columns, Cells(id, width), stop);
    }

    private async Task<int> Widest(long id, CancellationToken stop)
    {
        var width = 0;
        await foreach (var row in details.AllRejected(id).WithCancellation(stop))
        {
            width = Math.Max(width, row.Cells.Count);
        }

        return width;
    }

    private async IAsyncEnumerable<object?[]> Cells(long id, int width)
    {
        await foreach (var row in details.AllRejected(id))
        {
            yield return [(long)row.Row, string.Join(' ', row.Reasons), .. Enumerable.Range(0, width).Select(c => c < row.Cells.Count ? row.Cells[c] : null)];
        }
    }
}

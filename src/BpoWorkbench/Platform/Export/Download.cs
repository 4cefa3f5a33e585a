using System.Globalization;
using BpoWorkbench.Platform.Files;

namespace BpoWorkbench.Platform.Export;

/// <summary>A list as a file to keep. It is written to the disk first, so that a failure half-way is an error and not half a file.</summary>
public static class Download
{
    public const string Xlsx = "xlsx";
    public const string Csv = "csv";

    /// <param name="name">Without its ending.</param>
    public static async Task<IResult> Send(string? format, string name, IReadOnlyList<SheetColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken stop)
    {
        var csv = format == Csv;
        var file = ScratchFile.Open();
        try
        {
            await using (SheetWriter sheet = csv ? await CsvSheet.Start(file, columns, CultureInfo.CurrentCulture) : XlsxSheet.Start(file, columns))
            {
                await foreach (var row in rows.WithCancellation(stop))
                {
                    await sheet.Row(row);
                }
            }

            file.Position = 0;
            return Results.File(file, csv ? "text/csv; charset=utf-8" : "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}.{(csv ? Csv : Xlsx)}");
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}

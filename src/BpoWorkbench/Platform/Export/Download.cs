using System.Globalization;
using BpoWorkbench.Platform.Files;

namespace BpoWorkbench.Platform.Export;

/// <summary>A list as a file to keep. It is written to the disk first, so that a failure half-way is an error and not half a file.</summary>
public static class Download
{
    public const string Xlsx = "xlsx";
    public const string Csv = "csv";

    /// <summary>What an .xlsx is to a browser.</summary>
    public const string Workbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    // What some system or other does not take in the name of a file, and spaces, which some addresses do not.
    private static readonly char[] NotInNames = [' ', '\\', ':', '*', '?', '"', '<', '>', '|', .. Path.GetInvalidFileNameChars()];

    /// <summary>A name of somebody's as the name of a file, without an ending.</summary>
    public static string FileName(string name) => string.Join('-', name.Split(NotInNames, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A list that is read already, told column by column.</summary>
    public static Task<IResult> Send<T>(string? format, string name, IEnumerable<T> rows, IReadOnlyList<SheetColumn<T>> columns, CancellationToken stop) =>
        Send(format, name, columns, rows.Select(row => columns.Select(column => column.Cell(row)).ToArray()).ToAsyncEnumerable(), stop);

    /// <param name="name">Without its ending.</param>
    public static async Task<IResult> Send(string? format, string name, IReadOnlyList<SheetColumn> columns, IAsyncEnumerable<object?[]> rows, CancellationToken stop)
    {
        var csv = format == Csv;
        var file = await ScratchFile.Written(async to =>
        {
            await using SheetWriter sheet = csv ? await CsvSheet.Start(to, columns, CultureInfo.CurrentCulture) : XlsxSheet.Start(to, columns);
            await foreach (var row in rows.WithCancellation(stop))
            {
                await sheet.Row(row);
            }
        });
        return Results.File(file, csv ? "text/csv; charset=utf-8" : Workbook, $"{name}.{(csv ? Csv : Xlsx)}");
    }
}

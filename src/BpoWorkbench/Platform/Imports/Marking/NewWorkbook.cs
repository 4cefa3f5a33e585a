using BpoWorkbench.Platform.Export;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>One sheet of any file as a workbook of its own: the rows at their numbers, each cell with its type.</summary>
internal static class NewWorkbook
{
    /// <summary>The stream stays open. Refuses with what the file refuses with, and with export.too-many-rows.</summary>
    public static async Task Write(SheetFile file, MarkedSheet marked, Stream target, CancellationToken stop)
    {
        await using var sheet = XlsxSheet.StartBare(target, marked.HeaderRow);
        var number = 1;
        foreach (var row in file.Rows(marked.Sheet))
        {
            stop.ThrowIfCancellationRequested();
            for (; number < row.Number; number++)
            {
                await sheet.Row([]);
            }

            await sheet.Row([.. row.Cells.Take(CellName.MostColumns).Select(Value)]);
            number++;
        }
    }

    private static object? Value(object? cell) => cell switch
    {
        // A time of day stands on day zero, which other programs put on another day.
        DateTime { Year: < 1900 } time => time.TimeOfDay,
        DateTime date when date.TimeOfDay == TimeSpan.Zero => DateOnly.FromDateTime(date),
        _ => cell,
    };
}

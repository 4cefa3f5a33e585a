namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>
/// The beginning of a sheet. HeaderRow is the number of the row of labels, 0 where there is none; data begins below it. RowCount is near
/// the number of data rows.
/// </summary>
public sealed record SheetPreview(int Sheet, int HeaderRow, IReadOnlyList<string> Labels, IReadOnlyList<SheetRow> Rows, int RowCount)
{
    private const int RowsLookedAt = 60;

    /// <summary>
    /// Finds the row of labels, or takes the one given (0: there is none). Columns without a label are "Columna N", as many as the first
    /// rows use.
    /// </summary>
    public static SheetPreview Of(SheetFile file, int sheet = 0, int? headerRow = null, int rows = 20)
    {
        // However far down the labels are said to be, no more than this is kept.
        var beginning = file.Rows(sheet).Where(row => row.Number >= (headerRow ?? 0)).Take(RowsLookedAt + 1).ToList();
        var header = headerRow is { } number ? beginning.Find(row => row.Number == number) : new HeaderSearch(beginning).Find();
        var first = headerRow ?? header?.Number ?? 0;
        var data = beginning.Where(row => row.Number > first).ToList();
        var width = data.Append(header).Max(row => row?.Cells.Length ?? 0);
        var labels = Enumerable.Range(0, width).Select(column => Label(header, column)).ToList();
        return new SheetPreview(sheet, first, labels, data.Take(rows).ToList(), Math.Max(data.Count, file.Sheets.Count == 0 ? 0 : file.Sheets[sheet].Rows - first));
    }

    private static string Label(SheetRow? header, int column)
    {
        var text = HeaderSearch.LabelOf(header?[column]);
        return text.Length == 0 ? $"Columna {column + 1}" : text;
    }
}

using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>Looks for the row of labels among the first rows of a sheet.</summary>
internal sealed class HeaderSearch(IReadOnlyList<SheetRow> rows)
{
    private const int LongestLabel = 120;

    /// <summary>
    /// The first row about as wide as the data whose cells are labels: different texts that are no value of any kind and do not come back
    /// in their own column below. Titles and merged groups are narrower and passed over. A wide row of values ends the search.
    /// </summary>
    public SheetRow? Find()
    {
        if (rows.Count == 0)
        {
            return null;
        }

        var widths = rows.Select(Filled).Order().ToList();
        var wide = Math.Max(widths[widths.Count * 3 / 4] * 0.6, Math.Min(2, widths[^1]));
        for (var i = 0; i < rows.Count; i++)
        {
            if (Filled(rows[i]) >= wide)
            {
                return IsHeader(i) ? rows[i] : null;
            }
        }

        return null;
    }

    /// <summary>A label on one line.</summary>
    public static string LabelOf(object? cell) =>
        string.Join(' ', CellText.Of(cell).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is var text && text.Length > LongestLabel ? text[..LongestLabel] : text;

    private static int Filled(SheetRow row) => row.Cells.Count(cell => !CellText.IsBlank(cell));

    private bool IsHeader(int index)
    {
        var cells = rows[index].Cells.Select((cell, column) => (Cell: cell, Column: column)).Where(at => !CellText.IsBlank(at.Cell)).ToList();
        var labels = cells.Where(at => IsLabel(at.Cell)).ToList();
        var repeated = labels.Count(at => ComesBack(index, at.Column, CellText.Of(at.Cell)));
        return labels.Count >= cells.Count * 0.7
            && !cells.Any(at => IsValue(at.Cell!))
            && labels.Select(at => CellText.Of(at.Cell)).Distinct(StringComparer.OrdinalIgnoreCase).Count() >= labels.Count * 0.5
            && repeated < labels.Count * 0.3 + 0.5;
    }

    private bool ComesBack(int index, int column, string label) =>
        rows.Skip(index + 1).Any(row => row[column] is string below && string.Equals(CellText.Of(below), label, StringComparison.OrdinalIgnoreCase));

    private static bool IsLabel(object? cell) => cell is string text && text.Length <= LongestLabel && text.Any(char.IsLetter);

    private static bool IsValue(object cell) => cell is DateTime or TimeSpan or bool
        || (cell is string text && (text.Contains('@', StringComparison.Ordinal) || !TaxNumber.Read(text).IsRefused || !Iban.Read(text).IsRefused
            || !DateText.Read(text, DateOrder.DayFirst).IsRefused));
}

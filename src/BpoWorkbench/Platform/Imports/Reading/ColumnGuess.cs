using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>
/// What one column is proposed as. Filled and Refused count the cells of the sample that hold something, and those of them that the
/// proposed type would not read.
/// </summary>
public sealed record ColumnProposal(int Column, FieldDefinition Field, ReadingStyle Style, IReadOnlyList<string> Samples, int Filled, int Refused);

/// <summary>Proposes the fields of a campaign from the labels and the first rows of a sheet.</summary>
public static class ColumnGuess
{
    /// <summary>
    /// The types come from the first 500 rows by default; choices, and how numbers and dates are written, from up to 20,000. Columns
    /// without a label or a value are left out. At most one column is the key of the row; a key is always required.
    /// </summary>
    public static IReadOnlyList<ColumnProposal> Of(SheetFile file, SheetPreview preview, int sampleRows = 500, int watchedRows = 20_000) =>
        Of(file.Rows(preview.Sheet), preview, sampleRows, watchedRows);

    /// <param name="rows">Those of the previewed sheet, from its beginning; no more of them are taken than are watched, and never fewer.</param>
    public static IReadOnlyList<ColumnProposal> Of(IEnumerable<SheetRow> rows, SheetPreview preview, int sampleRows = 500, int watchedRows = 20_000)
    {
        var columns = preview.Labels.Select((label, column) => new GuessedColumn(column, label)).ToList();
        var seen = 0;
        var isOpen = true;
        foreach (var row in rows)
        {
            if (row.Number <= preview.HeaderRow)
            {
                continue;
            }

            if (seen++ < sampleRows)
            {
                columns.ForEach(column => column.Sample.Add(row[column.Column]));
                continue;
            }

            if (seen == sampleRows + 1)
            {
                columns.ForEach(column => column.Decide());
            }

            if (seen > watchedRows)
            {
                break;
            }

            isOpen = isOpen && columns.Exists(column => column.IsOpen);
            if (isOpen)
            {
                columns.ForEach(column => column.Watch(row[column.Column]));
            }
        }

        if (seen <= sampleRows)
        {
            columns.ForEach(column => column.Decide());
        }

        columns.RemoveAll(column => column.Sample.Filled == 0 && column.IsUnlabelled);
        CustomerGuess.Assign(columns);
        ChooseKey(columns);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        return columns.ConvertAll(column => column.Propose(FieldCode.From(column.Label, taken)));
    }

    private static void ChooseKey(List<GuessedColumn> columns)
    {
        var key = columns
            .Where(column => column.Words.KeyRank > 0 && column.Sample is { Filled: > 0, Blanks: 0 } && column.Sample.Distinct == column.Sample.Filled
                && column.Type is FieldType.Text or FieldType.Whole)
            .MinBy(column => (column.Words.KeyRank, column.Column));
        key?.BecomeKey();
    }
}

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Platform.Imports;

/// <summary>Which column of a workbook fills which field of a queue that is there already.</summary>
public sealed class FieldMatch
{
    public int Sheet { get; set; }

    public int HeaderRow { get; set; }

    public int RowCount { get; set; }

    public ImportPurpose Purpose { get; set; }

    /// <summary>The column (from 0) by the code of the field; a field without one stays empty.</summary>
    public Dictionary<string, int> Columns { get; set; } = [];

    /// <summary>Guesses: by the same name first, then by what the field says of the customer, by a name that holds the other, and by being the key. No column is used twice.</summary>
    public static FieldMatch Guess(IReadOnlyList<FieldDefinition> fields, WorkbookLook look)
    {
        var match = new FieldMatch { Sheet = look.Preview.Sheet, HeaderRow = look.Preview.HeaderRow, RowCount = look.Preview.RowCount };
        match.Take(fields, look, (field, column) => TextFolding.Fold(field.Label) == TextFolding.Fold(column.Field.Label) || field.Code == column.Field.Code);
        match.Take(fields, look, (field, column) => field.Customer != CustomerPart.None && field.Customer == column.Field.Customer);
        match.Take(fields, look, (field, column) => field.Type == column.Field.Type && field.Type != FieldType.Text && SayAlike(field.Label, column.Field.Label));
        match.Take(fields, look, (field, column) => field.IsKey && column.Field.IsKey);
        return match;
    }

    public ImportPlan Plan(IReadOnlyList<FieldDefinition> fields, WorkbookLook look) => new(Sheet, HeaderRow,
    [
        .. from field in fields
           where Columns.ContainsKey(field.Code) && (field.IsKey || Purpose != ImportPurpose.Remove)
           let column = Columns[field.Code]
           select new ImportColumn(column, column < look.Preview.Labels.Count ? look.Preview.Labels[column] : "", field.Code,
               look.Columns.FirstOrDefault(c => c.Column == column)?.Style ?? ReadingStyle.Spanish),
    ], Purpose);

    private static bool SayAlike(string one, string other) =>
        $" {TextFolding.Fold(one)} " is var a && $" {TextFolding.Fold(other)} " is var b && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal));

    private void Take(IReadOnlyList<FieldDefinition> fields, WorkbookLook look, Func<FieldDefinition, ColumnProposal, bool> same)
    {
        foreach (var field in fields.Where(f => !Columns.ContainsKey(f.Code)))
        {
            if (look.Columns.FirstOrDefault(c => !Columns.ContainsValue(c.Column) && same(field, c)) is { } column)
            {
                Columns[field.Code] = column.Column;
            }
        }
    }
}

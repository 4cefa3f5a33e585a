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

    /// <summary>What values of a column stand for, by the code of the field: folded text to stored value, "" for none.</summary>
    public Dictionary<string, Dictionary<string, string>> Values { get; set; } = [];

    /// <summary>As it was matched the last time; fields that were not there then are guessed.</summary>
    public static FieldMatch AsKnown(KnownShape known, IReadOnlyList<FieldDefinition> fields, WorkbookLook look)
    {
        var match = Empty(look);
        foreach (var field in fields)
        {
            if (known.Values.TryGetValue(field.Code, out var meanings) && StrangeValues.CanBeTold(field))
            {
                // A choice may have gone since.
                match.Values[field.Code] = meanings.Where(m => m.Value.Length == 0 || field.Type == FieldType.YesNo || field.Choices.Contains(m.Value)).ToDictionary();
            }

            if (known.Columns.TryGetValue(field.Code, out var column) && column >= 0 && column < look.Preview.Labels.Count)
            {
                match.Columns[field.Code] = column;
            }
        }

        match.Take([.. fields.Where(f => !known.Columns.ContainsKey(f.Code))], look);
        return match;
    }

    /// <summary>Guesses: by the same name first, then by what the field says of the customer, by a name that holds the other, and by being the key. No column is used twice.</summary>
    public static FieldMatch Guess(IReadOnlyList<FieldDefinition> fields, WorkbookLook look)
    {
        var match = Empty(look);
        match.Take(fields, look);
        return match;
    }

    public ImportPlan Plan(IReadOnlyList<FieldDefinition> fields, WorkbookLook look) => new(Sheet, HeaderRow,
    [
        .. from field in fields
           where Columns.ContainsKey(field.Code) && (field.IsKey || Purpose != ImportPurpose.Remove)
           let column = Columns[field.Code]
           select new ImportColumn(column, column < look.Preview.Labels.Count ? look.Preview.Labels[column] : "", field.Code,
               look.Columns.FirstOrDefault(c => c.Column == column)?.Style ?? ReadingStyle.Spanish, Values.GetValueOrDefault(field.Code)),
    ], Purpose);

    /// <summary>To be remembered for workbooks with the same headings.</summary>
    public LearntMatch? ToLearn(IReadOnlyList<FieldDefinition> fields, WorkbookLook look, MarkedColumn? marked) =>
        // Who removes has looked at the key alone.
        Purpose == ImportPurpose.Remove ? null : new(ColumnMatches.ShapeOf(look, marked), fields.ToDictionary(f => f.Code, f => Columns.GetValueOrDefault(f.Code, -1)), Values);

    private static FieldMatch Empty(WorkbookLook look) => new() { Sheet = look.Preview.Sheet, HeaderRow = look.Preview.HeaderRow, RowCount = look.Preview.RowCount };

    private static bool SayAlike(string one, string other) =>
        $" {TextFolding.Fold(one)} " is var a && $" {TextFolding.Fold(other)} " is var b && (a.Contains(b, StringComparison.Ordinal) || b.Contains(a, StringComparison.Ordinal));

    private void Take(IReadOnlyList<FieldDefinition> fields, WorkbookLook look)
    {
        Take(fields, look, (field, column) => HeaderWords.Same(field.Label, column.Field.Label) || field.Code == column.Field.Code);
        Take(fields, look, (field, column) => field.Customer != CustomerPart.None && field.Customer == column.Field.Customer);
        Take(fields, look, (field, column) => field.Type == column.Field.Type && field.Type != FieldType.Text && SayAlike(field.Label, column.Field.Label));
        Take(fields, look, (field, column) => field.IsKey && column.Field.IsKey);
    }

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

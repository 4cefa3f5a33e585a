using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Platform.Imports;

/// <summary>What some cells of a column say, which the field does not read as it stands, and in how many of the rows looked at.</summary>
public sealed record StrangeValue(string Text, int Rows);

/// <summary>Finds what is to be told what it stands for, in columns whose field takes one of a few values.</summary>
internal static class StrangeValues
{
    private const int RowsLookedAt = 20_000;

    // Whoever has more has matched the wrong column.
    private const int Most = 25;

    public static bool CanBeTold(FieldDefinition field) => field.Type is FieldType.Choice or FieldType.YesNo;

    /// <returns>By the code of the field, the most frequent first; fields whose column is read whole are left out.</returns>
    public static Dictionary<string, List<StrangeValue>> Of(SheetFile file, ImportPlan plan, IReadOnlyList<FieldDefinition> fields)
    {
        var watched = (from column in plan.Columns
                       join field in fields.Where(CanBeTold) on column.Field equals field.Code
                       select (column.Column, field.Code, Reader: new FieldReader(field with { Required = false }, column.Style), Found: new Dictionary<string, (string Text, int Rows)>())).ToList();
        if (watched.Count == 0)
        {
            return [];
        }

        foreach (var row in file.Rows(plan.Sheet).Where(r => r.Number > plan.HeaderRow).Take(RowsLookedAt))
        {
            foreach (var (column, _, reader, found) in watched)
            {
                if (row[column] is { } cell && reader.Read(cell) is { IsRefused: true, Problem.Code: not "field.formula" })
                {
                    var text = CellText.Of(cell);
                    var folded = TextFolding.Fold(text);
                    found[folded] = (found.GetValueOrDefault(folded).Text ?? text, found.GetValueOrDefault(folded).Rows + 1);
                }
            }
        }

        return watched.Where(w => w.Found.Count > 0)
            .ToDictionary(w => w.Code, w => w.Found.Values.OrderByDescending(f => f.Rows).Take(Most).Select(f => new StrangeValue(f.Text, f.Rows)).ToList());
    }
}

using System.Text.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Features.Api;

/// <summary>Items for a queue, at most 500 at once.</summary>
public sealed record SentItems(IReadOnlyList<SentItem> Items);

/// <summary>An item: a text, a number, true, false or null by the code of its field or by its label. A field left out of an item that is there already stays as it is; null empties it.</summary>
public sealed record SentItem(Dictionary<string, JsonElement> Fields);

/// <summary>Reads what a program sends as items, each as the row of a workbook would be read.</summary>
internal sealed class ItemsBody(IReadOnlyList<FieldDefinition> fields)
{
    public const int MostItems = 500;

    // A value said twice is a mistake of the caller, and nobody knows which one is meant.
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web) { AllowDuplicateProperties = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    private readonly RowReader _reader = BringRows.PlanOf(fields).Reader(fields);

    /// <exception cref="Refusal">api.body; api.items-none; api.items-many.</exception>
    public static IReadOnlyList<SentItem> Parse(byte[] body)
    {
        SentItems? sent;
        try
        {
            sent = JsonSerializer.Deserialize<SentItems>(body, Strict);
        }
        catch (JsonException wrong)
        {
            throw new Refusal("api.body", wrong.Path is { Length: > 0 } path ? path : "$");
        }

        return sent?.Items switch
        {
            null => throw new Refusal("api.body", "$"),
            { Count: 0 } => throw new Refusal("api.items-none"),
            { Count: > MostItems } => throw new Refusal("api.items-many", MostItems),
            var items when items.Any(i => i is null) => throw new Refusal("api.body", "$.items"),
            var items => items,
        };
    }

    public List<ImportedRow> Rows(IEnumerable<SentItem> items) => [.. items.Select((item, n) => Row(item, n + 1))];

    private ImportedRow Row(SentItem item, int number)
    {
        var cells = new object?[fields.Count];
        List<RowProblem> problems = [];
        HashSet<string> said = [];
        foreach (var (name, value) in item.Fields)
        {
            var column = Column(name);
            if (column < 0)
            {
                problems.Add(new RowProblem(-1, name, "api.field-unknown", [name]));
            }
            else if (!said.Add(fields[column].Code))
            {
                problems.Add(new RowProblem(column, fields[column].Label, "api.field-twice", [name]));
            }
            else if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                problems.Add(new RowProblem(column, fields[column].Label, "api.value", []));
            }
            else
            {
                cells[column] = Cell(value);
            }
        }

        var source = new SheetRow(number, cells);
        // Without anything in it, it is rejected with all rows that are empty.
        var read = _reader.Read(source);
        problems.AddRange(read?.Problems.Where(p => !problems.Exists(known => known.Column == p.Column))
            .Select(p => new RowProblem(p.Column, fields[p.Column].Label, p.Problem.Code, [.. p.Problem.Args.Select(CellText.Of)])) ?? []);
        return new ImportedRow(number, read is null ? [] : new Dictionary<string, string>(read.Values), problems, source) { Said = said };
    }

    private int Column(string name)
    {
        var codes = fields.Select(f => f.Code).ToList();
        return codes.IndexOf(name) is >= 0 and var byCode ? byCode : fields.ToList().FindIndex(f => TextFolding.Fold(f.Label) == TextFolding.Fold(name));
    }

    // As a spreadsheet would give it.
    private static object? Cell(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when value.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number when value.TryGetDecimal(out var exact) => exact,
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}

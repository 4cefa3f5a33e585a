using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Platform.Imports;

/// <summary>A row of the workbook as the plan reads it: its values by field code, or the problems with them.</summary>
/// <param name="Known">Not to be looked at: it went in with the workbook whose errors were marked.</param>
public sealed record ImportedRow(int Row, Dictionary<string, string> Values, IReadOnlyList<RowProblem> Problems, SheetRow Source, bool Known = false)
{
    /// <summary>The fields it speaks of, where that is not all that the plan fills.</summary>
    public IReadOnlyCollection<string>? Said { get; init; }
}

/// <summary>The rows of a batch's workbook, from where the last run stopped.</summary>
public sealed class ImportRows : IDisposable
{
    private readonly SheetFile _file;
    private readonly IEnumerator<SheetRow> _rows;
    private readonly RowReader _reader;
    private readonly Dictionary<int, string> _headers;
    private readonly int? _marked;

    /// <exception cref="Refusal">What <see cref="SheetFile"/> refuses; import.field-unmapped.</exception>
    public ImportRows(ImportFiles files, StoredFile file, ImportBatch batch, IReadOnlyList<FieldDefinition> fields)
    {
        var plan = batch.Plan!;
        _reader = plan.Reader(fields);
        _marked = plan.Marked?.Column;
        _headers = plan.Columns.ToDictionary(c => c.Column, c => c.Header);
        _file = files.Open(file, batch.Password);
        var from = Math.Max(batch.LastRow, plan.HeaderRow);
        _rows = _file.Rows(plan.Sheet).Where(r => r.Number > from).GetEnumerator();
    }

    /// <summary>The next rows, at most <paramref name="count"/>; none at the end.</summary>
    public List<ImportedRow> Take(int count)
    {
        var taken = new List<ImportedRow>(count);
        while (taken.Count < count && _rows.MoveNext())
        {
            if (_marked is { } column && CellText.IsBlank(_rows.Current[column]))
            {
                taken.Add(new ImportedRow(_rows.Current.Number, [], [], _rows.Current, Known: true));
            }
            else if (_reader.Read(_rows.Current) is { } row)
            {
                taken.Add(new ImportedRow(row.Number, new Dictionary<string, string>(row.Values), [.. row.Problems.Select(Problem)], _rows.Current));
            }
        }

        return taken;
    }

    public void Dispose()
    {
        _rows.Dispose();
        _file.Dispose();
    }

    private RowProblem Problem(CellProblem problem) =>
        new(problem.Column, _headers.GetValueOrDefault(problem.Column, ""), problem.Problem.Code, [.. problem.Problem.Args.Select(CellText.Of)]);
}

/// <summary>A plan, put to use.</summary>
public static class ImportPlans
{
    /// <exception cref="Refusal">import.field-unmapped; import.remove-no-key.</exception>
    public static RowReader Reader(this ImportPlan plan, IReadOnlyList<FieldDefinition> fields) =>
        new(plan.Purpose == ImportPurpose.Remove ? KeyOf(fields) : fields, plan.Columns.ToDictionary(c => c.Field, c => new ColumnSource(c.Column, c.Style, c.Values)));

    private static IReadOnlyList<FieldDefinition> KeyOf(IReadOnlyList<FieldDefinition> fields) =>
        fields.FirstOrDefault(f => f.IsKey) is { } key ? [key] : throw new Refusal("import.remove-no-key");
}

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>Where a field's values stand in the sheet: the 0-based column, how it is written, and what some values stand for (folded text to stored value, "" for none).</summary>
public sealed record ColumnSource(int Column, ReadingStyle Style, IReadOnlyDictionary<string, string>? Values = null);

/// <summary>A cell that cannot be taken: its 0-based column, the field's code, and why.</summary>
public sealed record CellProblem(int Column, string Field, FieldProblem Problem);

/// <summary>One row, read. Values hold the stored form by field code, without blanks; a row with problems is to be rejected.</summary>
public sealed record ReadRow(int Number, IReadOnlyDictionary<string, string> Values, IReadOnlyList<CellProblem> Problems)
{
    public bool IsRejected => Problems.Count > 0;
}

/// <summary>Turns the rows of a sheet into values of a queue's fields. Whether a key was there before is the caller's to know.</summary>
public sealed class RowReader
{
    private readonly (int Column, string Code, FieldReader Reader, IReadOnlyDictionary<string, string>? Values)[] _columns;

    /// <summary>
    /// Sources by field code; a field without one stays blank. Refuses with import.field-unmapped where that field is required.
    /// </summary>
    public RowReader(IReadOnlyList<FieldDefinition> fields, IReadOnlyDictionary<string, ColumnSource> sources)
    {
        foreach (var field in fields)
        {
            if (field.Required && !sources.ContainsKey(field.Code))
            {
                throw new Refusal("import.field-unmapped", field.Label);
            }
        }

        _columns =
        [
            .. from field in fields
               where sources.ContainsKey(field.Code)
               let source = sources[field.Code]
               select (source.Column, field.Code, new FieldReader(field, source.Style), source.Values),
        ];
    }

    /// <summary>Null for a row without anything in it, in these columns or any other.</summary>
    public ReadRow? Read(SheetRow row)
    {
        if (Array.TrueForAll(row.Cells, CellText.IsBlank))
        {
            return null;
        }

        var values = new Dictionary<string, string>(_columns.Length, StringComparer.Ordinal);
        List<CellProblem>? problems = null;
        foreach (var (column, code, reader, meanings) in _columns)
        {
            var reading = reader.Read(meanings is null ? row[column] : Meant(row[column], meanings));
            if (reading.Problem is { } problem)
            {
                (problems ??= []).Add(new CellProblem(column, code, problem));
            }
            else if (reading.Value is { } value)
            {
                values.Add(code, value);
            }
        }

        return new ReadRow(row.Number, values, problems ?? []);
    }

    private static object? Meant(object? cell, IReadOnlyDictionary<string, string> meanings) =>
        cell is not null && meanings.TryGetValue(TextFolding.Fold(CellText.Of(cell)), out var meant) ? meant : cell;
}

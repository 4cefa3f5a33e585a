using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Platform.Imports;

/// <summary>A column of the workbook as it is to become a field: proposed at first, then as somebody has chosen.</summary>
public sealed class ColumnChoice
{
    public int Column { get; set; }

    public string Header { get; set; } = "";

    public string Label { get; set; } = "";

    public bool Taken { get; set; } = true;

    public FieldType Type { get; set; }

    public CustomerPart Customer { get; set; }

    public bool IsKey { get; set; }

    public List<string> Choices { get; set; } = [];

    public ReadingStyle Style { get; set; } = ReadingStyle.Spanish;

    public List<string> Samples { get; set; } = [];

    public static ColumnChoice Of(ColumnProposal proposal) => new()
    {
        Column = proposal.Column,
        Header = proposal.Field.Label,
        Label = proposal.Field.Label,
        Type = proposal.Field.Type,
        Customer = proposal.Field.Customer,
        IsKey = proposal.Field.IsKey,
        Choices = [.. proposal.Field.Choices],
        Style = proposal.Style,
        Samples = [.. proposal.Samples],
    };
}

/// <summary>Which sheet of a workbook is meant, and what its columns are.</summary>
public sealed class SheetChoice
{
    public int Sheet { get; set; }

    public int HeaderRow { get; set; }

    public int RowCount { get; set; }

    public List<ColumnChoice> Columns { get; set; } = [];

    public static SheetChoice Of(WorkbookLook look) => new()
    {
        Sheet = look.Preview.Sheet,
        HeaderRow = look.Preview.HeaderRow,
        RowCount = look.Preview.RowCount,
        Columns = [.. look.Columns.Select(ColumnChoice.Of)],
    };

    /// <summary>The fields that the chosen columns make, and the plan that fills them.</summary>
    public (IReadOnlyList<FieldDefinition> Fields, ImportPlan Plan) Define()
    {
        var taken = new HashSet<string>();
        var made = Columns.Where(c => c.Taken).Select(c => (Choice: c, Field: new FieldDefinition(
            FieldCode.From(c.Label, taken), c.Label.Trim(), c.Type, c.IsKey, c.Type == FieldType.Choice ? c.Choices : [], c.Customer, c.IsKey))).ToList();
        return (made.ConvertAll(m => m.Field),
            new ImportPlan(Sheet, HeaderRow, [.. made.Select(m => new ImportColumn(m.Choice.Column, m.Choice.Header, m.Field.Code, m.Choice.Style))]));
    }
}

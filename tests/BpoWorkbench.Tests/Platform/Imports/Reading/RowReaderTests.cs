using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Tests.Platform.Imports.Reading;

public sealed class RowReaderTests
{
    private static readonly FieldDefinition[] Fields =
    [
        new("ref", "Referencia", FieldType.Text, true, [], CustomerPart.None, true),
        new("saldo", "Saldo", FieldType.Money, false, [], CustomerPart.None, false),
        new("alta", "Alta", FieldType.Date, false, [], CustomerPart.None, false),
    ];

    private static readonly Dictionary<string, ColumnSource> Sources = new()
    {
        ["ref"] = new(0, ReadingStyle.Spanish),
        ["saldo"] = new(2, ReadingStyle.Spanish with { Numbers = NumberStyle.DecimalPoint }),
        ["alta"] = new(3, ReadingStyle.Spanish with { Dates = DateOrder.MonthFirst }),
    };

    [Fact]
    public void A_row_is_read_by_its_mapping_and_the_style_of_each_column()
    {
        var row = new RowReader(Fields, Sources).Read(new SheetRow(7, ["A1", "no", "1,234.50", "12/31/2026"]))!;
        Assert.False(row.IsRejected);
        Assert.Equal(7, row.Number);
        Assert.Equal(new Dictionary<string, string> { ["ref"] = "A1", ["saldo"] = "123450", ["alta"] = "2026-12-31" }, row.Values);
    }

    [Fact]
    public void Every_problem_of_a_row_is_told_with_its_column()
    {
        var row = new RowReader(Fields, Sources).Read(new SheetRow(7, [" ", "no", "doce", "31/12/2026"]))!;
        Assert.True(row.IsRejected);
        Assert.Equal([(0, "ref", "field.required"), (2, "saldo", "field.money.point"), (3, "alta", "field.date.month-first")], row.Problems.Select(at => (at.Column, at.Field, at.Problem.Code)));
        Assert.Equal(["doce"], row.Problems[1].Problem.Args);
    }

    [Fact]
    public void Blank_rows_are_passed_over_but_a_row_with_anything_is_not()
    {
        var reader = new RowReader(Fields, Sources);
        Assert.Null(reader.Read(new SheetRow(7, [null, " ", "\u00A0"])));
        Assert.Null(reader.Read(new SheetRow(7, [])));
        Assert.True(reader.Read(new SheetRow(7, [null, "algo"]))!.IsRejected);
    }

    [Fact]
    public void Short_rows_leave_the_rest_blank() =>
        Assert.Equal(["ref"], new RowReader(Fields, Sources).Read(new SheetRow(7, ["A1"]))!.Values.Keys);

    [Fact]
    public void A_required_field_must_have_its_column() =>
        Assert.Equal("import.field-unmapped", Assert.Throws<Refusal>(() => new RowReader(Fields, new Dictionary<string, ColumnSource>())).Code);
}

using System.Globalization;
using System.Text.Json;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Tests.Domain.Fields;

public sealed class FieldReaderTests
{
    [Fact]
    public void A_field_survives_being_stored_as_json()
    {
        var field = Field(FieldType.Choice, "Alta", "Baja");
        var back = JsonSerializer.Deserialize<FieldDefinition>(JsonSerializer.Serialize(field))!;
        Assert.Equal(field with { Choices = back.Choices }, back);
        Assert.Equal(field.Choices, back.Choices);
    }

    [Fact]
    public void A_blank_is_nothing_unless_the_field_is_required()
    {
        Assert.Equal(default, new FieldReader(Field(FieldType.Money), ReadingStyle.Spanish).Read(" \u00A0\u200B"));
        Assert.Equal("field.required", new FieldReader(Field(FieldType.Money) with { Required = true }, ReadingStyle.Spanish).Read(null).Problem?.Code);
    }

    [Fact]
    public void Choices_are_found_whatever_their_case_and_accents()
    {
        var reader = new FieldReader(Field(FieldType.Choice, "Información", "Baja"), ReadingStyle.Spanish);
        Assert.Equal("Información", reader.Read(" INFORMACION ").Value);
        Assert.Equal("field.choice", reader.Read("Alta").Problem?.Code);
        Assert.Equal(["Alta", "Información, Baja"], reader.Read("Alta").Problem!.Args);
    }

    [Theory]
    [InlineData("SÍ", "true")]
    [InlineData("si", "true")]
    [InlineData("X", "true")]
    [InlineData(1d, "true")]
    [InlineData(true, "true")]
    [InlineData("Verdadero", "true")]
    [InlineData("n", "false")]
    [InlineData("0", "false")]
    public void Yes_and_no_are_read_in_both_languages(object cell, string stored) =>
        Assert.Equal(stored, new FieldReader(Field(FieldType.YesNo), ReadingStyle.Spanish).Read(cell).Value);

    [Theory]
    [InlineData("quizá")]
    [InlineData(2d)]
    public void What_is_neither_yes_nor_no_is_refused(object cell) =>
        Assert.Equal("field.yes-no", new FieldReader(Field(FieldType.YesNo), ReadingStyle.Spanish).Read(cell).Problem?.Code);

    [Theory]
    [InlineData("  hola ", "hola")]
    [InlineData(1234567890123d, "1234567890123")]
    [InlineData(0.1, "0.1")]
    [InlineData(true, "true")]
    public void Numbers_in_a_text_column_keep_all_their_digits(object cell, string stored) =>
        Assert.Equal(stored, new FieldReader(Field(FieldType.Text), ReadingStyle.Spanish).Read(cell).Value);

    [Fact]
    public void Dates_and_times_in_a_text_column_are_texts()
    {
        var reader = new FieldReader(Field(FieldType.Text), ReadingStyle.Spanish);
        Assert.Equal("2026-03-03", reader.Read(new DateTime(2026, 3, 3)).Value);
        Assert.Equal("2026-03-03 09:05", reader.Read(new DateTime(2026, 3, 3, 9, 5, 0)).Value);
        Assert.Equal("09:05", reader.Read(DateTime.FromOADate(0.379)).Value);
        Assert.Equal("30:15", reader.Read(new TimeSpan(30, 15, 0)).Value);
    }

    [Theory]
    [InlineData(FieldType.Text)]
    [InlineData(FieldType.Money)]
    public void A_formula_that_failed_is_named_as_such(FieldType type) =>
        Assert.Equal("field.formula", new FieldReader(Field(type), ReadingStyle.Spanish).Read("#N/D").Problem?.Code);

    [Fact]
    public void Every_type_reads_and_refuses_through_the_reader()
    {
        var good = new Dictionary<FieldType, object>
        {
            [FieldType.Text] = "a", [FieldType.Whole] = "7", [FieldType.Money] = 1.5, [FieldType.Date] = "1/2/2026", [FieldType.YesNo] = "no",
            [FieldType.Choice] = "a", [FieldType.TaxNumber] = "12345678Z", [FieldType.Iban] = "ES9121000418450200051332", [FieldType.Phone] = "912345678",
            [FieldType.Email] = "a@b.es", [FieldType.PostalCode] = 28001d,
        };
        foreach (var type in Enum.GetValues<FieldType>())
        {
            var reader = new FieldReader(Field(type, "a"), ReadingStyle.Spanish);
            Assert.False(reader.Read(good[type]).IsRefused, $"{type}");
            Assert.Equal(type != FieldType.Text, reader.Read("~ nada ~").IsRefused);
        }
    }

    [Theory]
    [InlineData(FieldType.Money, "123456", "es-ES", "1.234,56 €")]
    [InlineData(FieldType.Money, "-5", "en-GB", "-€0.05")]
    [InlineData(FieldType.Whole, "1234567", "es-ES", "1.234.567")]
    [InlineData(FieldType.Date, "2026-03-12", "es-ES", "12/3/2026")]
    [InlineData(FieldType.Date, "2026-03-12", "en-GB", "12/03/2026")]
    [InlineData(FieldType.YesNo, "true", "es-ES", "sí")]
    [InlineData(FieldType.Phone, "+34912345678", "es-ES", "912 34 56 78")]
    [InlineData(FieldType.Phone, "+442079460018", "es-ES", "+44 20 7946 0018")]
    [InlineData(FieldType.Iban, "ES9121000418450200051332", "es-ES", "ES91 2100 0418 4502 0005 1332")]
    [InlineData(FieldType.Money, "pendiente", "es-ES", "pendiente")]
    [InlineData(FieldType.Text, null, "es-ES", "")]
    public void Values_are_shown_in_the_readers_culture(FieldType type, string? stored, string culture, string shown) =>
        Assert.Equal(shown, new FieldFormat(new CultureInfo(culture), "sí", "no").Show(type, stored).Replace('\u00A0', ' '));

    [Fact]
    public void Codes_are_plain_and_never_taken_twice()
    {
        var taken = new HashSet<string>();
        string[] labels = ["Nº de póliza", "Nº de póliza", "2ª dirección", "¿?", "  ", new string('á', 60)];
        Assert.Equal(["n_de_poliza", "n_de_poliza_2", "f_2_direccion", "field", "field_2", new string('a', 40)], labels.Select(label => FieldCode.From(label, taken)));
    }

    private static FieldDefinition Field(FieldType type, params string[] choices) => new("campo", "Campo", type, false, choices, CustomerPart.None, false);
}

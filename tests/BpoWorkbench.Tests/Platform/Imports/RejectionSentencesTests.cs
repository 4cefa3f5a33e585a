using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Imports;

public sealed class RejectionSentencesTests
{
    [Theory]
    [InlineData("es-ES", FieldType.Date, "31/02/2026", "«31/02/2026» no es una fecha. Se espera día/mes/año, por ejemplo 28/02/2026.")]
    [InlineData("en-GB", FieldType.Date, "31/02/2026", "“31/02/2026” is not a date. Expected is day/month/year, such as 28/02/2026.")]
    [InlineData("es-ES", FieldType.Money, "doce", "«doce» no es un importe. Se espera con coma decimal, por ejemplo 1.234,56.")]
    [InlineData("es-ES", FieldType.Choice, "Otra", "«Otra» no está entre las opciones. Se espera una de estas: Alta, Baja.")]
    [InlineData("es-ES", FieldType.Text, "", "Es obligatorio: no puede quedar vacío.")]
    public async Task A_wrong_cell_says_what_is_wrong_and_what_is_expected(string culture, FieldType type, string cell, string expected)
    {
        await using var workbench = await Workbench.Start();
        using var services = workbench.Services.CreateScope();
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            var field = new FieldDefinition("f", "Campo", type, true, ["Alta", "Baja"], CustomerPart.None, false);
            var problem = new FieldReader(field, ReadingStyle.Spanish).Read(cell).Problem!;
            var row = new RejectedRow(1, 1, 7, [new RowProblem(2, "Columna", problem.Code, [.. problem.Args.Select(CellText.Of)]), new RowProblem(-1, "", "import.row-empty", [])], []);
            var marks = services.ServiceProvider.GetRequiredService<RejectionSentences>().Mark(row);
            Assert.Equal((7, 2, expected), (marks.Row, marks.Cells.Single().Column, marks.Cells.Single().Note));
            Assert.StartsWith($"Columna: {expected} ", marks.Summary, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [Theory]
    [InlineData(FieldType.TaxNumber, "12345678Z")]
    [InlineData(FieldType.TaxNumber, "X1234567L")]
    [InlineData(FieldType.TaxNumber, "A58818501")]
    [InlineData(FieldType.Iban, "ES91 2100 0418 4502 0005 1332")]
    [InlineData(FieldType.Phone, "612 345 678")]
    [InlineData(FieldType.PostalCode, "28001")]
    [InlineData(FieldType.Money, "1.234,56")]
    [InlineData(FieldType.Date, "28/02/2026")]
    public void What_is_given_as_an_example_is_accepted(FieldType type, string example) =>
        Assert.False(new FieldReader(new FieldDefinition("f", "Campo", type, true, [], CustomerPart.None, false), ReadingStyle.Spanish).Read(example).IsRefused);
}

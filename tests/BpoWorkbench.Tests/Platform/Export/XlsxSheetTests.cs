using System.Globalization;
using BpoWorkbench.Platform.Export;
using ExcelDataReader;

namespace BpoWorkbench.Tests.Platform.Export;

public sealed class XlsxSheetTests
{
    private static readonly SheetColumn[] Columns = [new("Texto"), new("Entero", SheetType.Whole), new("Importe", SheetType.Money), new("Día", SheetType.Date), new("Momento", SheetType.Moment)];

    [Fact]
    public async Task What_is_written_is_read_again()
    {
        using var stream = new MemoryStream();
        await using (var sheet = XlsxSheet.Start(stream, Columns))
        {
            await sheet.Row(["=1+1 & <ñ>\u0001", 12L, -3.5m, new DateOnly(2026, 11, 22), new DateTime(2026, 11, 22, 19, 30, 0, DateTimeKind.Unspecified)]);
            await sheet.Row([null, null, null, null, null]);
        }

        stream.Position = 0;
        // The reader asks for it before it looks what the file is.
        System.Text.Encoding.RegisterProvider(System.Text.CodePagesEncodingProvider.Instance);
        using var book = ExcelReaderFactory.CreateOpenXmlReader(stream);
        Assert.True(book.Read());
        Assert.Equal("Texto", book.GetString(0));
        Assert.True(book.Read());
        Assert.Equal("=1+1 & <ñ>", book.GetString(0));
        Assert.Equal(12d, book.GetDouble(1));
        Assert.Equal(-3.5d, book.GetDouble(2));
        Assert.Equal(new DateTime(2026, 11, 22, 0, 0, 0, DateTimeKind.Unspecified), book.GetDateTime(3));
        Assert.Equal(new DateTime(2026, 11, 22, 19, 30, 0, DateTimeKind.Unspecified), book.GetDateTime(4));
    }

    [Fact]
    public async Task A_hundred_thousand_rows_do_not_stay_in_memory()
    {
        var path = Path.GetTempFileName();
        try
        {
            await using var file = File.Create(path);
            var sheet = XlsxSheet.Start(file, Columns);
            List<WeakReference> given = [];
            var half = 0L;
            for (var i = 0; i < 100_000; i++)
            {
                half = i == 50_000 ? file.Position : half;
                var text = string.Create(CultureInfo.InvariantCulture, $"Fila {i} con un texto de cierto largo");
                given.Add(new(text));
                await sheet.Row([text, (long)i, 1.25m, null, null]);
            }

            // Neither the rows nor what became of them: half of them given, half of the file written.
            GC.Collect();
            var kept = given.Count(row => row.IsAlive);
            await sheet.DisposeAsync();
            Assert.InRange(kept, 0, 10);
            Assert.InRange(file.Length, 500_000, 20_000_000);
            Assert.InRange(half, file.Length * 0.45, file.Length * 0.55);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+34 612 345 678")]
    [InlineData("-2+3")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tcmd|' /C calc'!A0")]
    public async Task Text_that_a_spreadsheet_would_take_for_a_formula_stays_text(string text)
    {
        using var stream = new MemoryStream();
        await using (var sheet = XlsxSheet.Start(stream, Columns[..1]))
        {
            await sheet.Row([text]);
        }

        using var book = new ClosedXML.Excel.XLWorkbook(stream);
        var cell = book.Worksheet(1).Cell(2, 1);
        Assert.Equal((false, text), (cell.HasFormula, cell.GetString()));

        using var lines = new MemoryStream();
        await using (var sheet = await CsvSheet.Start(lines, Columns[..2], CultureInfo.InvariantCulture))
        {
            await sheet.Row([text, -5]);
        }

        Assert.Equal($"'{text},-5", System.Text.Encoding.UTF8.GetString(lines.ToArray()).Split("\r\n")[1]);
    }

    [Theory]
    [InlineData("es-ES", "Texto;Entero\r\n'=1;5\r\n\"a;b\"\"c\";\r\n")]
    [InlineData("en-GB", "Texto,Entero\r\n'=1,5\r\n\"a;b\"\"c\",\r\n")]
    public async Task Csv_is_what_the_readers_excel_expects(string culture, string expected)
    {
        using var stream = new MemoryStream();
        await using (var sheet = await CsvSheet.Start(stream, Columns[..2], CultureInfo.GetCultureInfo(culture)))
        {
            await sheet.Row(["=1", 5L]);
            await sheet.Row(["a;b\"c", null]);
        }

        Assert.Equal("\uFEFF" + expected.Replace("a;b", "a;b", StringComparison.Ordinal), System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }
}

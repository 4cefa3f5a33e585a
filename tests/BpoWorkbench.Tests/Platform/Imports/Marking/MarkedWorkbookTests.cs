using BpoWorkbench.Platform.Imports.Marking;
using ClosedXML.Excel;

namespace BpoWorkbench.Tests.Platform.Imports.Marking;

public sealed class MarkedWorkbookTests
{
    private static readonly RowMarks[] Problems =
    [
        new(3, "Alta: «31/02/2026» no es una fecha.", [new(1, "«31/02/2026» no es una fecha. Se espera día/mes/año."), new(2, "Es obligatorio.")]),
        new(5, "=HYPERLINK(\"http://mala\")", [new(0, "Ya está en la cola."), new(1, "No es una fecha.")]),
    ];

    private static readonly string[] Written = ["[Content_Types].xml", "xl/styles.xml"];

    [Fact]
    public async Task The_client_gets_the_same_workbook_with_the_wrong_cells_in_red()
    {
        var original = Workbook();
        var (marked, file) = await Books.Mark(original, new MarkedSheet(0, 1, Books.Title), Problems);
        Assert.Equal(".xlsx", file.Ending);
        Assert.Equal(Books.Faults(original), Books.Faults(marked));

        using var before = new XLWorkbook(new MemoryStream(original));
        using var after = new XLWorkbook(new MemoryStream(marked));
        var (was, now) = (before.Worksheet(1), after.Worksheet(1));
        Assert.All(["B3", "C3", "A5", "B5"], cell => Assert.Equal("FFFFCDD2", Books.Colour(marked, cell)));
        Assert.Equal("dd-mmm-yy", now.Cell("B3").Style.NumberFormat.Format);
        Assert.True(now.Cell("B3").Style.Font.Italic);
        Assert.Equal(XLDataType.Text, now.Cell("F5").DataType);
        foreach (var cell in was.CellsUsed(c => true).Where(c => c.Address.ToString() is not ("B3" or "C3" or "A5" or "B5")))
        {
            Assert.Equal((cell.Value, cell.FormulaA1, cell.Style.ToString()), (now.Cell(cell.Address).Value, now.Cell(cell.Address).FormulaA1, now.Cell(cell.Address).Style.ToString()));
        }

        Assert.Equal("SUM(D2:D5)", now.Cell("D6").FormulaA1);
        Assert.Equal(33, now.Column(2).Width, 0.1);
        Assert.Equal(was.MergedRanges.Select(r => r.RangeAddress.ToString()), now.MergedRanges.Select(r => r.RangeAddress.ToString()));
        Assert.Single(now.ConditionalFormats);
        Assert.Single(now.DataValidations);
        Assert.Equal("A1:E5", now.Tables.Single().RangeAddress.ToString());
        Assert.Equal("mira", after.NamedRange("total").Comment);
        Assert.Equal("Otra", after.Worksheet(2).Name);
        AssertPartsAlike(original, marked);
    }

    [Fact]
    public async Task Each_wrong_row_says_in_one_column_what_is_wrong_as_text()
    {
        var marked = await Books.Mark(Workbook(), Problems);
        var rows = Books.Rows(marked).ToDictionary(r => r.Number);
        // Behind the table, which would otherwise need a heading of its own.
        Assert.Equal(Books.Title, rows[1][5]);
        Assert.Equal("Alta: «31/02/2026» no es una fecha.", rows[3][5]);
        Assert.Equal("=HYPERLINK(\"http://mala\")", rows[5][5]);
        Assert.Null(rows[4][5]);
        Assert.Equal("1", Books.Format(marked, "F5", "quotePrefix"));
        Assert.Equal("inlineStr", Books.Xml(marked).Descendants().Single(e => (string?)e.Attribute("r") == "F5").Attribute("t")!.Value);
        using var book = new XLWorkbook(new MemoryStream(marked));
        Assert.True(book.Worksheet(1).Cell("F1").Style.Font.Bold);
        Assert.False(book.Worksheet(1).Cell("F5").HasFormula);
    }

    [Fact]
    public async Task Comments_say_what_is_expected_and_those_of_the_client_stay()
    {
        var marked = await Books.Mark(Workbook(), Problems);
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["A2"] = "Ojo con este",
                ["A5"] = "De la clienta\nBPO Workbench: Ya está en la cola.",
                ["B3"] = "«31/02/2026» no es una fecha. Se espera día/mes/año.",
                ["B5"] = "No es una fecha.",
                ["C3"] = "Es obligatorio.",
            },
            Books.Comments(marked).OrderBy(c => c.Key).ToDictionary(c => c.Key, c => c.Value));
        Assert.Empty(Books.Faults(marked));
    }

    [Fact]
    public async Task A_workbook_without_comments_gets_them()
    {
        var marked = await Books.Mark(Reading.Files.Workbook(("Hoja", [["Id", "Alta"], ["1", "x"]])), new RowMarks(2, "mal", [new(1, "No & <es>\n una fecha")]));
        Assert.Equal("No & <es>\n una fecha", Books.Comments(marked)["B2"]);
        Assert.Empty(Books.Faults(marked));
    }

    [Fact]
    public async Task A_workbook_with_macros_keeps_them_and_its_kind()
    {
        var parts = Books.Parts(Workbook());
        byte[] macros = [.. Enumerable.Range(0, 5_000).Select(i => (byte)(i * 7))];
        parts["xl/vbaProject.bin"] = macros;
        Replace(parts, "[Content_Types].xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml");
        Replace(parts, "[Content_Types].xml", "</Types>", """<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>""");
        Replace(parts, "xl/_rels/workbook.xml.rels", "</Relationships>", """<Relationship Id="vba" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" Target="vbaProject.bin"/></Relationships>""");
        var (marked, file) = await Books.Mark(Books.Zip(parts.Select(p => (p.Key, p.Value))), new MarkedSheet(0, 1, Books.Title), Problems);
        Assert.Equal(new MarkedFile(".xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12"), file);
        Assert.Equal(macros, Books.Parts(marked)["xl/vbaProject.bin"]);
        Assert.Empty(Books.Faults(marked));
    }

    [Fact]
    public async Task Another_sheet_is_marked_where_that_is_the_one()
    {
        var original = Workbook();
        var (marked, _) = await Books.Mark(original, new MarkedSheet(1, 0, Books.Title), new RowMarks(1, "mal", [new(0, "no")]));
        Assert.Equal("mal", Books.Rows(marked, 1)[0][1]);
        Assert.Equal(Books.Parts(original)[Books.Sheet1], Books.Parts(marked)[Books.Sheet1]);
        Assert.Empty(Books.Faults(marked));
    }

    private static void Replace(Dictionary<string, byte[]> parts, string part, string old, string text)
    {
        var before = System.Text.Encoding.UTF8.GetString(parts[part]);
        Assert.Contains(old, before, StringComparison.Ordinal);
        parts[part] = System.Text.Encoding.UTF8.GetBytes(before.Replace(old, text, StringComparison.Ordinal));
    }

    // What is not the sheet, its comments or the formats is the same to the byte.
    private static void AssertPartsAlike(byte[] original, byte[] marked)
    {
        var after = Books.Parts(marked);
        foreach (var (name, bytes) in Books.Parts(original).Where(p => !Written.Contains(p.Key) && p.Key != Books.Sheet1 && !p.Key.Contains("comments", StringComparison.Ordinal) && !p.Key.EndsWith(".vml", StringComparison.Ordinal)))
        {
            Assert.True(bytes.AsSpan().SequenceEqual(after[name]), name);
        }
    }

    private static byte[] Workbook()
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Clientes");
        string[] headings = ["Ref", "Alta", "Nombre", "Saldo", "Estado"];
        for (var column = 0; column < headings.Length; column++)
        {
            sheet.Cell(1, column + 1).Value = headings[column];
        }

        for (var row = 2; row <= 5; row++)
        {
            sheet.Cell(row, 1).Value = $"A{row}";
            sheet.Cell(row, 2).Value = new DateTime(2026, 3, row);
            sheet.Cell(row, 2).Style.NumberFormat.Format = "dd-mmm-yy";
            sheet.Cell(row, 2).Style.Font.Italic = true;
            sheet.Cell(row, 4).Value = row * 12.5;
            sheet.Cell(row, 4).Style.Fill.BackgroundColor = XLColor.LightGreen;
        }

        sheet.Range("A1:E5").CreateTable("Tabla");
        sheet.Cell("D6").FormulaA1 = "SUM(D2:D5)";
        sheet.Range("A8:C8").Merge().Value = "Pie";
        sheet.Column(2).Width = 33;
        sheet.Cell("A2").Comment.AddText("Ojo con este");
        sheet.Cell("A5").Comment.AddText("De la clienta");
        sheet.Range("D2:D5").AddConditionalFormat().WhenGreaterThan(30).Fill.SetBackgroundColor(XLColor.Yellow);
        sheet.Range("E2:E5").SetDataValidation().List("\"abierto,cerrado\"");
        sheet.SheetView.FreezeRows(1);
        book.AddWorksheet("Otra").Cell("A1").Value = "x";
        book.NamedRanges.Add("total", sheet.Range("D6:D6"), "mira");
        using var stream = new MemoryStream();
        book.SaveAs(stream);
        return stream.ToArray();
    }
}

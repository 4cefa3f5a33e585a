using BpoWorkbench.Platform.Imports.Marking;

namespace BpoWorkbench.Tests.Platform.Imports.Marking;

/// <summary>Sheets as other programs write them.</summary>
public sealed class RawSheetTests
{
    [Fact]
    public async Task Cells_that_do_not_say_where_they_are_are_found_and_missing_ones_come_in_order()
    {
        var book = Books.Raw(Books.Sheet("""<sheetData><row><c t="str"><v>a</v></c><c/><c t="str"><v>c</v></c></row><row><c><v>1</v></c><c r="D2" s="1"><v>4</v></c></row><row r="5" spans="1:4"/></sheetData>"""));
        var marked = await Books.Mark(book, new RowMarks(2, "dos", [new(3, "D"), new(1, "B"), new(2, "C"), new(3, "y más")]), new RowMarks(5, "cinco", [new(0, "A")]));
        Assert.Equal("A1 B1 C1 E1 A2 B2 C2 D2 E2 A5 E5", Books.Cells(marked));
        Assert.Equal(["dos"], Books.Rows(marked).Where(r => r.Number == 2).Select(r => r[4]));
        Assert.Equal(["A5 A", "B2 B", "C2 C", "D2 D\ny más"], Books.Comments(marked).Select(c => $"{c.Key} {c.Value}").Order());
        Assert.Equal("164", Books.Format(marked, "D2", "numFmtId"));
        Assert.All(["B2", "C2", "D2", "A5"], cell => Assert.Equal("FFFFCDD2", Books.Colour(marked, cell)));
        Assert.Null(Books.Colour(marked, "A2"));
        Assert.Empty(Books.Faults(marked));
    }

    [Fact]
    public async Task A_missing_cell_takes_the_format_of_its_row_or_column()
    {
        var book = Books.Raw(Books.Sheet("""<cols><col min="2" max="16384" width="9" style="1" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>1</v></c></row><row r="3" s="1" customFormat="1"/></sheetData>"""));
        var marked = await Books.Mark(book, new RowMarks(2, "dos", [new(1, "B")]), new RowMarks(3, "tres", [new(0, "A")]));
        Assert.Equal(("164", "164"), (Books.Format(marked, "B2", "numFmtId"), Books.Format(marked, "A3", "numFmtId")));
        // Columns hidden to the end of the sheet do not hide the summaries.
        Assert.Equal(["2-3 1", "4-4 ", "5-16384 1"], Books.Xml(marked).Descendants().Where(e => e.Name.LocalName == "col").Select(e => $"{(string?)e.Attribute("min")}-{(string?)e.Attribute("max")} {(string?)e.Attribute("hidden")}"));
        Assert.Empty(Books.Faults(marked));
    }

    [Fact]
    public async Task Everything_of_a_sheet_keeps_its_order()
    {
        var book = Books.Raw(
            Books.Sheet("""<dimension ref="B1:C9"/><sheetData><row r="1"><c r="B1" t="str"><v>n</v></c></row><row r="2"><c r="B2"><v>1</v></c></row></sheetData><autoFilter ref="A1:C2"/><mergeCells count="2"><mergeCell ref="A9:E9"/><mergeCell ref="A3:XFD3"/></mergeCells><pageMargins left="1" right="1" top="1" bottom="1" header="1" footer="1"/><tableParts count="1"><tablePart r:id="t"/></tableParts>"""),
            ("xl/worksheets/_rels/sheet1.xml.rels", Books.Relations(("t", "table", "../tables/table1.xml"), ("marks1", "hyperlink", "x"))),
            ("xl/tables/table1.xml", $"""<table xmlns="{Books.Main}" id="1" name="T" displayName="T" ref="G1:H2"><tableColumns count="2"><tableColumn id="1" name="a"/><tableColumn id="2" name="b"/></tableColumns></table>"""));
        var marked = await Books.Mark(book, new RowMarks(2, "mal", [new(1, "B")]));
        Assert.Equal("dimension cols sheetData autoFilter mergeCells pageMargins legacyDrawing tableParts", string.Join(' ', Books.Xml(marked).Elements().Select(e => e.Name.LocalName)));
        Assert.Equal("B1 I1 B2 I2", Books.Cells(marked));
        Assert.Equal("A1:I9", (string?)Books.Xml(marked).Elements().First().Attribute("ref"));
        var ids = Books.Xml(marked, "xl/worksheets/_rels/sheet1.xml.rels").Elements().Select(e => (string)e.Attribute("Id")!).ToList();
        Assert.Equal(ids.Distinct().Count(), ids.Count);
        Assert.Equal(4, ids.Count);
    }

    [Theory]
    [InlineData(Books.Main, Books.Office)]
    [InlineData("http://purl.oclc.org/ooxml/spreadsheetml/main", "http://purl.oclc.org/ooxml/officeDocument/relationships")]
    public async Task Prefixes_and_the_strict_standard_are_kept(string main, string office)
    {
        var parts = Books.Parts(Books.Raw($"""<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1"><x:c r="A1" t="str"><x:v>a</x:v></x:c></x:row><x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>"""));
        var strict = Books.Zip(parts.Select(p => (p.Key, System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(p.Value).Replace(Books.Main, main, StringComparison.Ordinal).Replace(Books.Office, office, StringComparison.Ordinal)))));
        var marked = await Books.Mark(strict, new RowMarks(2, "mal", [new(0, "A")]));
        var sheet = Books.Text(marked, Books.Sheet1);
        Assert.DoesNotContain("<c ", sheet, StringComparison.Ordinal);
        Assert.All(Books.Xml(marked).DescendantsAndSelf(), e => Assert.Equal(main, e.Name.NamespaceName));
        Assert.Contains($"""{office}/comments" """.TrimEnd(), Books.Text(marked, "xl/worksheets/_rels/sheet1.xml.rels"), StringComparison.Ordinal);
        Assert.Contains("""ref="A2" """, Books.Text(marked, "xl/comments1.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_workbook_without_formats_gets_them()
    {
        var book = Books.Raw(
            Books.Sheet("""<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>"""),
            ("xl/styles.xml", null), ("xl/_rels/workbook.xml.rels", Books.Relations(("r1", "worksheet", "worksheets/sheet1.xml"))));
        var (marked, _) = await Books.Mark(book, new MarkedSheet(0, 0, Books.Title), new RowMarks(1, "mal", [new(0, "A")]));
        Assert.Contains(Books.Parts(marked).Keys, name => name.StartsWith("xl/styles", StringComparison.Ordinal));
        Assert.Equal("mal", Books.Rows(marked)[0][1]);
        Assert.Equal(["A1"], Books.Comments(marked).Keys);
        Assert.Empty(Books.Faults(marked));
    }

    [Fact]
    public async Task A_sheet_used_to_its_last_column_is_marked_without_summaries()
    {
        var book = Books.Raw(Books.Sheet("""<sheetData><row r="1"><c r="XFD1" t="str"><v>a</v></c></row><row r="2"><c r="XFD2"><v>1</v></c></row></sheetData>"""));
        var marked = await Books.Mark(book, new RowMarks(2, "mal", [new(16_383, "último"), new(16_384, "fuera"), new(-1, "fuera")]));
        Assert.Equal("XFD1 XFD2", Books.Cells(marked));
        Assert.Equal(["XFD2"], Books.Comments(marked).Keys);
        Assert.Empty(Books.Faults(marked));
    }

    [Fact]
    public async Task Texts_with_line_ends_and_blanks_stay_as_they_are()
    {
        var book = Books.Raw(Books.Sheet("""<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a&#13;&#10;b&#9; </t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t xml:space="preserve"> a&#13;&#10;b </t></is></c></row></sheetData>"""));
        var marked = await Books.Mark(book, new RowMarks(2, "una\r\ncosa _x0041_ \U0001F600\uD800\u0001", [new(0, "A")]));
        var rows = Books.Rows(marked);
        Assert.Equal(Books.Rows(book).Select(r => r[0]), rows.Select(r => r[0]));
        Assert.Equal("una\r\ncosa _x0041_ \U0001F600", rows[1][1]);
        Assert.Empty(Books.Faults(marked));
    }

    [Fact]
    public async Task Shapes_of_buttons_stay_though_they_are_no_xml()
    {
        const string Button = """<v:shape id="_x0000_s3000" type="#_x0000_t201"><v:textbox><div><font>Pulse<br>aquí</font></div></v:textbox><x:ClientData ObjectType="Button"><x:Row>1</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>""";
        var book = Books.Raw(
            Books.Sheet("""<sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2"><v>1</v></c></row></sheetData><legacyDrawing r:id="s"/>"""),
            ("xl/worksheets/_rels/sheet1.xml.rels", Books.Relations(("s", "vmlDrawing", "../drawings/vmlDrawing1.vml"))),
            ("xl/drawings/vmlDrawing1.vml", $"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel">{Button}</xml> """));
        var marked = await Books.Mark(book, new RowMarks(2, "mal", [new(0, "A")]));
        var shapes = Books.Text(marked, "xl/drawings/vmlDrawing1.vml");
        Assert.Contains(Button, shapes, StringComparison.Ordinal);
        Assert.Contains("""id="_x0000_s3001" type="#_x0000_t202" """, shapes, StringComparison.Ordinal);
        Assert.Single(Books.Xml(marked).Elements(), e => e.Name.LocalName == "legacyDrawing");
    }

    [Fact]
    public async Task A_conversation_is_left_alone()
    {
        var book = Books.Raw(
            Books.Sheet("""<sheetData><row r="1"><c r="A1" t="str"><v>a</v></c></row><row r="2"><c r="A2"><v>1</v></c></row></sheetData>"""),
            ("xl/worksheets/_rels/sheet1.xml.rels", Books.Relations(("c", "comments", "../comments7.xml"))),
            ("xl/comments7.xml", $"""<comments xmlns="{Books.Main}"><authors><author>tc=1</author></authors><commentList><comment ref="A2" authorId="0"><text><t>hilo</t></text></comment></commentList></comments>"""));
        var marked = await Books.Mark(book, new RowMarks(2, "mal", [new(0, "A")]));
        Assert.Equal("hilo", Books.Xml(marked, "xl/comments7.xml").Descendants().Single(e => e.Name.LocalName == "comment").Value);
        Assert.Equal("FFFFCDD2", Books.Colour(marked, "A2"));
    }
}

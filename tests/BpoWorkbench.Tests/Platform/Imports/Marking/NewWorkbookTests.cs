using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports.Marking;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Tests.Platform.Imports.Marking;

/// <summary>Files that cannot be kept as they are.</summary>
public sealed class NewWorkbookTests
{
    private static readonly MarkedSheet Sheet = new(0, 3, Books.Title);

    [Fact]
    public async Task A_text_file_comes_back_as_a_workbook_with_the_same_rows_and_the_marks()
    {
        var original = Encoding.UTF8.GetBytes("Informe\n\nRef;Alta\n007;31/02/2026\n=1+1;\n");
        var (marked, file) = await Books.Mark(original, Sheet, new RowMarks(4, "Alta: no es una fecha.", [new(1, "no es una fecha")]), new RowMarks(5, "Alta: es obligatorio.", [new(1, "es obligatorio")]));
        Assert.Equal(".xlsx", file.Ending);
        Assert.Empty(Books.Faults(marked));
        Assert.Equal(
            [["Informe"], ["Ref", "Alta", Books.Title], ["007", "31/02/2026", "Alta: no es una fecha."], ["=1+1", null, "Alta: es obligatorio."]],
            Books.Rows(marked).Select(r => r.Cells));
        Assert.Equal([1, 3, 4, 5], Books.Rows(marked).Select(r => r.Number));
        Assert.Equal(["B4", "B5"], Books.Comments(marked).Keys);
        Assert.Equal("FFFFCDD2", Books.Colour(marked, "B5"));
        Assert.Equal("1", Books.Format(marked, "A5", "quotePrefix"));
    }

    [Fact]
    public async Task Values_keep_their_types()
    {
        object?[][] rows =
        [
            ["texto", 1.5, true, new DateTime(2026, 2, 28), new DateTime(2026, 2, 28, 9, 30, 0), new TimeSpan(1, 2, 30, 0), new DateTime(1900, 1, 5), -0.25],
            [null, 12345678901234, false],
        ];
        var kept = await New(Files(rows), new MarkedSheet(0, 0, Books.Title));
        Assert.Equal(Books.Rows(Files(rows)).SelectMany(r => r.Cells).Select(CellText.Of), Books.Rows(kept).SelectMany(r => r.Cells).Select(CellText.Of));
        Assert.Equal(Books.Rows(Files(rows)).SelectMany(r => r.Cells), Books.Rows(kept).SelectMany(r => r.Cells));
        Assert.Empty(Books.Faults(kept));
    }

    [Fact]
    public async Task What_only_reading_opens_is_marked_all_the_same()
    {
        // As a workbook behind a password comes: a container that the caller knows how to open.
        var locked = new byte[4096];
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(locked);
        using var from = new MemoryStream(locked);
        using var to = new MemoryStream();
        await MarkedWorkbook.Write(from, () => Reading.Files.Text("Ref\nA1\n"), new MarkedSheet(0, 1, Books.Title), Books.Stream([new RowMarks(2, "mal", [new(0, "no")])]), to);
        Assert.Equal([["Ref", Books.Title], ["A1", "mal"]], Books.Rows(to.ToArray()).Select(r => r.Cells));
    }

    [Fact]
    public async Task A_workbook_with_a_fault_that_reading_does_not_see_comes_back_new()
    {
        var book = Books.Raw(
            Books.Sheet("""<sheetData><row r="1"><c r="A1" t="str"><v>Ref</v></c></row><row r="2"><c r="A2"><v>1</v></c></row></sheetData>"""),
            ("xl/worksheets/_rels/sheet1.xml.rels", Books.Relations(("c", "comments", "../comments7.xml"))),
            ("xl/comments7.xml", """<!DOCTYPE comments [<!ENTITY e SYSTEM "file:///etc/passwd">]><comments>&e;</comments>"""));
        var marked = await Books.Mark(book, new RowMarks(2, "mal", [new(0, "no")]));
        Assert.Equal([["Ref", Books.Title], [1d, "mal"]], Books.Rows(marked).Select(r => r.Cells));
        Assert.DoesNotContain("xl/comments7.xml", Books.Parts(marked).Keys);
        Assert.Empty(Books.Faults(marked));
    }

    [Fact]
    public async Task A_picture_that_inflates_without_end_is_not_copied()
    {
        var parts = Books.Parts(Books.Raw(Books.Sheet("""<sheetData><row r="1"><c r="A1" t="str"><v>Ref</v></c></row></sheetData>""")));
        parts["xl/media/image1.png"] = new byte[80 << 20];
        using var from = new MemoryStream(Books.Zip(parts.Select(p => (p.Key, p.Value))));
        using var to = new MemoryStream();
        await MarkedWorkbook.Write(from, () => Reading.Files.Text("Ref\n"), new MarkedSheet(0, 1, Books.Title), Books.Stream([]), to);
        Assert.DoesNotContain("xl/media/image1.png", Books.Parts(to.ToArray()).Keys);
    }

    [Fact]
    public async Task What_is_no_table_is_refused() =>
        Assert.Equal("file.not-a-workbook", (await Assert.ThrowsAsync<Refusal>(() => Books.Mark(Encoding.UTF8.GetBytes("%PDF-1.7"), Sheet))).Code);

    private static byte[] Files(object?[][] rows) => Reading.Files.Workbook(("Hoja", rows));

    // By way of a file that cannot be kept.
    private static async Task<byte[]> New(byte[] workbook, MarkedSheet sheet)
    {
        using var from = new MemoryStream(Encoding.UTF8.GetBytes("texto"));
        using var to = new MemoryStream();
        await MarkedWorkbook.Write(from, () => SheetFile.Open(new MemoryStream(workbook), "clientes"), sheet, Books.Stream([]), to);
        return to.ToArray();
    }
}

using BpoWorkbench.Platform.Imports.Marking;
using ClosedXML.Excel;

namespace BpoWorkbench.Tests.Platform.Imports.Marking;

/// <summary>A marked workbook that was mended in part and sent again.</summary>
public sealed class SecondRoundTests
{
    [Fact]
    public async Task Marks_of_what_was_mended_go_and_the_column_is_written_anew()
    {
        var first = await Books.Mark(Original(), new RowMarks(2, "dos", [new(0, "a2"), new(1, "b2")]), new RowMarks(3, "tres", [new(1, "b3")]), new RowMarks(4, "cuatro", [new(1, "b4")]));
        var second = await Books.Mark(Resaved(first), new RowMarks(3, "sigue mal", [new(1, "b3 otra vez")]), new RowMarks(5, "cinco", [new(0, "a5")]));

        Assert.Equal(["Ref", "Alta", Books.Title], Books.Rows(second)[0].Cells);
        Assert.Equal([Books.Title, null, "sigue mal", null, "cinco"], Books.Rows(second).Select(r => r[2]));
        Assert.Equal(
            ["A2 De la clienta", "A5 a5", "B3 b3 otra vez"],
            Books.Comments(second).Select(c => $"{c.Key} {c.Value}").Order());
        Assert.Equal(["B3", "A5"], new[] { "A2", "B2", "B3", "B4", "A5", "B5" }.Where(cell => Books.Colour(second, cell) == "FFFFCDD2"));
        // The format that the cell had is what stays of it.
        Assert.Equal(Books.Format(first, "B5", "numFmtId"), Books.Format(second, "B4", "numFmtId"));
        Assert.Empty(Books.Faults(second));
    }

    [Fact]
    public async Task A_column_of_the_clients_own_is_never_taken_for_ours()
    {
        var first = await Books.Mark(Original(), new RowMarks(2, "dos", [new(0, "a2")]));
        var second = (await Books.Mark(Resaved(first), new MarkedSheet(0, 1, "Otro título"), new RowMarks(3, "tres", [new(1, "b3")]))).Bytes;
        Assert.Equal(["A2", "mendado", "dos"], Books.Rows(second)[1].Cells);
        Assert.Equal(["Ref", "Alta", Books.Title, "Otro título"], Books.Rows(second)[0].Cells);
    }

    private static byte[] Original()
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Hoja");
        sheet.Cell("A1").Value = "Ref";
        sheet.Cell("B1").Value = "Alta";
        for (var row = 2; row <= 5; row++)
        {
            sheet.Cell(row, 1).Value = $"A{row}";
            sheet.Cell(row, 2).Value = "x";
            sheet.Cell(row, 2).Style.NumberFormat.Format = "dd-mmm-yy";
        }

        sheet.Cell("A2").Comment.AddText("De la clienta");
        return Saved(book);
    }

    // By another program, which shares texts and puts formats and shapes in its own order.
    private static byte[] Resaved(byte[] marked)
    {
        using var book = new XLWorkbook(new MemoryStream(marked));
        book.Worksheet(1).Cell("B2").Value = "mendado";
        return Saved(book);
    }

    private static byte[] Saved(XLWorkbook book)
    {
        using var stream = new MemoryStream();
        book.SaveAs(stream);
        return stream.ToArray();
    }
}

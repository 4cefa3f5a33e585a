using BpoWorkbench.Platform.Imports.Reading;
using ClosedXML.Excel;

namespace BpoWorkbench.Tests.Platform.Imports.Reading;

public sealed class HiddenRowsTests
{
    [Fact]
    public void What_a_filter_hides_is_read_and_counted()
    {
        using var file = Files.Bytes(Book(700, hidden: row => row % 2 == 0));
        var preview = SheetPreview.Of(file);
        var hidden = new HiddenRows(preview.HeaderRow);
        var columns = ColumnGuess.Of(hidden.Pass(file.Rows()), preview);
        Assert.Equal(["Ref", "Nombre", "Interno"], columns.Select(column => column.Field.Label));
        Assert.Equal((350, true), (hidden.Found, hidden.IsAll));
        Assert.Equal(1, file.Sheets[0].HiddenColumns);
        Assert.Equal(701, file.Rows().Count());
    }

    [Fact]
    public void Of_more_rows_than_are_watched_it_is_said_that_there_may_be_more()
    {
        using var file = Files.Bytes(Book(300, hidden: row => row > 60));
        var preview = SheetPreview.Of(file);
        var hidden = new HiddenRows(preview.HeaderRow);
        _ = ColumnGuess.Of(hidden.Pass(file.Rows()), preview, sampleRows: 50, watchedRows: 100);
        Assert.False(hidden.IsAll);
        Assert.InRange(hidden.Found, 40, 42);
    }

    [Fact]
    public void Where_nothing_is_hidden_nothing_is_said()
    {
        using var file = Files.Bytes(Files.Workbook(("Clientes", [["Ref", "Nombre"], ["1", "Ana"]])));
        var hidden = new HiddenRows(1);
        Assert.Equal(2, hidden.Pass(file.Rows()).Count());
        Assert.Equal((0, 0), (hidden.Found, file.Sheets[0].HiddenColumns));
    }

    internal static byte[] Book(int rows, Func<int, bool> hidden)
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Clientes");
        (sheet.Cell(1, 1).Value, sheet.Cell(1, 2).Value, sheet.Cell(1, 3).Value) = ("Ref", "Nombre", "Interno");
        for (var row = 2; row <= rows + 1; row++)
        {
            (sheet.Cell(row, 1).Value, sheet.Cell(row, 2).Value, sheet.Cell(row, 3).Value) = ($"R-{row}", $"Persona {row}", "x");
            if (hidden(row))
            {
                sheet.Row(row).Hide();
            }
        }

        sheet.Column(3).Hide();
        using var content = new MemoryStream();
        book.SaveAs(content);
        return content.ToArray();
    }
}

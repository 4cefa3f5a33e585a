using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Tests.Platform.Imports.Reading;

public sealed class SheetFileTests
{
    private static readonly object?[][] Rows = [["Id", "Alta", "Saldo", "Activo"], [1d, new DateTime(2026, 3, 3), 12.5, true], [], ["dos", null, null, null]];

    [Fact]
    public void A_workbook_is_read_whatever_its_name_says()
    {
        using var file = Files.Bytes(Files.Workbook(("Clientes", Rows), ("Otra", [["x"]])));
        Assert.Equal(["Clientes", "Otra"], file.Sheets.Select(sheet => sheet.Name));
        Assert.Equal(4, file.Sheets[0].Rows);
        var rows = file.Rows().ToList();
        Assert.Equal([1, 2, 4], rows.Select(row => row.Number));
        Assert.Equal([1d, new DateTime(2026, 3, 3), 12.5, true], rows[1].Cells);
        Assert.Equal(["dos"], rows[2].Cells);
        Assert.Equal("x", file.Rows(1).Single()[0]);
        Assert.Equal(3, file.Rows().Count());
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("windows-1252")]
    public void A_text_file_is_read_in_its_own_encoding(string encoding)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        using var file = Files.Text("Nombre;Población\r\nÁngeles;Cañete\r\n", Encoding.GetEncoding(encoding));
        Assert.Equal(["Nombre", "Población", "Ángeles", "Cañete"], file.Rows().SelectMany(row => row.Cells));
    }

    [Fact]
    public void Wide_text_needs_no_mark_at_its_start()
    {
        using var file = Files.Bytes(Encoding.Unicode.GetBytes("Nombre;Saldo\nÁngeles;1\n"));
        Assert.Equal(["Nombre", "Saldo", "Ángeles", "1"], file.Rows().SelectMany(row => row.Cells));
    }

    [Fact]
    public void The_only_accent_may_stand_in_the_last_row()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = string.Concat(Enumerable.Repeat("Nombre;Ciudad\n", 20_000)) + "José;León";
        using var file = Files.Bytes(Encoding.GetEncoding(1252).GetBytes(text));
        Assert.Equal(["José", "León"], file.Rows().Last().Cells);
        Assert.Equal(20_001, file.Sheets[0].Rows);
    }

    [Theory]
    [InlineData(';')]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData('|')]
    public void The_separator_is_found(char separator)
    {
        using var file = Files.Text($"a{separator}b{separator}c\n\"1{separator}5\"{separator}2{separator}3\n");
        Assert.Equal([["a", "b", "c"], [$"1{separator}5", "2", "3"]], file.Rows().Select(row => row.Cells));
    }

    [Fact]
    public void Decimal_commas_do_not_pass_for_separators()
    {
        using var file = Files.Text("ref;importe;saldo\n1;12,50;3,10\n2;1,00;4,20\n");
        Assert.All(file.Rows(), row => Assert.Equal(3, row.Cells.Length));
    }

    [Fact]
    public void A_separator_declared_for_Excel_is_obeyed()
    {
        using var file = Files.Text("sep=|\na|b;c;d\n");
        var row = file.Rows().Single();
        Assert.Equal(2, row.Number);
        Assert.Equal(["a", "b;c;d"], row.Cells);
    }

    [Fact]
    public void Quoted_line_breaks_and_blank_lines_keep_rows_together_and_numbered()
    {
        using var file = Files.Text("a;b\n\n\"uno\ndos\";\"di \"\"hola\"\"\"\n;;\nfin;x");
        Assert.Equal([1, 3, 5], file.Rows().Select(row => row.Number));
        Assert.Equal(["uno\ndos", "di \"hola\""], file.Rows().ElementAt(1).Cells);
    }

    [Fact]
    public void A_quote_that_nobody_closes_is_refused_before_it_swallows_the_file()
    {
        var text = "a;b\n\"" + string.Concat(Enumerable.Repeat("nombre;ciudad\n", 200_000));
        using var file = Files.Text(text);
        var refusal = Assert.Throws<Refusal>(() => file.Rows().Count());
        Assert.Equal(("file.limit.record", 2), (refusal.Code, refusal.Args[0]));
    }

    [Theory]
    [InlineData("", "file.empty")]
    [InlineData("%PDF-1.7 hola", "file.not-a-workbook")]
    [InlineData("<html><table><tr><td>1</td></tr></table>", "file.not-a-workbook")]
    [InlineData("\uFEFF<?xml version=\"1.0\"?><Workbook/>", "file.not-a-workbook")]
    [InlineData("\u0001\u0002\u0003 hola", "file.not-a-workbook")]
    [InlineData("PK\u0003\u0004 broken", "file.damaged")]
    public void What_is_no_table_is_refused_with_its_reason(string content, string code) =>
        Assert.Equal(code, Files.RefusalOf(() => Files.Bytes(Encoding.UTF8.GetBytes(content))));

    [Fact]
    public void A_zip_that_is_no_workbook_is_refused() =>
        Assert.Equal("file.not-a-workbook", Files.RefusalOf(() => Files.Bytes(Zips.Of(("word/document.xml", new byte[10])))));

    [Fact]
    public void A_file_cut_short_is_refused_and_never_crashes()
    {
        var whole = Files.Workbook(("Clientes", Rows));
        for (var length = 10; length < whole.Length; length += 97)
        {
            try
            {
                using var file = Files.Bytes(whole[..length]);
                _ = file.Sheets;
                _ = file.Rows().Count();
            }
            catch (Refusal refusal)
            {
                Assert.StartsWith("file.", refusal.Code, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_file_whose_bytes_lie_is_read_or_refused_and_never_crashes()
    {
        var whole = Files.Workbook(("Clientes", Rows));
        var random = new Random(7);
        for (var attempt = 0; attempt < 300; attempt++)
        {
            var bytes = (byte[])whole.Clone();
            for (var i = 0; i < 5; i++)
            {
                bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                using var file = Files.Bytes(bytes);
                _ = file.Sheets;
                _ = file.Rows().Count();
            }
            catch (Refusal refusal)
            {
                Assert.StartsWith("file.", refusal.Code, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_workbook_that_inflates_beyond_the_limits_is_refused_before_it_is_read()
    {
        var bomb = Zips.Of(("xl/workbook.xml", new byte[10]), ("xl/worksheets/sheet1.xml", Zips.Tags(5 << 20)));
        Assert.Equal("file.limit.inflated", Files.RefusalOf(() => Files.Bytes(bomb, new ReadingLimits { InflatedBytes = 4 << 20 })));
        Assert.Equal("file.limit.entries", Files.RefusalOf(() => Files.Bytes(bomb, new ReadingLimits { Entries = 1 })));
        Assert.Equal("file.limit.bytes", Files.RefusalOf(() => Files.Bytes(bomb, new ReadingLimits { FileBytes = 100 })));
        var texts = Zips.Of(("xl/workbook.xml", new byte[10]), ("xl/sharedStrings.xml", Zips.Tags(5 << 20)));
        Assert.Equal("file.limit.held", Files.RefusalOf(() => Files.Bytes(texts, new ReadingLimits { HeldBytes = 4 << 20 })));
        var packed = Zips.Of(("xl/workbook.xml", new byte[10]), ("xl/worksheets/sheet1.xml", Zips.Tags(80 << 20)));
        Assert.Equal("file.limit.ratio", Files.RefusalOf(() => Files.Bytes(packed)));
    }

    [Theory]
    [InlineData("ZZZZZZ1", "file.limit.columns")]
    [InlineData("A1048577000", "file.limit.rows")]
    public void A_sheet_that_claims_the_impossible_is_refused_before_room_is_made_for_it(string cell, string code)
    {
        var bytes = Zips.Replaced(Files.Workbook(("Clientes", [["x"]])), "xl/worksheets/sheet1.xml", xml =>
            xml.Replace("r=\"A1\"", $"r=\"{cell}\"", StringComparison.Ordinal).Replace("<x:row r=\"1\"", $"<x:row r=\"{cell.TrimStart('A', 'Z')}\"", StringComparison.Ordinal));
        Assert.Equal(code, Files.RefusalOf(() =>
        {
            using var file = Files.Bytes(bytes);
            return file.Rows().Count();
        }));
    }
}

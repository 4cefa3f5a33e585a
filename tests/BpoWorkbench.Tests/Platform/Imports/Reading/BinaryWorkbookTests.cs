using System.IO.Compression;
using System.Text;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Tests.Platform.Imports.Reading;

public sealed class BinaryWorkbookTests
{
    private const string Relations =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + "<Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.bin\"/></Relationships>";

    // General, dd/mm/yyyy, a format of the file's own, [h]:mm.
    private static readonly byte[] Styles =
        Join(Record(44, I16(170), Text("dd\" de \"mmm")), Record(47, new byte[16]), Record(617), Record(47, I16(0), I16(0)), Record(47, I16(0), I16(14)), Record(47, I16(0), I16(170)), Record(47, I16(0), I16(46)), Record(618));

    [Fact]
    public void Every_kind_of_cell_of_a_binary_workbook_is_read()
    {
        var sheet = Join(
            Record(148, I32(0), I32(4), I32(0), I32(3)), Record(145),
            Record(0, I32(1), new byte[13]),
            Record(7, Cell(0, 0), I32(1)), Record(2, Cell(1, 0), I32((1234 << 2) | 3)), Record(5, Cell(3, 0), BitConverter.GetBytes(0.5)),
            Record(0, I32(4), new byte[13]),
            Record(5, Cell(0, 1), BitConverter.GetBytes(46084d)), Record(2, Cell(1, 2), I32((46085 << 2) | 2)), Record(9, Cell(2, 3), BitConverter.GetBytes(1.25)),
            Record(4, Cell(3, 0), [1]), Record(3, Cell(4, 0), [0x2A]), Record(6, Cell(5, 0), Text("en línea")), Record(62, Cell(6, 0), [0], Text("rico")), Record(1, Cell(9, 0)),
            Record(146), Record(0, I32(9), new byte[13]), Record(7, Cell(0, 0), I32(0)));
        using var file = Files.Bytes(Workbook(sheet));
        Assert.Equal(new SheetInfo(0, "Clientes", 5, true), file.Sheets.Single());
        var rows = file.Rows().ToList();
        Assert.Equal([2, 5], rows.Select(row => row.Number));
        Assert.Equal(["Ángeles", 12.34, null, 0.5], rows[0].Cells);
        Assert.Equal([new DateTime(2026, 3, 3), new DateTime(2026, 3, 4), new TimeSpan(30, 0, 0), true, "#N/A", "en línea", "rico"], rows[1].Cells);
    }

    [Fact]
    public void Days_counted_from_1904_are_the_same_days()
    {
        var sheet = Join(Record(145), Record(0, I32(0), new byte[13]), Record(5, Cell(0, 1), BitConverter.GetBytes(46084d - 1462)), Record(146));
        using var file = Files.Bytes(Workbook(sheet, uses1904: true));
        Assert.Equal(new DateTime(2026, 3, 3), file.Rows().Single()[0]);
    }

    [Fact]
    public void Bytes_that_lie_are_refused()
    {
        var begin = Join(Record(145), Record(0, I32(0), new byte[13]));
        byte[][] lies =
        [
            Join(begin, Record(7, Cell(0, 0), I32(99))), Join(begin, Record(6, Cell(0, 0), I32(int.MaxValue))),
            Join(begin, Record(0, I32(0), new byte[13])), Join(begin, [7, 0xFF, 0xFF, 0xFF, 0x7F]), Join(begin, [7, 12, 0]),
        ];
        foreach (var sheet in lies)
        {
            using var file = Files.Bytes(Workbook(sheet));
            Assert.Equal("file.damaged", Files.RefusalOf(() => file.Rows().Count()));
        }
    }

    [Fact]
    public void What_lies_beyond_the_limits_is_refused_as_such()
    {
        var begin = Join(Record(145), Record(0, I32(0), new byte[13]));
        Assert.Equal("file.limit.columns", RefusalOf(Join(begin, Record(7, Cell(20_000, 0), I32(0)))));
        Assert.Equal("file.limit.rows", RefusalOf(Join(begin, Record(0, I32(2_000_000), new byte[13]))));

        static string RefusalOf(byte[] sheet)
        {
            using var file = Files.Bytes(Workbook(sheet));
            return Files.RefusalOf(() => file.Rows().Count());
        }
    }

    /// <summary>The smallest there is.</summary>
    internal static byte[] Small() => Workbook(Join(Record(145), Record(146)));

    private static byte[] Workbook(byte[] sheet, bool uses1904 = false)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part(zip, "xl/workbook.bin", Join(Record(153, I32(uses1904 ? 1 : 0)), Record(156, I32(1), I32(1), Text("r1"), Text("Clientes"))));
            Part(zip, "xl/_rels/workbook.bin.rels", Encoding.UTF8.GetBytes(Relations));
            Part(zip, "xl/sharedStrings.bin", Join(Record(19, [0], Text("x")), Record(19, [0], Text("Ángeles"))));
            Part(zip, "xl/styles.bin", Styles);
            Part(zip, "xl/worksheets/sheet1.bin", sheet);
        }

        return stream.ToArray();
    }

    private static void Part(ZipArchive zip, string name, byte[] bytes)
    {
        using var part = zip.CreateEntry(name).Open();
        part.Write(bytes);
    }

    private static byte[] Record(int type, params byte[][] parts)
    {
        var body = Join(parts);
        byte[] head = type < 128 ? [(byte)type] : [(byte)(type | 0x80), (byte)(type >> 7)];
        byte[] size = body.Length < 128 ? [(byte)body.Length] : [(byte)(body.Length | 0x80), (byte)(body.Length >> 7)];
        return Join(head, size, body);
    }

    private static byte[] Cell(int column, int style) => Join(I32(column), I32(style));

    private static byte[] Text(string text) => Join(I32(text.Length), Encoding.Unicode.GetBytes(text));

    private static byte[] I32(int value) => BitConverter.GetBytes(value);

    private static byte[] I16(short value) => BitConverter.GetBytes(value);

    private static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}

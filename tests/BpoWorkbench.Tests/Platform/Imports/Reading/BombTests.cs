using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports.Reading;
using BpoWorkbench.Shell;
using BpoWorkbench.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Imports.Reading;

public sealed class BombTests
{
    private const string Sheet = "xl/worksheets/sheet1.xml";
    private const string Texts = "xl/sharedStrings.xml";
    private static readonly byte[] Book = Files.Workbook(("Clientes", [["Nombre"], ["Ana"]]));

    [Theory]
    [InlineData(Sheet)]
    [InlineData(Texts)]
    [InlineData("xl/workbook.xml")]
    [InlineData("xl/styles.xml")]
    public void Entities_that_multiply_are_refused_wherever_they_stand(string part)
    {
        var laughs = string.Concat(Enumerable.Range(1, 9).Select(i => $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">"));
        Assert.Equal("file.damaged", RefusalOf(WithType(part, $"<!ENTITY l0 \"ja\">{laughs}", "&l9;")));
    }

    [Theory]
    [InlineData(Sheet)]
    [InlineData(Texts)]
    public void Nothing_is_fetched_for_a_workbook(string part)
    {
        var secret = Path.GetTempFileName();
        try
        {
            File.WriteAllText(secret, "de otro");
            Assert.Equal("file.damaged", RefusalOf(WithType(part, $"<!ENTITY l0 SYSTEM \"{new Uri(secret)}\">", "&l0;")));
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Fact]
    public void A_binary_workbook_has_no_entities_either() =>
        Assert.Equal("file.damaged", RefusalOf(Zips.Replaced(BinaryWorkbookTests.Small(), "xl/_rels/workbook.bin.rels", xml => $"<!DOCTYPE r [<!ENTITY e \"ja\">]>{xml}")));

    [Fact]
    public void Too_many_parts_are_refused_whatever_the_archive_says_of_itself()
    {
        var many = Zips.Of(Enumerable.Range(0, 6_000).Select(i => ($"xl/{i}.png", Array.Empty<byte>())).Append(("xl/workbook.xml", [])));
        Assert.Equal("file.limit.entries", RefusalOf(many));
        BinaryPrimitives.WriteUInt16LittleEndian(many.AsSpan(many.Length - 12), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(many.AsSpan(many.Length - 14), 1);
        Assert.Equal("file.limit.entries", RefusalOf(many));
    }

    [Fact]
    public void A_sheet_that_claims_more_cells_than_anybody_could_look_at_is_refused() =>
        Assert.Equal("file.limit.cells", RefusalOf(WithCells("<x:row r=\"1\"><x:c r=\"XFD1\"><x:v>1</x:v></x:c></x:row><x:row r=\"1048576\"><x:c r=\"A1048576\"><x:v>1</x:v></x:c></x:row>")));

    [Fact]
    public void A_sheet_with_a_cell_at_its_last_row_is_read() =>
        Assert.Equal([1_048_576], Files.Bytes(WithCells("<x:row r=\"1048576\"><x:c r=\"C1048576\"><x:v>1</x:v></x:c></x:row>")).Rows().Select(row => row.Number));

    [Theory]
    [InlineData("", "", "a")]
    [InlineData("<![CDATA[", "]]>", "<a></a>")]
    [InlineData("a", "a", "a<!-- <a> -->")]
    [InlineData("a", "a", "a<?a <a>?>")]
    public void A_text_without_end_is_refused_however_it_is_written(string begin, string end, string unit)
    {
        var text = begin + string.Concat(Enumerable.Repeat(unit, 20_000_000 / unit.Length)) + end;
        Assert.Equal("file.limit.text", RefusalOf(WithCells($"<x:row r=\"1\"><x:c r=\"A1\" t=\"inlineStr\"><x:is><x:t>{text}</x:t></x:is></x:c></x:row>")));
    }

    [Fact]
    public void Many_texts_are_not_one_long_one() =>
        Assert.Equal(200_000, Files.Bytes(WithCells(string.Concat(Enumerable.Repeat("<x:row><x:c t=\"inlineStr\"><x:is><x:t><![CDATA[<uno>]]><!-- y --> dos</x:t></x:is></x:c></x:row>", 200_000)))).Rows().Count());

    [Fact]
    public void A_picture_with_the_name_of_a_workbook_is_refused() =>
        Assert.Equal("file.not-a-workbook", RefusalOf([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, .. "IHDR"u8]));

    [Fact]
    public void A_text_file_with_too_many_columns_is_refused_and_not_cut() =>
        Assert.Equal("file.limit.columns", Files.RefusalOf(() => Files.Bytes(Encoding.UTF8.GetBytes("a;b;c\n1;2;3\n"), new ReadingLimits { Columns = 2 }).Rows().Count()));

    [Fact]
    public async Task Every_limit_is_named_in_its_sentence_and_is_a_setting()
    {
        await using var workbench = await Workbench.Start(new WorkbenchSetup { Settings = new() { ["Imports:FileBytes"] = "100", ["Imports:Entries"] = "7" } });
        var limits = workbench.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ReadingLimits>>().Value;
        Assert.Equal((100, 7, new ReadingLimits().Rows), (limits.FileBytes, limits.Entries, limits.Rows));
        await using var scope = workbench.Services.CreateAsyncScope();
        var sentences = scope.ServiceProvider.GetRequiredService<Sentences>();
        Assert.Contains("200 MB", Say(new ReadingLimits().FileBytes), StringComparison.Ordinal);
        foreach (var limited in (ReadingLimits[])[new() { Entries = 3 }, new() { InflatedBytes = 3_000 }, new() { HeldBytes = 30 }, new() { HeldElements = 3 }, new() { Rows = 1 }, new() { Columns = 1 }, new() { Cells = 1 }])
        {
            var refusal = Assert.Throws<Refusal>(() => Files.Bytes(Files.Workbook(("Clientes", [["a", "b"], ["c", "d"]])), limited).Rows().Count());
            var sentence = sentences.For(refusal);
            Assert.StartsWith("file.limit.", refusal.Code, StringComparison.Ordinal);
            Assert.All(refusal.Args, arg => Assert.Contains(string.Format(CultureInfo.CurrentCulture, "{0:N0}", arg).Trim(), sentence.Replace(",0", "", StringComparison.Ordinal), StringComparison.Ordinal));
        }

        string Say(long bytes) => sentences.For(new Refusal("file.limit.bytes", ReadingLimits.Megabytes(bytes)));
    }

    private static byte[] WithType(string part, string entities, string use) => Zips.Replaced(Book, part, xml =>
    {
        var root = xml.IndexOf("<x:", StringComparison.Ordinal);
        var end = xml.LastIndexOf("</x:", StringComparison.Ordinal);
        return $"{xml[..root]}<!DOCTYPE r [{entities}]>{xml[root..end]}<x:u>{use}</x:u>{xml[end..]}";
    });

    private static byte[] WithCells(string rows) => Zips.Replaced(Book, Sheet, xml =>
    {
        var data = xml.IndexOf("<x:sheetData>", StringComparison.Ordinal) + "<x:sheetData>".Length;
        return xml[..data] + rows + xml[xml.IndexOf("</x:sheetData>", StringComparison.Ordinal)..];
    });

    private static string RefusalOf(byte[] bytes) => Files.RefusalOf(() =>
    {
        using var file = Files.Bytes(bytes);
        _ = file.Sheets;
        return file.Rows().Count();
    });
}

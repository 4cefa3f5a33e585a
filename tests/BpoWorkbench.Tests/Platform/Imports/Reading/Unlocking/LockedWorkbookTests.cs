using System.IO.Compression;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Tests.Platform.Imports.Reading.Unlocking;

public sealed class LockedWorkbookTests
{
    private const string Password = "Ñandú 2026";
    private static readonly byte[] Book = Files.Workbook(("Clientes", [.. Enumerable.Range(0, 400).Select(i => new object?[] { $"Referencia {i * 7919}", (double)i })]));

    [Theory]
    [InlineData("SHA512")]
    [InlineData("SHA384")]
    [InlineData("SHA256")]
    [InlineData("SHA1")]
    public void A_locked_workbook_opens_with_its_password(string hash) => Opens(LockedBooks.Agile(Book, Password, hash), Password);

    [Fact]
    public void A_large_locked_workbook_opens_too()
    {
        using var stream = new MemoryStream();
        stream.Write(Book);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var picture = zip.CreateEntry("xl/media/foto.png", CompressionLevel.NoCompression).Open();
            var bytes = new byte[17 << 20];
            new Random(5).NextBytes(bytes);
            picture.Write(bytes);
        }

        Opens(LockedBooks.Agile(stream.ToArray(), Password), Password);
    }

    [Fact]
    public void A_workbook_locked_by_Excel_2007_opens_with_its_password() => Opens(LockedBooks.Standard(Book, Password), Password);

    [Fact]
    public void A_binary_workbook_behind_a_password_is_read_too() =>
        Assert.Equal("Clientes", Open(LockedBooks.Agile(BinaryWorkbookTests.Small(), Password), Password).Sheets.Single().Name);

    [Fact]
    public void An_old_locked_workbook_opens_with_its_password()
    {
        var book = OldLockedBook.Of(46084.5, Password);
        Assert.Equal(46084.5, Open(book, Password).Rows().Single()[0]);
        Assert.Equal(("file.encrypted", "file.password-wrong"), (RefusalOf(book, null), RefusalOf(book, "otra")));
    }

    [Fact]
    public void A_workbook_locked_for_nobody_in_particular_opens_without_asking()
    {
        Opens(LockedBooks.Agile(Book, "VelvetSweatshop"), null);
        Opens(LockedBooks.Standard(Book, "VelvetSweatshop"), null);
        Assert.Equal(7d, Open(OldLockedBook.Of(7, "VelvetSweatshop"), null).Rows().Single()[0]);
    }

    [Fact]
    public void Without_a_password_it_is_asked_for_and_a_wrong_one_is_told_as_such()
    {
        foreach (var book in (byte[][])[LockedBooks.Agile(Book, Password), LockedBooks.Standard(Book, Password)])
        {
            Assert.Equal(("file.encrypted", "file.password-wrong", "file.password-wrong"), (RefusalOf(book, null), RefusalOf(book, "ñandú 2026"), RefusalOf(book, "")));
        }
    }

    [Fact]
    public void A_password_for_a_workbook_without_a_lock_does_no_harm() => Opens(Book, Password);

    [Fact]
    public void A_byte_that_somebody_has_changed_is_found() => Assert.Equal("file.damaged", RefusalOf(LockedBooks.Agile(Book, Password, tampered: true), Password));

    [Theory]
    [InlineData("spinCount=\"50\"", "spinCount=\"1000001\"", "file.locked-otherwise")]
    [InlineData("spinCount=\"50\"", "spinCount=\"-1\"", "file.damaged")]
    [InlineData("blockSize=\"16\"", "blockSize=\"1600000000\"", "file.damaged")]
    [InlineData("<encryption ", "<!DOCTYPE a [<!ENTITY b \"c\">]><encryption ", "file.damaged")]
    [InlineData("cipherAlgorithm=\"AES\"", "cipherAlgorithm=\"RC2\"", "file.locked-otherwise")]
    [InlineData("hashAlgorithm=\"SHA512\"", "hashAlgorithm=\"WHIRLPOOL\"", "file.locked-otherwise")]
    public void A_lock_that_asks_for_too_much_or_for_something_else_is_refused(string from, string to, string code) =>
        Assert.Equal(code, RefusalOf(LockedBooks.Agile(Book, Password, change: xml => xml.Replace(from, to, StringComparison.Ordinal)), Password));

    [Fact]
    public void A_workbook_locked_by_rights_is_refused_as_such() => Assert.Equal("file.locked-otherwise", RefusalOf(LockedBooks.Otherwise(Book), null));

    [Fact]
    public void What_lies_behind_a_lock_must_be_a_workbook_within_the_limits()
    {
        Assert.Equal("file.not-a-workbook", RefusalOf(LockedBooks.Agile(Zips.Of(("word/document.xml", new byte[10])), Password), Password));
        Assert.Equal("file.limit.ratio", RefusalOf(LockedBooks.Agile(Zips.Of(("xl/workbook.xml", new byte[10]), ("xl/worksheets/sheet1.xml", Zips.Tags(80 << 20))), Password), Password));
    }

    [Fact]
    public void A_locked_file_whose_bytes_lie_is_read_or_refused_and_never_crashes()
    {
        byte[][] books = [LockedBooks.Agile(Book, Password), OldLockedBook.Of(1, Password)];
        var random = new Random(11);
        foreach (var whole in books)
        {
            for (var attempt = 0; attempt < 200; attempt++)
            {
                var bytes = (byte[])whole.Clone();
                for (var i = 0; i < 5; i++)
                {
                    // In front lie the header of the container, behind its directory and tables.
                    var at = random.Next(3) switch { 0 => random.Next(8, 512), 1 => bytes.Length - 1 - random.Next(3000), _ => random.Next(8, bytes.Length) };
                    bytes[at] = (byte)random.Next(256);
                }

                try
                {
                    using var file = Open(attempt % 4 == 0 ? bytes[..random.Next(600, bytes.Length)] : bytes, Password);
                    _ = file.Rows().Count();
                }
                catch (Refusal refusal)
                {
                    Assert.StartsWith("file.", refusal.Code, StringComparison.Ordinal);
                }
            }
        }
    }

    private static void Opens(byte[] book, string? password)
    {
        using var file = Open(book, password);
        Assert.Equal(400, file.Rows().Count());
        Assert.Equal(["Referencia 2763731", 349d], file.Rows().ElementAt(349).Cells);
    }

    private static SheetFile Open(byte[] book, string? password) => SheetFile.Open(new MemoryStream(book), "clientes.xlsx", password: password);

    private static string RefusalOf(byte[] book, string? password) => Files.RefusalOf(() => Open(book, password));
}

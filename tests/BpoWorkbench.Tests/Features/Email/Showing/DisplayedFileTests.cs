using System.Text;
using BpoWorkbench.Features.Email.Showing;

namespace BpoWorkbench.Tests.Features.Email.Showing;

public sealed class DisplayedFileTests
{
    [Theory]
    [InlineData("89504E470D0A1A0A0000000D49484452000000640000006408", "image/png", DisplayedKind.Image)]
    [InlineData("FFD8FFE000104A464946", "image/jpeg", DisplayedKind.Image)]
    [InlineData("47494638396101000100", "image/gif", DisplayedKind.Image)]
    [InlineData("524946460A000000574542505650382000", "image/webp", DisplayedKind.Image)]
    [InlineData("255044462D312E37", "application/pdf", DisplayedKind.Pdf)]
    [InlineData("3C7376672F3E", "application/octet-stream", DisplayedKind.Download)]
    [InlineData("3C68746D6C3E", "application/octet-stream", DisplayedKind.Download)]
    [InlineData("4D5A9000", "application/octet-stream", DisplayedKind.Download)]
    [InlineData("20255044462D312E37", "application/octet-stream", DisplayedKind.Download)]
    [InlineData("", "application/octet-stream", DisplayedKind.Download)]
    public void Only_the_bytes_say_what_a_file_is(string bytes, string type, DisplayedKind kind) =>
        Assert.Equal(new(kind, type), DisplayedFile.Of(Convert.FromHexString(bytes), 1000));

    [Theory]
    [InlineData("FFD8FFE000104A464946", 10_000_001)]
    [InlineData("255044462D312E37", 25_000_001)]
    [InlineData("89504E470D0A1A0A0000000D49484452FFFFFFFFFFFFFFFF08", 1000)]
    [InlineData("89504E470D0A1A0A", 1000)]
    [InlineData("474946383961FFFFFFFF", 1000)]
    public void What_would_cost_the_reader_s_browser_too_much_is_only_downloaded(string bytes, long length) =>
        Assert.Equal(DisplayedKind.Download, DisplayedFile.Of(Convert.FromHexString(bytes), length).Kind);

    [Fact]
    public void An_answer_is_not_guessed_at_nor_kept_and_names_its_file_safely()
    {
        var headers = DisplayedFile.Of(Encoding.ASCII.GetBytes("<script>"), 8).Headers("fac\"tura\r\nñ.html").ToDictionary(header => header.Key, header => header.Value);

        Assert.Equal("attachment; filename*=UTF-8''fac%22tura%0D%0A%C3%B1.html", headers["Content-Disposition"]);
        Assert.Equal("nosniff", headers["X-Content-Type-Options"]);
        Assert.Equal("application/octet-stream", headers["Content-Type"]);
        Assert.Equal("default-src 'none'; sandbox", headers["Content-Security-Policy"]);
        Assert.Equal("private, no-store", headers["Cache-Control"]);
    }

    [Fact]
    public void A_picture_is_shown_in_place() =>
        Assert.StartsWith("inline;", DisplayedFile.Of([0xFF, 0xD8, 0xFF, 0xE0], 4).Headers("a.jpg").Single(header => header.Key == "Content-Disposition").Value, StringComparison.Ordinal);
}

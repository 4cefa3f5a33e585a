using BpoWorkbench.Platform.Mime;

namespace BpoWorkbench.Tests.Platform.Mime;

public sealed class BodyTests
{
    private const string Plain = "Content-Type: text/plain\n\nplain";
    private const string Html = "Content-Type: text/html\n\n<b>html</b>";
    private const string Picture = "Content-Type: image/png\nContent-ID: <p@q>\nContent-Transfer-Encoding: base64\n\nAAAA";

    [Fact]
    public void Alternatives_give_both_bodies()
    {
        var message = Mail.Read(Mail.Multipart("alternative", Plain, Html));

        Assert.Equal(("plain", "<b>html</b>"), (message.Text, message.Html));
        Assert.Empty(message.Attachments);
        Assert.Equal(MailFaults.None, message.Faults);
    }

    [Fact]
    public void Text_after_text_goes_on_with_it_and_html_after_text_is_a_file()
    {
        var message = Mail.Read(Mail.Multipart("mixed", Plain, Html, Plain));

        Assert.Equal(("plain\nplain", null), (message.Text, message.Html));
        Assert.Equal("text/html", Assert.Single(message.Attachments).Type);
    }

    [Fact]
    public void A_text_with_a_name_is_the_body_only_where_it_is_the_first()
    {
        var named = "Content-Type: text/plain; name=a.txt\n\nnamed";

        Assert.Equal("named", Mail.Read(Mail.Multipart("mixed", named)).Text);
        Assert.Equal(("plain", "a.txt"), Mail.Read(Mail.Multipart("mixed", Plain, named)) is var message ? (message.Text, message.Attachments[0].Name) : default);
        Assert.Null(Mail.With("Content-Disposition: attachment", "text").Text);
    }

    [Fact]
    public void Pictures_of_the_html_are_attachments_with_their_id()
    {
        var message = Mail.Read(Mail.Multipart("related", Picture, Html, "Content-Type: text/html\n\nanother"));

        Assert.Equal("<b>html</b>", message.Html);
        Assert.Equal([("p@q", true, 3L), (null, true, 7L)], message.Attachments.Select(a => (a.ContentId, a.Inline, a.Size)));
        Assert.Equal("<b>html</b>", Mail.Read(Mail.Multipart("related; start=\"<r>\"", Picture, "Content-Id: <r>\n" + Html)).Html);
    }

    [Theory]
    [InlineData("utf8", "\u00C3\u00B1", "ñ")]
    [InlineData("us-ascii", "\u00C3\u00B1", "ñ")]
    [InlineData("iso-8859-1", "\u0093\u00F1\u0094", "“ñ”")]
    [InlineData("utf-8", "\u0093\u00F1\u0094", "“ñ”")]
    [InlineData("utf-8", "\u00C3\u00B1\u0093", "ñ\uFFFD")]
    [InlineData("no-such", "\u00F1", "ñ")]
    [InlineData("cp1251", "\u00EF", "п")]
    [InlineData("gb2312", "\u0081\u0040", "丂")]
    [InlineData("ks_c_5601-1987", "\u00B0\u00A1", "가")]
    [InlineData("x-sjis", "\u0093\u00FA", "日")]
    [InlineData("unicode-1-1-utf-7", "Hi Mom -+Jjo--!", "Hi Mom -☺-!")]
    [InlineData("utf-7", "1 +- 1 +2D3eAA x +", "1 + 1 😀 x +")]
    [InlineData("iso-8859-8-i", "\u00E0", "א")]
    [InlineData("utf-16", "\u00FE\u00FF\0a\u0000\u00F1", "añ")]
    [InlineData("koi8-r", "\u00D0", "п")]
    public void Charsets_go_by_all_the_names_they_are_given(string charset, string bytes, string text) =>
        Assert.Equal(text, Mail.Read(Mail.Latin($"Subject: x\nContent-Type: text/plain; charset={charset}\n\n{bytes}")).Text);

    [Fact]
    public void Html_may_tell_its_charset_itself() =>
        Assert.Contains("п", Mail.Read(Mail.Latin("Subject: x\nContent-Type: text/html\n\n<meta http-equiv=x content='text/html; charset=koi8-r'>\u00D0")).Html, StringComparison.Ordinal);

    [Fact]
    public void Line_ends_of_every_kind_are_one() => Assert.Equal("a\nb\nc\nd", Mail.Read("Subject: x\r\rContent\ra\r\nb\rc\nd").Text!["Content\n".Length..]);

    [Theory]
    [InlineData("", "a \nb\n c \n> q \n> r \nx\n-- \nsig", "a b\nc \n> q r \nx\n-- \nsig")]
    [InlineData("; delsp=yes", "a \nb\n>q \n>r", "ab\n>qr")]
    [InlineData("", "> a \n>> b\n>", "> a \n>> b\n>")]
    public void Flowed_lines_are_made_whole(string parameter, string body, string text) => Assert.Equal(text, Mail.With($"Content-Type: text/plain; format=flowed{parameter}", body).Text);

    [Theory]
    [InlineData("quoted-printable", "a=\n b=20\t\n=C3=b1 =x= =", "a b \nñ =x= ")]
    [InlineData("Quoted-Printable ", "a = b  \nc", "a = b\nc")]
    [InlineData("base64", "w7E\n=\n", "ñ")]
    [InlineData("BASE64;", "w7!E\n=\n_____\nlist footer of some length\n", "ñ")]
    [InlineData("base64", "YQ==\nYmNkZWZnaGlqa2xtbm9wcQ==\n", "abcdefghijklmnopq")]
    [InlineData("\"7bit\"", "a=20", "a=20")]
    [InlineData("x-uuencode", "begin 644 x\n#86)C\n`\nend\n", "abc")]
    public void Encodings_are_undone_however_broken(string encoding, string body, string text) => Assert.Equal(text, Mail.With($"Content-Transfer-Encoding: {encoding}", body).Text);

    [Fact]
    public void A_file_amid_the_text_is_an_attachment()
    {
        var message = Mail.With("X: y", "before\nbegin 644 a.txt\n#86)C\n`\nend\nafter\nbegin 644 of nothing\n");

        Assert.Equal("before\nafter\nbegin 644 of nothing\n", message.Text);
        Assert.Equal(("a.txt", 3L), (message.Attachments[0].Name, message.Attachments[0].Size));
    }

    [Fact]
    public void A_file_in_yenc_is_an_attachment_whatever_its_checksum()
    {
        byte[] sent = [.. Enumerable.Range(0, 256).Select(i => (byte)i), .. "=yend size=9 in the middle"u8];
        byte[] file = [.. Mail.Latin("Subject: x\n\nbefore\n=ybegin part=1 total=1 line=64 size=282 name=a b.bin\n=ypart begin=1 end=282\n"), .. Yenc(sent), .. Mail.Latin("=yend size=282 part=1 pcrc32=00000000\nafter\n=ybegin of nothing\n")];
        using var content = new MemoryStream();

        var message = Mail.Read(file, open: _ => content);

        Assert.Equal("before\nafter\n=ybegin of nothing\n", message.Text);
        Assert.Equal(("a b.bin", sent.Length), (message.Attachments[0].Name, message.Attachments[0].Size));
        Assert.Equal(sent, content.ToArray());
    }

    [Fact]
    public void Of_files_amid_the_text_there_are_so_many_and_no_more()
    {
        var message = Mail.Read("Subject: x\n\n" + string.Concat(Enumerable.Repeat("begin 644 a\n#86)C\nend\n=ybegin line=1 size=1 name=b\nA\n=yend \n", 10)), new MailLimits { Parts = 5 });

        Assert.Equal((5, MailFaults.TooManyParts), (message.Attachments.Count, message.Faults));
        Assert.StartsWith("=ybegin line=1 size=1 name=b\nA\n=yend \nbegin 644 a\n#86)C\nend\n", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_cut_and_says_so()
    {
        var message = Mail.Read($"Subject: x\n\n{new string('a', 100_000)}", new MailLimits { TextBytes = 1_000 });

        Assert.Equal((1_000, MailFaults.TextCut), (message.Text!.Length, message.Faults));
        Assert.Equal(new string('ñ', 50), Mail.Read("Subject: x\n\n" + new string('ñ', 1_000), new MailLimits { TextBytes = 101 }).Text);
    }

    private static byte[] Yenc(byte[] bytes)
    {
        List<byte> coded = [];
        for (var i = 0; i < bytes.Length; i++)
        {
            var moved = (byte)(bytes[i] + 42);
            coded.AddRange(moved is 0 or (byte)'\n' or (byte)'\r' or (byte)'=' ? [(byte)'=', (byte)(moved + 64)] : [moved]);
            coded.AddRange(i % 64 == 63 || i == bytes.Length - 1 ? [(byte)'\r', (byte)'\n'] : []);
        }

        return [.. coded];
    }
}

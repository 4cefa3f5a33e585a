using System.Text;
using BpoWorkbench.Platform.Mime;

namespace BpoWorkbench.Tests.Platform.Mime;

public sealed class MboxTests
{
    private const string From = "From a@b Fri Sep 26 10:18:40 2025\n";

    [Fact]
    public void Each_from_line_begins_a_message()
    {
        var messages = Read($"{From}Subject: one\n\nfirst\n\n{From}Subject: two\n\nsecond\nFrom -\nFrom: c@d\n\nthird\n");

        Assert.Equal(["first\n", "second", "third\n"], messages.Select(m => m.Text));
    }

    [Fact]
    public void A_sentence_begins_none() =>
        Assert.Single(Read($"{From}Subject: one\n\nI love\n\nFrom Russia with love\nYear: 1963\n\nFrom me\n\nFrom you\n"));

    [Fact]
    public void Quoted_from_lines_lose_their_quote_here_and_nowhere_else()
    {
        Assert.Equal("a\nFrom x\n>From y\n>>Fro\n", Read($"{From}Subject: one\n\na\n>From x\n>>From y\n>>Fro\n")[0].Text);
        Assert.Equal(">From x", Mail.Read("Subject: x\n\n>From x").Text);
    }

    [Fact]
    public void A_length_that_is_right_is_believed_and_one_that_is_wrong_is_not()
    {
        var body = $"a\n\n{From}Subject: inside\n\n>From here\n";

        Assert.Equal([body.TrimEnd('\n'), "next"], Read($"{From}Content-Length: {body.Length}\n\n{body}\n{From}Subject: two\n\nnext").Select(m => m.Text!.TrimEnd('\n')));
        Assert.Equal(3, Read($"{From}Content-Length: 10\n\n{body}\n{From}Subject: two\n\nnext").Count);
        Assert.Equal(3, Read($"{From}Content-Length: 99999999999999999999999\n\n{body}\n{From}Subject: two\n\nnext").Count);
    }

    [Fact]
    public void A_message_ends_where_the_next_begins_whatever_its_boundaries_say() =>
        Assert.Equal(["one\n", "two"], Read($"{From}Content-Type: multipart/mixed; boundary=a\n\n--a\n\none\n\n{From}Subject: x\n\ntwo").Select(m => m.Text));

    [Fact]
    public void One_that_is_too_large_is_left_out_and_told_and_the_others_are_there()
    {
        var file = $"{From}Subject: one\n\nfirst\n\n{From}Subject: two\n\n{string.Concat(Enumerable.Repeat("much, and\nFrom here on more\n\n", 20_000))}{From}Subject: three\n\nthird\n";
        var limits = new MailLimits { MessageBytes = 200_000 };
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        List<int> refused = [];

        Assert.Equal(["first\n", "third\n"], MailReader.ReadMbox(stream, limits, refused: refused.Add).Select(m => m.Text));
        Assert.Equal([2], refused);
        stream.Position = 0;
        Assert.Equal([true, false, true], MailReader.SplitMbox(stream, limits).Select(m => m is not null));
    }

    [Theory]
    [InlineData(From + "Subject: x\n", true)]
    [InlineData("\uFEFFFrom -\nSubject: x\n", true)]
    [InlineData("From me to you\nSubject: x\n", false)]
    [InlineData("From: a@b\n", false)]
    [InlineData("", false)]
    public void It_is_told_by_its_beginning(string text, bool isMbox)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));

        Assert.Equal(isMbox, MailReader.IsMbox(stream));
        Assert.Equal(0, stream.Position);
    }

    private static List<MailMessage> Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return [.. MailReader.ReadMbox(stream)];
    }
}

using System.Text;
using BpoWorkbench.Platform.Mime;

namespace BpoWorkbench.Tests.Platform.Mime;

/// <summary>Shapes that take the square of their size where a reader looks at anything twice: here twice the size takes about twice the time.</summary>
public sealed class HostileMailTests
{
    private const int Many = 100_000;

    public static TheoryData<string, string> Shapes => new()
    {
        { "begun words", "Subject: " + Repeat("=?utf-8?Q?a") },
        { "begun marks", "Subject: " + Repeat("=?") },
        { "words", "Subject: " + Repeat("=?utf-8?Q?a?= ") },
        { "begun words in addresses", "To: " + Repeat("=?a?Q?") },
        { "begun brackets", "To: " + Repeat("<a,") },
        { "begun brackets and quotes", "To: " + Repeat("<\"a,") },
        { "comments in comments", "To: " + Repeat("(") },
        { "begun quotes", "To: \"" + Repeat("\\\"") },
        { "colons", "To: a@" + Repeat(":") },
        { "dots", "To: a" + Repeat(" . ") },
        { "parameters", "Content-Type: text/plain" + Repeat("; a*0=b") },
        { "begun comments in parameters", "Content-Type: text/plain; " + Repeat("a=( ;") },
        { "comments before a quote", "Content-Type: text/plain; a=" + Repeat(" (") },
        { "blanks before a quote", "Content-Type: text/plain; a=" + Repeat(" ") + "\"b\"" },
        { "identifiers", "References: " + Repeat("<") },
        { "identifiers without end", "References: " + Repeat("<a ") },
        { "folded", "Subject: a" + Repeat("\n b") },
        { "findings", "Authentication-Results: a" + Repeat(";(=") },
        { "lines that are almost boundaries", "Content-Type: multipart/mixed; boundary=" + new string('a', 900) + "\n\n" + Repeat("--aaaaaaaaaaaaaaaaaaaa\n") },
        { "begun files", "Subject: x\n\n" + Repeat("begin 644 a\n") },
        { "quotes", "Content-Type: text/plain; format=flowed\n\n" + Repeat("> \n>> \n") },
        { "returns", "Subject: x\n\n" + Repeat("\r") },
        { "broken lines", "Subject: x\n" + Repeat("broken\nSubject: y\n") },
        { "meta", "Content-Type: text/html\n\n\u00FF" + Repeat("<meta charset ") },
        { "equals", "Content-Transfer-Encoding: quoted-printable\n\n" + Repeat("=") },
        { "pads", "Content-Transfer-Encoding: base64\n\n" + Repeat("YQ==\n") },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public async Task A_message_made_to_be_slow_is_read(string shape, string text)
    {
        Assert.NotEmpty(shape);
        var limits = new MailLimits { HeaderBytes = 4 << 20 };
        // None takes more than a moment; one that took the square of it would not end today.
        var reading = Task.Run(() => Mail.Read(Encoding.Latin1.GetBytes(text), limits) is { } message && message.From.Count + message.To.Count >= 0 && message.AuthenticationResults.Count() <= 1 && message.Headers.Sum(h => h.Value.Length) >= 0);

        Assert.True(await reading.WaitAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public void An_attachment_larger_than_memory_should_hold_passes_through()
    {
        using var endless = new Endless("Subject: x\nContent-Type: application/zip\nContent-Transfer-Encoding: base64\n\n", "QUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJDQUJD\r\n", 64 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var size = Assert.Single(MailReader.Read(endless).Attachments).Size;

        Assert.InRange(size, 45L << 20, 50L << 20);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    private static string Repeat(string text) => new StringBuilder(text.Length * Many).Insert(0, text, Many).ToString();

    private sealed class Endless(string head, string line, long bytes) : MemoryStream(Encoding.ASCII.GetBytes(head))
    {
        private readonly byte[] _line = Encoding.ASCII.GetBytes(line);
        private long _left = bytes;

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = base.Read(buffer, offset, count);
            while (count - read >= _line.Length && _left > 0)
            {
                _line.CopyTo(buffer, offset + read);
                read += _line.Length;
                _left -= _line.Length;
            }

            return read;
        }
    }
}

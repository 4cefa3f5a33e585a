using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Mime;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Platform.Mime;

/// <summary>What holds for every text and for every heap of bytes.</summary>
public sealed class AnyMailTests
{
    private static readonly string Whole = Mail.Multipart("mixed",
        Mail.Multipart("alternative", "Content-Transfer-Encoding: quoted-printable\n\na=C3=B1o =\nmore", "Content-Type: text/html; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n0NLJ").Replace("limit", "inner", StringComparison.Ordinal),
        "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n" + Convert.ToBase64String("From: =?utf-8?Q?a=C3=B1?= <a@b>\nDate: Fri, 4 May 2001 14:05:44 -0400\n\nHi"u8),
        "Content-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a@b\n",
        "Content-Type: application/pdf; name*0*=utf-8''a%C3; name*1=\"b.pdf\"\nContent-Disposition: attachment\n\nx",
        "Content-Type: text/plain; format=flowed\n\n> a \n> b\nbegin 644 a\n#86)C\n`\nend\n");

    [Property]
    public void Any_text_survives_quoted_printable(string? text)
    {
        var coded = string.Concat(Encoding.UTF8.GetBytes(Plain(text)).Select((b, i) => $"={b:X2}{(i % 20 == 19 ? "=\r\n" : "")}"));

        Assert.Equal(Plain(text), Mail.With("Content-Transfer-Encoding: quoted-printable\nContent-Type: text/plain; charset=utf-8", coded).Text);
    }

    [Property]
    public void Any_text_survives_base64(string? text, byte width)
    {
        var coded = Convert.ToBase64String(Encoding.UTF8.GetBytes(Plain(text)));
        var lines = string.Join("\r\n", coded.Chunk(1 + (width % 80)).Select(line => new string(line)));

        Assert.Equal(Plain(text), Mail.With("Content-Transfer-Encoding: base64\nContent-Type: text/plain; charset=utf-8", lines).Text);
    }

    [Property]
    public void Any_text_survives_encoded_words(string? text, byte width, bool quoted)
    {
        // Cut anywhere, through characters too; words of whole bytes.
        var words = Encoding.UTF8.GetBytes(Plain(text, fold: true)).Chunk(1 + (width % 30)).Select(bytes => quoted
            ? $"=?utf-8?Q?{string.Concat(bytes.Select(b => $"={b:X2}"))}?="
            : $"=?utf-8?B?{Convert.ToBase64String(bytes)}?=");

        Assert.Equal(Plain(text, fold: true), Mail.Read($"X: y\nSubject: {string.Join("\n ", words)}\n\n").Subject);
    }

    [Property]
    public void Any_name_survives_its_parameters(string? text, byte width)
    {
        var name = Plain(text, fold: true).Trim();
        var pieces = Encoding.UTF8.GetBytes("a" + name).Chunk(1 + (width % 30)).Select((bytes, i) => $"\n filename*{i}*={(i == 0 ? "utf-8''" : "")}{string.Concat(bytes.Select(b => $"%{b:X2}"))}");

        Assert.Equal("a" + name, Mail.With($"Content-Disposition: attachment;{string.Join(';', pieces)}").Attachments[0].Name);
    }

    [Property]
    public void Any_bytes_are_a_message_or_none(byte[] bytes) => Survives(bytes);

    [Property(MaxTest = 1_000)]
    public void A_message_changed_anywhere_is_still_read((ushort At, byte Value, byte Kind)[] changes)
    {
        var bytes = Encoding.UTF8.GetBytes(Whole).ToList();
        foreach (var (at, value, kind) in changes)
        {
            var i = at % bytes.Count;
            switch (kind % 4)
            {
                case 0:
                    bytes[i] = value;
                    break;
                case 1:
                    bytes.Insert(i, value);
                    break;
                case 2:
                    bytes.RemoveRange(i, Math.Min(value % 40, bytes.Count - i - 1));
                    break;
                default:
                    bytes.InsertRange(i, bytes.GetRange(i, Math.Min((int)value, bytes.Count - i)));
                    break;
            }
        }

        Survives([.. bytes]);
    }

    [Property]
    public void How_the_bytes_arrive_does_not_matter(byte size)
    {
        using var slow = new Drops(Encoding.UTF8.GetBytes(Whole.Replace("\n", "\r\n", StringComparison.Ordinal)), 1 + (size % 50));

        Assert.Equal(Told(Mail.Read(Whole.Replace("\n", "\r\n", StringComparison.Ordinal))), Told(MailReader.Read(slow)));
    }

    private static void Survives(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        Assert.All(MailReader.ReadMbox(stream), message => Assert.NotNull(Told(message)));
        try
        {
            Assert.NotNull(Told(Mail.Read(bytes)));
        }
        catch (Refusal refusal)
        {
            Assert.Equal("mail.not-a-message", refusal.Code);
        }
    }

    private static string Told(MailMessage message) => string.Create(CultureInfo.InvariantCulture,
        $"{message.Subject}|{string.Join(',', message.From)}|{message.Date}|{message.Text}|{message.Html}|{string.Join(',', message.Attachments)}|{string.Join(',', message.Headers.Select(h => h.Value))}|{string.Join(',', message.AuthenticationResults)}|{string.Join(',', message.Reports.SelectMany(r => r.Recipients))}|{string.Join(';', message.Messages.Select(Told))}");

    // What mail can carry: no nulls, no halves of characters, one kind of line end.
    private static string Plain(string? text, bool fold = false)
    {
        var plain = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text ?? "")).Replace("\0", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').TrimStart('\uFEFF');
        return fold ? string.Concat(plain.Where(c => !char.IsControl(c))) : plain;
    }

    /// <summary>Gives no more than so many bytes at a time.</summary>
    [SuppressMessage("Performance", "CA1844:Override ReadAsync", Justification = "It is read as it is.")]
    private sealed class Drops(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, size));
    }
}

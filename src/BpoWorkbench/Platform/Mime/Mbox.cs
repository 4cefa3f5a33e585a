using System.Globalization;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// Several messages in one file, each after a line "From sender date" (RFC 4155 and what came before it). Such a line counts after an
/// empty one, where it looks like one and a header field follows; none counts within what a correct Content-Length encloses.
/// </summary>
internal sealed class Mbox(Stream stream)
{
    private readonly long _origin = stream.CanSeek ? stream.Position : 0;
    private long _until = -1;

    /// <summary>Whether quoted "From " lines lose their quote: not where the length made quoting needless.</summary>
    public bool Unquotes => _until < 0;

    /// <summary>Whether the line begins a message.</summary>
    public bool Begins(ByteLines lines, bool afterBlank)
    {
        var text = lines.Text;
        if (!text.StartsWith("From "u8) || lines.Offset < _until)
        {
            return false;
        }

        if (lines.Offset == _until)
        {
            return true;
        }

        var after = lines.After(128);
        var isDated = IsDated(text[5..]) || text[5..].Trim(" \t"u8).SequenceEqual("-"u8);
        return afterBlank ? (isDated || IsWord(text[5..])) && HeaderBlock.IsField(after) : isDated && HeaderBlock.IsUsualField(after);
    }

    /// <summary>Whether the stream, which is left where it was, begins as such a file does.</summary>
    public static bool Is(Stream stream)
    {
        var at = stream.Position;
        using var lines = new ByteLines(stream);
        lines.SkipMark();
        var mbox = lines.Load() && new Mbox(Stream.Null).Begins(lines, true);
        stream.Position = at;
        return mbox;
    }

    /// <summary>Whether it is a "From " line of a message, quoted so that it begins none.</summary>
    public static bool IsQuoted(ReadOnlySpan<byte> line) => line.StartsWith((byte)'>') && line.TrimStart((byte)'>').StartsWith("From "u8);

    /// <summary>A new message begins: nothing is known of its length.</summary>
    public void Start() => _until = -1;

    /// <summary>The message that begins here; null where it is too large, and passed over.</summary>
    public MailMessage? Read(ByteLines lines, MailWalk walk)
    {
        lines.CountFromHere();
        try
        {
            return walk.Message(new PartLines(lines) { Mbox = this }, 0, null);
        }
        catch (Refusal)
        {
            lines.CountNoMore();
            for (var afterBlank = false; lines.Load() && !(lines.BeginsLine && Begins(lines, afterBlank)); lines.Advance())
            {
                afterBlank = lines.BeginsLine && lines.Text.Length == 0;
            }

            return null;
        }
        finally
        {
            lines.CountNoMore();
        }
    }

    /// <summary>Believes the length where a message or the end follows there.</summary>
    public void After(MailHeaders headers, long body, int depth)
    {
        if (depth > 0 || !stream.CanSeek || !long.TryParse(headers.Raw("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return;
        }

        var at = stream.Position;
        var end = body + length;
        if (_origin + end <= stream.Length)
        {
            Span<byte> next = stackalloc byte[7];
            stream.Position = _origin + end;
            next = next[..stream.ReadAtLeast(next, next.Length, false)];
            stream.Position = at;
            var rest = next.TrimStart("\r\n"u8);
            if (rest.StartsWith("From "u8) || (rest.Length == 0 && next.Length < 7))
            {
                _until = end + next.Length - rest.Length;
            }
        }
    }

    private static bool IsWord(ReadOnlySpan<byte> rest) => rest.Trim(" \t"u8) is { Length: > 0 } word && word.IndexOfAny((byte)' ', (byte)'\t') < 0;

    // 12:34 is in every date there; Netscape and Thunderbird write a dash instead of everything.
    private static bool IsDated(ReadOnlySpan<byte> rest)
    {
        for (var at = 0; rest[at..].IndexOf((byte)':') is >= 0 and var colon; at += colon + 1)
        {
            var i = at + colon;
            if (i > 0 && i + 2 < rest.Length && char.IsAsciiDigit((char)rest[i - 1]) && char.IsAsciiDigit((char)rest[i + 1]) && char.IsAsciiDigit((char)rest[i + 2]))
            {
                return true;
            }
        }

        return false;
    }
}

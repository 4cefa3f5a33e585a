using System.Buffers;

namespace BpoWorkbench.Platform.Mime;

/// <summary>uuencode (POSIX), from its "begin" line to its "end"; spaces lost at the end of a line count as spaces.</summary>
internal sealed class UuDecoder : TransferDecoder
{
    private bool _begun;

    public bool Ended { get; private set; }

    /// <summary>Whether it is "begin 644 name", and the name.</summary>
    public static bool Begins(ReadOnlySpan<byte> line, out string name)
    {
        name = "";
        if (!line.StartsWith("begin "u8) || line.Length > 300)
        {
            return false;
        }

        var rest = line[6..];
        var digits = 0;
        while (digits < rest.Length && rest[digits] is >= (byte)'0' and <= (byte)'7')
        {
            digits++;
        }

        if (digits is < 3 or > 4 || rest.Length < digits + 2 || rest[digits] != ' ')
        {
            return false;
        }

        name = Charsets.Header(rest[(digits + 1)..], null).Trim(' ', '"');
        return name.Length > 0;
    }

    /// <summary>Whether its length is the one its first character tells.</summary>
    public static bool IsLine(ReadOnlySpan<byte> line)
    {
        if (line.Length == 0 || line[0] is < 0x20 or > 0x60 || line.IndexOfAnyExceptInRange((byte)0x20, (byte)0x60) >= 0)
        {
            return false;
        }

        var characters = (((line[0] - 0x20) & 0x3F) + 2) / 3 * 4;
        return line.Length - 1 <= characters + 3 && line.TrimEnd((byte)' ').Length - 1 <= characters + 3 && line.Length - 1 >= characters - 3;
    }

    /// <summary>From the line after "begin" on.</summary>
    public static UuDecoder AfterBegin() => new() { _begun = true };

    public override int Write(ReadOnlySpan<byte> text, ReadOnlySpan<byte> ending, IBufferWriter<byte> to)
    {
        if (!_begun)
        {
            _begun = Begins(text.TrimEnd(" \t"u8), out _);
        }
        else if (text.TrimEnd(" \t"u8).SequenceEqual("end"u8))
        {
            Ended = true;
        }
        else if (!Ended && text.Length > 1 && text[0] is > 0x20 and < 0x60)
        {
            Line(text, to);
        }

        return 0;
    }

    private static void Line(ReadOnlySpan<byte> text, IBufferWriter<byte> to)
    {
        var left = text[0] - 0x20;
        var span = to.GetSpan(left + 3);
        var written = 0;
        for (var i = 1; left > 0; i += 4)
        {
            var bits = (Six(text, i) << 18) | (Six(text, i + 1) << 12) | (Six(text, i + 2) << 6) | Six(text, i + 3);
            for (var shift = 16; shift >= 0 && left > 0; shift -= 8, left--)
            {
                span[written++] = (byte)(bits >> shift);
            }
        }

        to.Advance(written);
    }

    private static int Six(ReadOnlySpan<byte> text, int at) => at < text.Length ? (text[at] - 0x20) & 0x3F : 0;
}

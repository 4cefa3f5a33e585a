using System.Buffers;

namespace BpoWorkbench.Platform.Mime;

/// <summary>yEnc (yenc.org, draft 1.3), from its "=ybegin" line to its "=yend"; a piece of a file is taken as it is, and a wrong checksum keeps nobody from it.</summary>
internal sealed class YencDecoder : TransferDecoder
{
    private bool _begun;
    private bool _escaped;

    public bool Ended { get; private set; }

    /// <summary>Whether it is "=ybegin line=128 size=123 name=…", and the name, which goes to the end of the line.</summary>
    public static bool Begins(ReadOnlySpan<byte> line, out string name)
    {
        var at = line.IndexOf(" name="u8);
        var begins = line.Length <= 300 && at > 0 && line.StartsWith("=ybegin "u8) && line.IndexOf(" line="u8) >= 0 && line.IndexOf(" size="u8) >= 0;
        name = begins ? Charsets.Header(line[(at + 6)..], null).Trim(' ', '"') : "";
        return name.Length > 0;
    }

    /// <summary>From the line after "=ybegin" on.</summary>
    public static YencDecoder AfterBegin() => new() { _begun = true };

    public override int Write(ReadOnlySpan<byte> text, ReadOnlySpan<byte> ending, IBufferWriter<byte> to)
    {
        if (!_begun)
        {
            _begun = Begins(text, out _);
        }
        else if (!_escaped && text.StartsWith("=yend "u8))
        {
            Ended = true;
        }
        else if (!Ended && (_escaped || !text.StartsWith("=ypart "u8)))
        {
            Line(text, to);
        }

        return 0;
    }

    // Each byte was moved on by 42, and by 64 more, after "=", where that would have been one that does not travel.
    private void Line(ReadOnlySpan<byte> text, IBufferWriter<byte> to)
    {
        var span = to.GetSpan(text.Length);
        var written = 0;
        foreach (var character in text)
        {
            if (character == '=' && !_escaped)
            {
                _escaped = true;
                continue;
            }

            span[written++] = (byte)(character - (_escaped ? 106 : 42));
            _escaped = false;
        }

        to.Advance(written);
    }
}

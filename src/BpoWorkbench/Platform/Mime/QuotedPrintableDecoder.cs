using System.Buffers;

namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// quoted-printable (RFC 2045, 6.7): white space at the end of a line was added on the way and goes, an equals sign that begins nothing
/// stays as it is.
/// </summary>
internal sealed class QuotedPrintableDecoder : TransferDecoder
{
    // A piece of a very long line may break "=3D" apart.
    private readonly byte[] _carry = new byte[2];
    private int _carried;

    public override int Write(ReadOnlySpan<byte> text, ReadOnlySpan<byte> ending, IBufferWriter<byte> to)
    {
        if (_carried > 0)
        {
            byte[] joined = [.. _carry.AsSpan(0, _carried), .. text];
            _carried = 0;
            return Write(joined, ending, to);
        }

        if (ending.Length > 0)
        {
            text = text.TrimEnd(" \t"u8);
            if (text is [.., (byte)'='])
            {
                text = text[..^1];
                ending = default;
            }
        }
        else if (text.LastIndexOf((byte)'=') is >= 0 and var last && last >= text.Length - 2)
        {
            _carried = text.Length - last;
            text[last..].CopyTo(_carry);
            text = text[..last];
        }

        for (int equals; (equals = text.IndexOf((byte)'=')) >= 0;)
        {
            to.Write(text[..equals]);
            text = text[equals..];
            var isCode = text.Length > 2 && char.IsAsciiHexDigit((char)text[1]) && char.IsAsciiHexDigit((char)text[2]);
            to.Write(isCode ? [(byte)((Hex(text[1]) << 4) | Hex(text[2]))] : text[..1]);
            text = text[(isCode ? 3 : 1)..];
        }

        to.Write(text);
        to.Write(ending);
        return ending.Length;
    }

    public override void End(IBufferWriter<byte> to)
    {
        // A lone one at the very end breaks a line that does not follow.
        if (_carried > 1)
        {
            to.Write(_carry.AsSpan(0, _carried));
        }

        _carried = 0;
    }

    public static int Hex(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}

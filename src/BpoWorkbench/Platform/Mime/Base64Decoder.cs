using System.Buffers;

namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// base64 (RFC 2045, 6.8): what is not of its alphabet is passed over. After padding only lines that are wholly base64 are read on, as
/// where several encodings were put one after the other; a footer that a list added in plain text is not.
/// </summary>
internal sealed class Base64Decoder : TransferDecoder
{
    private static readonly sbyte[] Values = Table();
    private int _bits;
    private int _held;
    private bool _padded;

    /// <summary>Six bits, or -1.</summary>
    public static int Value(byte character) => Values[character];

    public override int Write(ReadOnlySpan<byte> text, ReadOnlySpan<byte> ending, IBufferWriter<byte> to)
    {
        if (_padded)
        {
            if (text.Length == 0 || !IsWhole(text))
            {
                return 0;
            }

            _padded = false;
        }

        if (text.Length == 0)
        {
            return 0;
        }

        var span = to.GetSpan((text.Length * 3 / 4) + 3);
        var written = 0;
        if (_held == 0 && text.Length % 4 == 0
            && System.Buffers.Text.Base64.DecodeFromUtf8(text, span, out _, out written) == OperationStatus.Done)
        {
            _padded = text[^1] == '=';
            to.Advance(written);
            return 0;
        }

        to.Advance(Slowly(text, span));
        return 0;
    }

    public override void End(IBufferWriter<byte> to) => (_bits, _held, _padded) = (0, 0, false);

    private int Slowly(ReadOnlySpan<byte> text, Span<byte> span)
    {
        var (written, pads) = (0, 0);
        foreach (var character in text)
        {
            if (character == '=')
            {
                pads++;
                // Of six bits held, or none, it pads nothing.
                if (_held is 2 or 4 && (_held == 2 || pads >= 2 || text[^1] == '='))
                {
                    (_bits, _held, _padded) = (0, 0, true);
                    break;
                }
            }
            else if (Value(character) is >= 0 and var value)
            {
                pads = 0;
                (_bits, _held) = ((_bits << 6) | value, _held + 6);
                if (_held >= 8)
                {
                    _held -= 8;
                    span[written++] = (byte)(_bits >> _held);
                    _bits &= (1 << _held) - 1;
                }
            }
        }

        return written;
    }

    private static bool IsWhole(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t"u8);
        var body = text.TrimEnd((byte)'=');
        if (text.Length % 4 != 0 || text.Length - body.Length > 2 || body.Length == 0)
        {
            return false;
        }

        foreach (var character in body)
        {
            if (Values[character] < 0)
            {
                return false;
            }
        }

        return text.Length >= 20 || text.Length > body.Length;
    }

    private static sbyte[] Table()
    {
        var table = new sbyte[256];
        Array.Fill(table, (sbyte)-1);
        for (var i = 0; i < 64; i++)
        {
            table["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"[i]] = (sbyte)i;
        }

        return table;
    }
}

using System.Text;

namespace BpoWorkbench.Platform.Mime;

/// <summary>UTF-7 (RFC 2152), for reading only: the platform does not have it any more, and old mail does.</summary>
internal sealed class Utf7 : Encoding
{
    public static readonly Utf7 Instance = new();

    public override int CodePage => 65000;

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] != '+')
            {
                // Bytes that are not allowed are shown as what they most likely are.
                text.Append((char)bytes[i]);
                continue;
            }

            var (bits, held, first) = (0, 0, i + 1);
            for (i++; i < bytes.Length && Base64Decoder.Value(bytes[i]) is >= 0 and var value; i++)
            {
                (bits, held) = ((bits << 6) | value, held + 6);
                if (held >= 16)
                {
                    held -= 16;
                    text.Append((char)((bits >> held) & 0xFFFF));
                    bits &= (1 << held) - 1;
                }
            }

            if (i < bytes.Length && bytes[i] == '-')
            {
                text.Append(i == first ? "+" : "");
            }
            else
            {
                text.Append(i == first ? "+" : "");
                i--;
            }
        }

        return Whole(text);
    }

    public override int GetByteCount(char[] chars, int index, int count) => throw new NotSupportedException();

    public override int GetBytes(char[] chars, int charIndex, int charCount, byte[] bytes, int byteIndex) => throw new NotSupportedException();

    public override int GetCharCount(byte[] bytes, int index, int count) => Decode(bytes.AsSpan(index, count)).Length;

    public override int GetChars(byte[] bytes, int byteIndex, int byteCount, char[] chars, int charIndex)
    {
        var text = Decode(bytes.AsSpan(byteIndex, byteCount));
        text.CopyTo(0, chars, charIndex, text.Length);
        return text.Length;
    }

    public override int GetMaxByteCount(int charCount) => throw new NotSupportedException();

    public override int GetMaxCharCount(int byteCount) => byteCount + 1;

    // Half a pair is no character.
    private static string Whole(StringBuilder text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]))
            {
                text[i] = '\uFFFD';
            }
        }

        return text.ToString();
    }
}

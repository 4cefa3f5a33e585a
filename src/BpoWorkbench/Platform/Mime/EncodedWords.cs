using System.Buffers;
using System.Text;

namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// Encoded words (RFC 2047, with the languages of RFC 2231), also where they may not stand and as broken as clients write them. Words next
/// to each other in one charset are joined before they become text, because clients cut characters in two.
/// </summary>
internal static class EncodedWords
{
    public static string Decode(string text)
    {
        if (!text.Contains("=?", StringComparison.Ordinal))
        {
            return text;
        }

        var decoded = new StringBuilder(text.Length);
        List<EncodedWord> run = [];
        var at = 0;
        while (Next(text, at, out var word))
        {
            var between = text.AsSpan(at, word.Start - at);
            if (run.Count == 0 || !between.IsWhiteSpace())
            {
                Flush(run, decoded);
                decoded.Append(between);
            }
            else if (!run[^1].Charset.Equals(word.Charset, StringComparison.OrdinalIgnoreCase))
            {
                Flush(run, decoded);
            }

            run.Add(word);
            at = word.End;
        }

        Flush(run, decoded);
        return decoded.Append(text.AsSpan(at)).ToString();
    }

    /// <summary>Where the encoded word that begins at <paramref name="at"/> ends; -1 where none does.</summary>
    public static int EndOf(string text, int at) => EncodedWord.Read(text, at, out var word, out _) ? word.End : -1;

    private static bool Next(string text, int from, out EncodedWord word)
    {
        for (var at = from; (at = text.IndexOf("=?", at, StringComparison.Ordinal)) >= 0;)
        {
            if (EncodedWord.Read(text, at, out word, out var resume))
            {
                return true;
            }

            at = resume;
        }

        word = default;
        return false;
    }

    private static void Flush(List<EncodedWord> run, StringBuilder decoded)
    {
        if (run.Count == 0)
        {
            return;
        }

        var bytes = new ArrayBufferWriter<byte>();
        for (var i = 0; i < run.Count; i++)
        {
            if (run[i].Encoding == 'B')
            {
                // Some cut base64 itself anywhere, and pad only its end.
                var whole = new StringBuilder().Append(run[i].Text);
                while (i + 1 < run.Count && run[i + 1].Encoding == 'B' && whole.Length % 4 != 0 && whole[^1] != '=')
                {
                    whole.Append(run[++i].Text);
                }

                var base64 = new Base64Decoder();
                base64.Write(Encoding.Latin1.GetBytes(whole.ToString()), default, bytes);
            }
            else
            {
                Quoted(run[i].Text, bytes);
            }
        }

        decoded.Append(Unfolded(Charsets.Decode(bytes.WrittenSpan, run[0].Charset)));
        run.Clear();
    }

    // An encoded line break would forge a field wherever the text goes next.
    private static string Unfolded(string text) => text.AsSpan().ContainsAny('\r', '\n')
        ? text.Replace("\r\n", " ", StringComparison.Ordinal).Replace('\n', ' ').Replace('\r', ' ')
        : text;

    private static void Quoted(ReadOnlySpan<char> text, ArrayBufferWriter<byte> bytes)
    {
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < text.Length; i++)
        {
            var character = text[i];
            if (character == '=' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes.Write([(byte)((QuotedPrintableDecoder.Hex((byte)text[i + 1]) << 4) | QuotedPrintableDecoder.Hex((byte)text[i + 2]))]);
                i += 2;
            }
            else if (character < 0x80)
            {
                bytes.Write([character == '_' ? (byte)' ' : (byte)character]);
            }
            else
            {
                bytes.Write(utf8[..Encoding.UTF8.GetBytes(text.Slice(i, 1), utf8)]);
            }
        }
    }
}

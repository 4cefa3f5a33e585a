using System.Text;

namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// A value with parameters, as in Content-Type and Content-Disposition (RFC 2045, 5.1; RFC 2183): quotes that are missing or never end,
/// comments, lone semicolons; values in pieces and in charsets (RFC 2231), and encoded words in quotes, which are not allowed and usual.
/// </summary>
internal sealed class Parameters
{
    public static readonly Parameters None = new("", []);

    private readonly Dictionary<string, string> _values;

    private Parameters(string value, Dictionary<string, string> values) => (Value, _values) = (value, values);

    /// <summary>What stands before the first semicolon, in lower case.</summary>
    public string Value { get; }

    /// <summary>Decoded; null where it is not given.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    public static Parameters Of(string? raw)
    {
        if (raw is null)
        {
            return None;
        }

        var (at, lastComment) = (0, raw.LastIndexOf(')'));
        var value = Token(raw, ref at, ";", lastComment).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        if (value.Contains('=', StringComparison.Ordinal))
        {
            // It was left out, and its first parameter stands in its place.
            (value, at) = ("", -1);
        }

        Dictionary<string, string> values = new(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, SortedDictionary<int, (string Text, bool Coded)>> pieces = new(StringComparer.OrdinalIgnoreCase);
        while (at < raw.Length)
        {
            at++;
            var name = Token(raw, ref at, ";=", lastComment);
            if (at >= raw.Length || raw[at] != '=')
            {
                continue;
            }

            at++;
            var text = Token(raw, ref at, ";", lastComment);
            var star = name.IndexOf('*', StringComparison.Ordinal);
            if (star <= 0)
            {
                values.TryAdd(name, EncodedWords.Decode(text));
                continue;
            }

            var coded = name.EndsWith('*');
            var number = name[(star + 1)..].TrimEnd('*');
            if (number.Length == 0 || int.TryParse(number, System.Globalization.NumberStyles.None, null, out _))
            {
                var of = pieces.TryGetValue(name[..star], out var known) ? known : pieces[name[..star]] = [];
                of.TryAdd(number.Length == 0 ? -1 : int.Parse(number, System.Globalization.CultureInfo.InvariantCulture), (text, coded));
            }
        }

        foreach (var (name, of) in pieces)
        {
            // The form with a charset is the one to believe where both are given (RFC 6266, 4.3).
            values[name] = Join(of);
        }

        return new Parameters(value, values);
    }

    private static string Join(SortedDictionary<int, (string Text, bool Coded)> pieces)
    {
        var whole = pieces.TryGetValue(-1, out var single);
        var ordered = whole ? [single] : pieces.Values.ToList();
        if (!ordered.Exists(piece => piece.Coded))
        {
            return EncodedWords.Decode(string.Concat(ordered.Select(piece => piece.Text)));
        }

        string? charset = null;
        List<byte> bytes = [];
        for (var i = 0; i < ordered.Count; i++)
        {
            var (text, coded) = ordered[i];
            if (i == 0 && coded && text.IndexOf('\'', StringComparison.Ordinal) is >= 0 and var first && text.IndexOf('\'', first + 1) is >= 0 and var second)
            {
                (charset, text) = (text[..first], text[(second + 1)..]);
            }

            bytes.AddRange(coded ? Percent(text) : Encoding.UTF8.GetBytes(text));
        }

        return Charsets.Decode(bytes.ToArray(), charset);
    }

    private static List<byte> Percent(string text)
    {
        List<byte> bytes = [];
        var raw = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] == '%' && i + 2 < raw.Length && char.IsAsciiHexDigit((char)raw[i + 1]) && char.IsAsciiHexDigit((char)raw[i + 2]))
            {
                bytes.Add((byte)((QuotedPrintableDecoder.Hex(raw[i + 1]) << 4) | QuotedPrintableDecoder.Hex(raw[i + 2])));
                i += 2;
            }
            else
            {
                bytes.Add(raw[i]);
            }
        }

        return bytes;
    }

    // Up to a separator that stands neither in quotes nor in a comment.
    private static string Token(string raw, ref int at, string separators, int lastComment)
    {
        var text = new StringBuilder();
        var blank = true;
        for (; at < raw.Length && !separators.Contains(raw[at], StringComparison.Ordinal); at++)
        {
            if (raw[at] == '"' && blank)
            {
                text.Clear();
                at = Quoted(raw, at + 1, text);
                var rest = raw.IndexOfAny(separators.ToCharArray(), Math.Min(at, raw.Length));
                at = rest < 0 ? raw.Length : rest;
                return text.ToString();
            }

            if (raw[at] == '(' && at < lastComment && (text.Length == 0 || text[^1] is ' ' or '\t'))
            {
                at = raw.IndexOf(')', at);
                continue;
            }

            blank &= char.IsWhiteSpace(raw[at]);
            text.Append(raw[at]);
        }

        return text.ToString().Trim();
    }

    // A backslash of a path is no escape, though the rule says so.
    private static int Quoted(string raw, int at, StringBuilder text)
    {
        for (; at < raw.Length && raw[at] != '"'; at++)
        {
            at += raw[at] == '\\' && at + 1 < raw.Length && raw[at + 1] is '"' or '\\' ? 1 : 0;
            text.Append(raw[at]);
        }

        return at + 1;
    }
}

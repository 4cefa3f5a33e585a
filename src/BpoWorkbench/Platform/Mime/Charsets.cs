using System.Buffers;
using System.Collections.Concurrent;
using System.Text;

namespace BpoWorkbench.Platform.Mime;

/// <summary>Bytes to text by the names that mail gives to charsets (RFC 2046, 4.1.2), right or wrong.</summary>
internal static class Charsets
{
    private static readonly SearchValues<char> NotUnicode = SearchValues.Create([.. Enumerable.Range(0, 128).Select(i => (char)i), '\uFFFD']);
    private static readonly Dictionary<string, string> Aliases = new(StringComparer.OrdinalIgnoreCase)
    {
        // Clients declare the small one and send the large one.
        ["iso-8859-1"] = "windows-1252", ["latin1"] = "windows-1252", ["latin-1"] = "windows-1252", ["iso8859-1"] = "windows-1252", ["iso_8859-1"] = "windows-1252",
        ["iso88591"] = "windows-1252", ["8859-1"] = "windows-1252", ["l1"] = "windows-1252", ["iso-8859-9"] = "windows-1254", ["iso-8859-11"] = "windows-874",
        ["tis-620"] = "windows-874", ["x-ansi"] = "windows-1252", ["ansi"] = "windows-1252", ["cp819"] = "windows-1252", ["ibm819"] = "windows-1252",
        ["gb2312"] = "gb18030", ["gbk"] = "gb18030", ["x-gbk"] = "gb18030", ["gb_2312-80"] = "gb18030", ["cp936"] = "gb18030", ["ms936"] = "gb18030",
        ["windows-936"] = "gb18030", ["euc-cn"] = "gb18030", ["x-euc-cn"] = "gb18030", ["chinese"] = "gb18030", ["gb18030-2000"] = "gb18030",
        ["ks_c_5601-1987"] = "949", ["ks_c_5601"] = "949", ["ksc5601"] = "949", ["ks_c_5601-1989"] = "949", ["euc-kr"] = "949", ["cp949"] = "949", ["uhc"] = "949",
        ["windows-949"] = "949", ["x-windows-949"] = "949", ["korean"] = "949", ["x-sjis"] = "932", ["sjis"] = "932", ["shift-jis"] = "932", ["shift_jis"] = "932",
        ["ms_kanji"] = "932", ["windows-31j"] = "932", ["cp932"] = "932", ["ms932"] = "932", ["x-ms-cp932"] = "932", ["windows-932"] = "932",
        ["x-euc-jp"] = "euc-jp", ["eucjp"] = "euc-jp", ["iso-2022-jp-1"] = "iso-2022-jp", ["iso-2022-jp-2"] = "iso-2022-jp", ["iso-2022-jp-ms"] = "iso-2022-jp",
        ["cp50220"] = "iso-2022-jp", ["cp50221"] = "iso-2022-jp", ["jis"] = "iso-2022-jp", ["big5-hkscs"] = "big5", ["x-x-big5"] = "big5", ["cn-big5"] = "big5",
        ["cp950"] = "big5", ["big-5"] = "big5", ["x-big5"] = "big5", ["utf8"] = "utf-8", ["utf_8"] = "utf-8", ["unicode-1-1-utf-8"] = "utf-8", ["x-unicode-2-0-utf-8"] = "utf-8",
        ["utf8mb4"] = "utf-8", ["cp65001"] = "utf-8", ["ucs-2"] = "utf-16", ["iso-10646-ucs-2"] = "utf-16", ["utf16"] = "utf-16", ["unicode-1-1-utf-7"] = "utf-7",
        ["unicode-2-0-utf-7"] = "utf-7", ["x-unicode-2-0-utf-7"] = "utf-7", ["csunicode11utf7"] = "utf-7", ["utf7"] = "utf-7",
        ["iso-8859-6-e"] = "iso-8859-6", ["iso-8859-6-i"] = "iso-8859-6", ["iso-8859-8-e"] = "iso-8859-8", ["iso-8859-8-i"] = "iso-8859-8", ["visual"] = "iso-8859-8", ["logical"] = "iso-8859-8",
        ["koi8"] = "koi8-r", ["koi"] = "koi8-r", ["koi8r"] = "koi8-r", ["koi8_r"] = "koi8-r", ["koi8-ru"] = "koi8-u", ["x-mac-roman"] = "macintosh", ["mac"] = "macintosh",
        ["macroman"] = "macintosh", ["x-roman8"] = "windows-1252", ["hz-gb-2312"] = "52936", ["hz"] = "52936", ["x-iso-8859-15"] = "iso-8859-15", ["latin9"] = "iso-8859-15",
    };

    private static readonly ConcurrentDictionary<string, Encoding?> Known = new(StringComparer.OrdinalIgnoreCase);

    static Charsets() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private static Encoding Windows1252 => Find("windows-1252")!;

    /// <summary>The encoding of that name; null where it says nothing that is not seen from the bytes (us-ascii, unknown names).</summary>
    public static Encoding? Find(string? name)
    {
        if (name is null or { Length: 0 or > 60 })
        {
            return null;
        }

        // A stream of made-up names does not grow it for ever.
        return Known.TryGetValue(name, out var known) ? known : Known.Count < 2_000 ? Known[name] = Look(name) : Look(name);
    }

    /// <summary>Always a text: what is declared, or UTF-8 where every byte fits it, or Windows-1252. Marks at its start and nulls are left out.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            bytes = bytes[3..];
        }

        var encoding = Find(charset);
        if (encoding is UnicodeEncoding)
        {
            return Clean(Wide(ref bytes, encoding).GetString(bytes));
        }

        return Clean(encoding switch
        {
            null => Guess(bytes),
            Utf7 => Utf7.Decode(bytes),
            { CodePage: 65001 } => Unicode(bytes),
            _ => encoding.GetString(bytes),
        });
    }

    /// <summary>Text of a header field (RFC 6532 and what came before it).</summary>
    public static string Header(ReadOnlySpan<byte> bytes, string? declared)
    {
        if (System.Text.Ascii.IsValid(bytes))
        {
            var escape = bytes.IndexOf((byte)0x1B);
            var japanese = escape >= 0 && escape + 1 < bytes.Length && bytes[escape + 1] is (byte)'$' or (byte)'(';
            return japanese ? Decode(bytes, "iso-2022-jp") : Clean(Encoding.ASCII.GetString(bytes));
        }

        return Fits(bytes) ? Clean(Encoding.UTF8.GetString(bytes)) : Decode(bytes, Find(declared) is { IsSingleByte: true } or { CodePage: not 65001 } ? declared : null);
    }

    /// <summary>Whether every byte belongs to valid UTF-8.</summary>
    public static bool Fits(ReadOnlySpan<byte> bytes) => System.Text.Unicode.Utf8.IsValid(bytes);

    private static string Guess(ReadOnlySpan<byte> bytes) => Fits(bytes) ? Encoding.UTF8.GetString(bytes) : Windows1252.GetString(bytes);

    // Declared and wrong: where no byte above 127 belongs to a character of it, it is something else.
    private static string Unicode(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return text.Contains('\uFFFD', StringComparison.Ordinal) && !Fits(bytes) && text.AsSpan().IndexOfAnyExcept(NotUnicode) < 0 ? Windows1252.GetString(bytes) : text;
    }

    private static string Clean(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;

    // Without a mark the nulls tell the order: letters of most tongues have theirs in the first byte of the big-endian kind.
    private static Encoding Wide(ref ReadOnlySpan<byte> bytes, Encoding declared)
    {
        if (bytes is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
        {
            var big = bytes[0] == 0xFE;
            bytes = bytes[2..];
            return big ? Encoding.BigEndianUnicode : Encoding.Unicode;
        }

        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < Math.Min(bytes.Length, 512); i += 2)
        {
            (even, odd) = (even + (bytes[i] == 0 ? 1 : 0), odd + (bytes[i + 1] == 0 ? 1 : 0));
        }

        return even == odd ? declared : even > odd ? Encoding.BigEndianUnicode : Encoding.Unicode;
    }

    private static Encoding? Look(string name)
    {
        name = name.Trim(' ', '\t', '"', '\'', ';', '<', '>');
        name = Aliases.GetValueOrDefault(name, name);
        if (name.StartsWith("cp-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("cp", StringComparison.OrdinalIgnoreCase))
        {
            name = name[2..].TrimStart('-');
        }

        if (name.Equals("utf-7", StringComparison.OrdinalIgnoreCase) || name == "65000")
        {
            return Utf7.Instance;
        }

        try
        {
            var found = int.TryParse(name, System.Globalization.NumberStyles.None, null, out var page) ? Encoding.GetEncoding(page) : Encoding.GetEncoding(name);
            return found.CodePage is 20127 or 0 ? null : found;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}

using System.Text;
using System.Text.RegularExpressions;

namespace BpoWorkbench.Platform.Mime;

/// <summary>The text of a body, of one part or of several one after the other.</summary>
internal sealed partial class BodyText(int limit)
{
    private StringBuilder? _text;

    /// <summary>Null where no part gave any, which is not the same as an empty one.</summary>
    public string? Text => _text?.ToString();

    public bool IsCut { get; private set; }

    public static string Lines(string text) => text.Contains('\r', StringComparison.Ordinal)
        ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
        : text;

    public void Add(KeptContent content, ContentHead head, bool html)
    {
        var bytes = content.Kept;
        if (content.IsCut)
        {
            // Half a character would make all of it look like another charset.
            var rest = bytes is [.., (>= 0x80) and (< 0xC0)] ? bytes[^Math.Min(4, bytes.Length)..].LastIndexOfAnyExceptInRange((byte)0x80, (byte)0xBF) : -1;
            bytes = rest >= 0 ? bytes[..(bytes.Length - Math.Min(4, bytes.Length) + rest + 1)] : bytes;
            bytes = bytes is [.., >= 0xC0] ? bytes[..^1] : bytes;
        }

        var charset = head["charset"];
        if (html && Charsets.Find(charset) is null && !Charsets.Fits(bytes))
        {
            charset = Declared(bytes[..Math.Min(bytes.Length, 2_048)]);
        }

        var text = Lines(Charsets.Decode(bytes, charset));
        text = head is { IsFlowed: true, Type: "text/plain" } ? FlowedText.Unwrap(text, head.DeletesSpace) : text;
        _text ??= new StringBuilder();
        if (_text.Length > 0 && text.Length > 0 && _text[^1] != '\n')
        {
            _text.Append('\n');
        }

        var room = Math.Max(0, limit - _text.Length);
        IsCut |= text.Length > room;
        _text.Append(text, 0, Math.Min(room, text.Length));
    }

    // The page says what its mail does not.
    private static string? Declared(ReadOnlySpan<byte> start) =>
        Meta().Match(Encoding.Latin1.GetString(start)) is { Success: true } meta ? meta.Groups[1].Value : null;

    [GeneratedRegex("""<meta[^>]{0,200}?charset\s{0,5}=\s{0,5}["']?([\w-]{1,40})""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Meta();
}

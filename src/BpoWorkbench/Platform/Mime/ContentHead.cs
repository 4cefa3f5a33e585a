using System.Globalization;
using System.Text;

namespace BpoWorkbench.Platform.Mime;

/// <summary>What the header fields of a part say of its content (RFC 2045, 2183).</summary>
internal sealed class ContentHead
{
    private readonly Parameters _type;
    private readonly Parameters _disposition;

    /// <param name="otherwise">The type where none is declared: in a digest every part is a message (RFC 2046, 5.1.5).</param>
    public ContentHead(MailHeaders headers, string otherwise)
    {
        var declared = headers.Raw("Content-Type");
        _type = Parameters.Of(declared);
        _disposition = Parameters.Of(headers.Raw("Content-Disposition"));
        Type = Whole(_type.Value, otherwise, Name is not null);
        Encoding = headers.Raw("Content-Transfer-Encoding");
        Id = headers.Raw("Content-ID") is { } id ? MessageIds.First(id) : null;
    }

    public string Type { get; }

    public string? Encoding { get; }

    public string? Id { get; }

    public string? Name => Named(_disposition["filename"]) ?? Named(_type["name"]) ?? Named(_disposition["name"]);

    /// <summary>A part that is explicitly no part of the text.</summary>
    public bool IsAttachment => _disposition.Value == "attachment";

    public bool IsInline => _disposition.Value == "inline" || (_disposition.Value.Length == 0 && Id is not null);

    public bool IsText => Type.StartsWith("text/", StringComparison.Ordinal);

    public bool IsMultipart => Type.StartsWith("multipart/", StringComparison.Ordinal);

    public bool IsMessage => Type is "message/rfc822" or "message/global" or "message/news" or "text/rfc822-headers" or "message/rfc822-headers";

    public string? this[string parameter] => _type[parameter];

    /// <summary>Null where there is none; an empty one is one.</summary>
    public byte[]? Boundary => _type["boundary"] is { } boundary ? System.Text.Encoding.UTF8.GetBytes(boundary.TrimEnd()) : null;

    /// <summary>The Content-ID of what a multipart/related begins with, where that is not its first part (RFC 2387).</summary>
    public string? Start => _type["start"] is { } start ? MessageIds.First(start) : null;

    /// <summary>Null where it does not say of what, or which.</summary>
    public MailFragment? Fragment => _type["id"] is { Length: > 0 } id && Whole(_type["number"]) is { } number ? new(id, number, Whole(_type["total"])) : null;

    public bool IsFlowed => "flowed".Equals(_type["format"], StringComparison.OrdinalIgnoreCase);

    public bool DeletesSpace => "yes".Equals(_type["delsp"], StringComparison.OrdinalIgnoreCase);

    // A name of several lines or with nulls is nobody's.
    private static string? Named(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        var text = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            text.Append(char.IsControl(character) ? "" : character);
        }

        return text.ToString().Trim() is { Length: > 0 } whole ? whole : null;
    }

    private static int? Whole(string? number) => int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole > 0 ? whole : null;

    private static string Whole(string type, string otherwise, bool isFile)
    {
        var slash = type.IndexOf('/', StringComparison.Ordinal);
        if (slash > 0 && slash < type.Length - 1 && type.Length <= 200 && type.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0)
        {
            return type;
        }

        return type.TrimEnd('/') switch
        {
            "" => isFile ? "application/octet-stream" : otherwise,
            "text" or "plain" => "text/plain",
            "html" => "text/html",
            "multipart" => "multipart/mixed",
            _ => isFile || slash < 0 || !type.StartsWith("text", StringComparison.Ordinal) ? "application/octet-stream" : "text/plain",
        };
    }
}

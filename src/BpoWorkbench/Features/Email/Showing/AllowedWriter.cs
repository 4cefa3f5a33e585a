using System.Text;
using System.Text.RegularExpressions;

namespace BpoWorkbench.Features.Email.Showing;

/// <summary>Writes anew what of a mail's HTML may be shown.</summary>
internal sealed partial class AllowedWriter(ImageSources images, LeftOut left)
{
    /// <summary>The class of what stands where a remote picture would.</summary>
    public const string Placeholder = "left-out";

    private readonly StringBuilder _html = new();
    private bool _inPre;

    public int Length => _html.Length;

    public string Written => _html.ToString();

    public void Write(HtmlPiece piece)
    {
        switch (piece.Step)
        {
            case HtmlStep.Text:
                // The first line end in pre is none.
                Escape(_inPre ? piece.Name.TrimStart('\r', '\n') : piece.Name);
                _inPre = false;
                break;
            case HtmlStep.Start:
                Start(piece);
                _inPre = piece.Name == "pre";
                break;
            case HtmlStep.End:
                _html.Append("</").Append(piece.Name).Append('>');
                break;
            case HtmlStep.LeftOut:
                left.Tag(piece);
                break;
            default:
                left.Tell(ShownHtml.Plain);
                break;
        }
    }

    private void Start(HtmlPiece piece)
    {
        left.Attributes(piece.Attributes);
        if (piece.Name == "img")
        {
            Image(piece);
            return;
        }

        // Of a link, the title is its true target.
        Open(piece, without: piece.Name == "a" ? "title" : null);
        if (piece.Name == "a" && piece["href"] is { } href && !href.StartsWith('#'))
        {
            Link(href);
        }

        _html.Append('>');
    }

    private void Link(string href)
    {
        if (SafeLink.Of(href) is not { } link)
        {
            left.Link(href);
            return;
        }

        Attribute("href", link.Address);
        Attribute("title", link.Target);
        Attribute("target", "_blank");
        Attribute("rel", "noopener noreferrer nofollow");
    }

    private void Image(HtmlPiece piece)
    {
        var source = piece["src"] ?? "";
        var address = images.Of(source, out var refused);
        if (refused is null && !SafeLink.Plain(source).StartsWith("data:", StringComparison.OrdinalIgnoreCase) && IsPixel(piece))
        {
            left.Tell(ShownHtml.Pixel);
            return;
        }

        left.Tell(refused);
        if (address is not null)
        {
            Open(piece, without: null);
            Attribute("src", address);
            _html.Append('>');
            return;
        }

        left.Remote += refused is null ? 1 : 0;
        var alt = (piece["alt"] ?? "").Trim();
        if (alt.Length > 0 || refused is null)
        {
            _html.Append("<span class=\"").Append(Placeholder).Append("\">");
            Escape(alt.Length > 200 ? alt[..200] : alt);
            _html.Append("</span>");
        }
    }

    private static bool IsPixel(HtmlPiece image) =>
        OneDot().IsMatch(image["width"] ?? "") || OneDot().IsMatch(image["height"] ?? "") || AllowedCss.Hides(image["style"] ?? "");

    private void Open(HtmlPiece piece, string? without)
    {
        _html.Append('<').Append(piece.Name);
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var attribute in piece.Attributes)
        {
            var value = attribute.Name == "style" ? AllowedCss.Of(attribute.Value) : AllowedHtml.Attribute(piece.Name, attribute.Name, attribute.Value);
            if (attribute.Name != without && value is not null && (value.Length > 0 || attribute.Name != "style") && written.Add(attribute.Name))
            {
                Attribute(attribute.Name, value);
            }
        }
    }

    private void Attribute(string name, string value)
    {
        _html.Append(' ').Append(name).Append("=\"");
        Escape(value);
        _html.Append('"');
    }

    private void Escape(string text)
    {
        foreach (var c in text)
        {
            _ = c switch
            {
                '&' => _html.Append("&amp;"),
                '<' => _html.Append("&lt;"),
                '>' => _html.Append("&gt;"),
                '"' => _html.Append("&quot;"),
                '\0' or '\r' => _html,
                _ => _html.Append(c),
            };
        }
    }

    [GeneratedRegex(@"^\s*0*[01](\.[0-9]+)?(px)?\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex OneDot();
}

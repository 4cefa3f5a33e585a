using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using BpoWorkbench.Features.Email.Showing;

namespace BpoWorkbench.Tests.Features.Email.Showing;

/// <summary>A shown mail as a browser reads it, looked through by a list of its own for anything that acts, fetches or leads astray.</summary>
internal static class LookedThrough
{
    private static readonly HashSet<string> Elements =
    [
        "a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u", "address", "article", "aside", "blockquote", "caption",
        "center", "col", "colgroup", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
        "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "abbr", "bdi", "bdo", "br", "cite", "del",
        "dfn", "img", "ins", "kbd", "mark", "q", "rp", "rt", "ruby", "samp", "span", "sub", "sup", "time", "var", "wbr",
    ];

    private static readonly HashSet<string> Attributes =
    [
        "abbr", "align", "alt", "bgcolor", "border", "cellpadding", "cellspacing", "class", "clear", "color", "colspan", "dir", "face", "height", "href", "hspace",
        "lang", "nowrap", "rel", "reversed", "rowspan", "scope", "size", "span", "src", "start", "style", "target", "title", "type", "valign", "value", "vspace",
        "width",
    ];

    private static readonly string[] InNoStyle = ["url", "expression", "\\", "@", "position", "behavior", "binding", "var(", "/*", "import", "--", "javascript"];

    public static string Body(ShownHtml shown) => shown.Document[(shown.Document.IndexOf("<body>", StringComparison.Ordinal) + 6)..shown.Document.LastIndexOf("</body>", StringComparison.Ordinal)];

    public static string Body(string html) => Body(Shown(html));

    public static ShownHtml Shown(string html, bool remote = false) => SafeHtml.Of(html, remote, cid => cid == "logo" ? "https://house.example/inline/abc" : null);

    /// <summary>Whether scripts are on or off in the browser, and whether the mail stands in the document or is put into a page later.</summary>
    public static IReadOnlyList<string> Wrong(ShownHtml shown, bool remote = false) =>
    [
        .. new[] { true, false }.SelectMany(scripting => Wrong(new HtmlParser(new HtmlParserOptions { IsScripting = scripting }).ParseDocument(shown.Document), remote)),
        .. Wrong(new HtmlParser().ParseDocument($"<table><tr><td><div>{Body(shown)}</div></table>"), remote),
    ];

    private static IEnumerable<string> Wrong(IHtmlDocument document, bool remote)
    {
        foreach (var node in document.Body!.Descendants())
        {
            if (node is IElement element)
            {
                if (!Elements.Contains(element.LocalName) || element.NamespaceUri != "http://www.w3.org/1999/xhtml")
                {
                    yield return $"<{element.LocalName}>";
                }

                foreach (var attribute in element.Attributes.Where(attribute => !IsHarmless(element.LocalName, attribute.Name, attribute.Value, remote)))
                {
                    yield return $"{element.LocalName} {attribute.Name}={attribute.Value}";
                }
            }
            else if (node is not IText)
            {
                yield return node.NodeName;
            }
        }
    }

    private static bool IsHarmless(string element, string name, string value, bool remote) => Attributes.Contains(name) && name switch
    {
        "href" => element == "a" && (value.StartsWith("http://", StringComparison.Ordinal) || value.StartsWith("https://", StringComparison.Ordinal)
            || value.StartsWith("mailto:", StringComparison.Ordinal) || value.StartsWith("tel:", StringComparison.Ordinal)),
        "src" => element == "img" && (value.StartsWith("https://house.example/inline/", StringComparison.Ordinal) || value.StartsWith("data:image/", StringComparison.Ordinal)
            || (remote && value.StartsWith("http", StringComparison.Ordinal))),
        "class" => value == "left-out",
        "style" => !InNoStyle.Any(word => value.Contains(word, StringComparison.OrdinalIgnoreCase)),
        _ => true,
    };
}

using System.Text.RegularExpressions;
using AngleSharp.Html.Parser.Tokens;

namespace BpoWorkbench.Features.Email.Showing;

/// <summary>Keeps count of what of a mail is not shown, so that its reader can be told.</summary>
internal sealed partial class LeftOut
{
    private readonly SortedSet<string> _told = new(StringComparer.Ordinal);

    public int Remote { get; set; }

    public IReadOnlyList<string> Told => [.. _told];

    public void Tell(string? code)
    {
        if (code is not null)
        {
            _told.Add(code);
        }
    }

    /// <summary>A tag that is not written.</summary>
    public void Tag(HtmlPiece piece)
    {
        Tell(piece.Name == "meta" && piece["http-equiv"] is not null && piece["content"]?.Contains("url", StringComparison.OrdinalIgnoreCase) == true
            ? ShownHtml.Redirect
            : AllowedHtml.Telling(piece.Name));
        Attributes(piece.Attributes);
    }

    /// <summary>What attributes would do that are not written.</summary>
    public void Attributes(IReadOnlyList<HtmlAttributeToken> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (attribute.Name.StartsWith("on", StringComparison.Ordinal) || (attribute.Name == "style" && ScriptStyle().IsMatch(attribute.Value)))
            {
                Tell(ShownHtml.Script);
            }

            Remote += attribute.Name switch
            {
                "background" => RemoteAddress().IsMatch(attribute.Value) ? 1 : 0,
                "style" => AllowedCss.Remote(attribute.Value),
                _ => 0,
            };
        }
    }

    public void Link(string href) => Tell(ScriptLink().IsMatch(SafeLink.Plain(href)) ? ShownHtml.Script : ShownHtml.Link);

    [GeneratedRegex(@"^\s*(https?:|//)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RemoteAddress();

    [GeneratedRegex("^(javascript|vbscript|livescript|data):", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ScriptLink();

    [GeneratedRegex(@"expression\s*\(|behaviou?r\s*:|-moz-binding|(java|vb)script\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ScriptStyle();
}

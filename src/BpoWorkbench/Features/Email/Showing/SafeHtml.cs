using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace BpoWorkbench.Features.Email.Showing;

/// <summary>
/// Makes the HTML of a stranger's mail safe to show. It is not cleaned but written anew: only what <see cref="AllowedHtml"/>,
/// <see cref="AllowedCss"/>, <see cref="SafeLink"/> and <see cref="ImageSources"/> name is ever written, with every text escaped and
/// nothing whose text a browser reads differently. What was written is then parsed as a browser would, looked through again, and has to
/// come out as it went in (mutation XSS); where it does not, the words alone are shown.
/// </summary>
public static class SafeHtml
{
    // Of characters; a picture within the mail's own text may take most of it.
    private const int Longest = 6_000_000;
    private const int LongestWritten = 8_000_000;
    private const int Rounds = 3;

    private static readonly HtmlParserOptions AsABrowserWithoutScripts = new() { IsScripting = false };

    /// <summary>Never throws for any text. "" gives an empty document.</summary>
    /// <param name="html">As decoded from the mail: characters, not bytes. Longer than six million, the rest is cut.</param>
    /// <param name="remoteImages">Whether the reader asked for what lies on other people's servers.</param>
    /// <param name="inlineImages">
    /// By Content-ID (RFC 2392, without angle brackets): an absolute http or https address, or a data: URL of a png, jpeg, gif or webp.
    /// A frame without an origin sends no cookies, so an address has to be enough by itself. Null where the mail has no such file.
    /// </param>
    public static ShownHtml Of(string html, bool remoteImages, Func<string, string?> inlineImages)
    {
        var images = new ImageSources(remoteImages, inlineImages);
        var left = new LeftOut();
        var writer = new AllowedWriter(images, left);
        foreach (var piece in new HtmlWalk(html.Length > Longest ? html[..Longest] : html).Steps().TakeWhile(_ => writer.Length < LongestWritten))
        {
            writer.Write(piece);
        }

        if (html.Length > Longest || writer.Length >= LongestWritten)
        {
            left.Tell(ShownHtml.Cut);
        }

        if (Settled(writer.Written) is not { } body)
        {
            left.Tell(ShownHtml.Plain);
            body = $"<div style=\"white-space:pre-wrap;\">{WebUtility.HtmlEncode(TextOfHtml.Of(html))}</div>";
        }

        return new(Document(body, Policy(images.Folders, remoteImages)), left.Remote, left.Told);
    }

    /// <summary>The text that parses to a tree which is written as that same text; null where none is found, or anything else has come in.</summary>
    private static string? Settled(string written)
    {
        var parser = new HtmlParser(AsABrowserWithoutScripts);
        for (var round = 0; round <= Rounds; round++)
        {
            using var document = parser.ParseDocument($"<!DOCTYPE html><html><head></head><body>{written}");
            if (document.Body is not { } body || !IsAllowed(document))
            {
                return null;
            }

            var again = body.InnerHtml;
            if (round > 0 && again == written)
            {
                return again;
            }

            written = again;
        }

        return null;
    }

    private static bool IsAllowed(IHtmlDocument document) =>
        document.Head is { HasChildNodes: false, Attributes.Length: 0 } && document.Body is { Attributes.Length: 0 } && document.All.All(element =>
            element == document.DocumentElement || element == document.Head || element == document.Body
            || (element is IHtmlElement && AllowedHtml.Name(element.LocalName) == element.LocalName
                && element.Attributes.All(attribute => attribute.NamespaceUri is null && AllowedHtml.MayHave(element.LocalName, attribute.Name, attribute.Value))));

    private static string Policy(IEnumerable<string> inline, bool remoteImages) =>
        $"default-src 'none'; style-src 'unsafe-inline'; img-src data: {string.Join(' ', inline)}{(remoteImages ? " https: http:" : "")}; form-action 'none'; base-uri 'none'";

    private static string Document(string body, string policy) =>
        $$"""
        <!DOCTYPE html><html><head><meta http-equiv="Content-Security-Policy" content="{{WebUtility.HtmlEncode(policy)}}"><meta charset="utf-8"><meta name="referrer" content="no-referrer"><meta http-equiv="x-dns-prefetch-control" content="off"><style>
        html{color-scheme:light;background:#fff}body{margin:0;padding:8px;color:#1b1b1b;font:14px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
        img{max-width:100%}pre{white-space:pre-wrap}blockquote{margin:8px 0 8px 4px;padding-left:12px;border-left:2px solid #c9c9c9}
        .{{AllowedWriter.Placeholder}}{display:inline-block;min-width:16px;min-height:16px;padding:0 4px;border:1px dashed #8a8a8a;color:#5c5c5c}
        </style></head><body>{{body}}</body></html>
        """;
}

using System.Collections.Frozen;
using System.Text;
using System.Text.RegularExpressions;

namespace BpoWorkbench.Features.Email.Showing;

/// <summary>
/// The declarations of a style attribute that a shown mail may keep: known properties whose whole value is made of words, numbers, colours
/// and names of fonts. Anything else (url(), expression(), var(), escapes, comments, negative lengths) takes its declaration with it, so
/// nothing needs to be known about what it would do.
/// </summary>
internal static partial class AllowedCss
{
    private const int LongestStyle = 4000;
    private const int LongestValue = 200;

    private static readonly FrozenSet<string> Properties = (
        "color background background-color font font-family font-size font-style font-weight font-variant line-height letter-spacing word-spacing "
        + "text-align text-decoration text-indent text-transform text-overflow white-space word-break word-wrap overflow-wrap vertical-align direction "
        + "width min-width max-width height min-height max-height box-sizing overflow display float clear visibility opacity "
        + "margin margin-top margin-right margin-bottom margin-left padding padding-top padding-right padding-bottom padding-left "
        + "border border-top border-right border-bottom border-left border-color border-style border-width border-radius border-collapse border-spacing "
        + "border-top-color border-right-color border-bottom-color border-left-color border-top-style border-right-style border-bottom-style "
        + "border-left-style border-top-width border-right-width border-bottom-width border-left-width "
        + "table-layout caption-side empty-cells list-style list-style-type list-style-position").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The declarations that stay, as one style attribute; "" where none does.</summary>
    public static string Of(string style)
    {
        if (style.Length > LongestStyle)
        {
            return "";
        }

        var kept = new StringBuilder();
        foreach (var declaration in style.Split(';'))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                continue;
            }

            var property = declaration[..colon].Trim().ToLowerInvariant();
            var value = WithoutImportant(declaration[(colon + 1)..].Trim());
            if (Properties.Contains(property) && value.Length <= LongestValue && Harmless().IsMatch(value))
            {
                kept.Append(property).Append(':').Append(value).Append(';');
            }
        }

        return kept.ToString();
    }

    /// <summary>How many things the style would fetch from elsewhere.</summary>
    public static int Remote(string style) => RemoteUrl().Count(style);

    /// <summary>Whether the style hides its element from who reads the mail as it was meant: what previews and trackers are fed.</summary>
    public static bool Hides(string style) => Hiding().IsMatch(style);

    private static string WithoutImportant(string value) =>
        value.EndsWith("important", StringComparison.OrdinalIgnoreCase) && value[..^"important".Length].TrimEnd() is [.. var rest, '!'] ? rest.TrimEnd() : value;

    [GeneratedRegex(
        """
        ^(?:
            (?: \#[0-9a-f]{3,8} | (?:[0-9]{1,4}(?:\.[0-9]{0,8})?|\.[0-9]{1,8})(?:%|[a-z]{1,4})? | [a-z][a-z-]{0,40}
              | (?:rgb|hsl)a?\([0-9.,%\s/]{1,40}\) | "[a-z0-9\ ._-]{0,60}" | '[a-z0-9\ ._-]{0,60}' )
            (?: \s*[,/]\s* | \s+ | \z )
        )+\z
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Harmless();

    [GeneratedRegex(@"url\(\s*([""']\s*)?(https?:|//)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RemoteUrl();

    [GeneratedRegex(
        @"(^|[;\s])(display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|opacity\s*:\s*0*(\.0+)?\s*(;|!|$)|(max-height|font-size)\s*:\s*0*(\.0+)?(px|pt|em|%)?\s*(;|!|$))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hiding();
}

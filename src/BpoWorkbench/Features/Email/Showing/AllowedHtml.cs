using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace BpoWorkbench.Features.Email.Showing;

/// <summary>The elements and attributes that a shown mail may consist of; whatever is not named here does not exist.</summary>
internal static partial class AllowedHtml
{
    private const int LongestText = 1000;

    /// <summary>Elements that a browser opens again by itself after a misplaced end: many of them open at once multiply.</summary>
    private static readonly FrozenSet<string> Formatting = Set("a b big code em font i s small strike strong tt u");

    private static readonly FrozenSet<string> Blocks = Set(
        "address article aside blockquote caption center col colgroup dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre "
        + "section table tbody td tfoot th thead tr ul");

    private static readonly FrozenSet<string> Inline = Set(
        "abbr bdi bdo br cite del dfn img ins kbd mark q rp rt ruby samp span sub sup time var wbr");

    private static readonly FrozenSet<string> Empty = Set("br col hr img wbr");

    /// <summary>What takes its content along when it goes: what stands in it was never meant to be read as it stands.</summary>
    private static readonly FrozenDictionary<string, string?> Dropped = new Dictionary<string, string?>
    {
        ["script"] = ShownHtml.Script, ["style"] = ShownHtml.Styles, ["title"] = null, ["noscript"] = null, ["template"] = ShownHtml.Script,
        ["iframe"] = ShownHtml.Frame, ["frameset"] = ShownHtml.Frame, ["noframes"] = null, ["noembed"] = null, ["object"] = ShownHtml.Frame,
        ["applet"] = ShownHtml.Frame, ["svg"] = ShownHtml.Drawing, ["math"] = ShownHtml.Drawing, ["canvas"] = ShownHtml.Drawing,
        ["audio"] = ShownHtml.Frame, ["video"] = ShownHtml.Frame, ["select"] = ShownHtml.Form, ["textarea"] = ShownHtml.Form,
        ["datalist"] = ShownHtml.Form, ["map"] = null, ["xmp"] = null, ["plaintext"] = null,
    }.ToFrozenDictionary();

    /// <summary>What goes alone: the tag, for its content is the mail's.</summary>
    private static readonly FrozenDictionary<string, string> Unwrapped = new Dictionary<string, string>
    {
        ["form"] = ShownHtml.Form, ["input"] = ShownHtml.Form, ["button"] = ShownHtml.Form, ["isindex"] = ShownHtml.Form, ["keygen"] = ShownHtml.Form,
        ["base"] = ShownHtml.Redirect, ["link"] = ShownHtml.Styles, ["frame"] = ShownHtml.Frame, ["embed"] = ShownHtml.Frame,
        ["bgsound"] = ShownHtml.Frame,
    }.ToFrozenDictionary();

    /// <summary>Null for an element that is not shown as such.</summary>
    public static string? Name(string raw) => raw switch
    {
        "body" or "form" => "div",
        "image" => "img",
        _ => Formatting.Contains(raw) || Blocks.Contains(raw) || Inline.Contains(raw) ? raw : null,
    };

    public static bool IsFormatting(string name) => Formatting.Contains(name);

    public static bool IsBlock(string name) => Blocks.Contains(name);

    public static bool IsEmpty(string name) => Empty.Contains(name);

    public static bool GoesWithContent(string raw) => Dropped.ContainsKey(raw);

    /// <summary>The code to tell of a tag that is left out; null where that needs no telling.</summary>
    public static string? Telling(string raw) => Dropped.GetValueOrDefault(raw) ?? Unwrapped.GetValueOrDefault(raw);

    /// <summary>The value as it may be written; null where the attribute is left out. Links, sources and styles are not decided here.</summary>
    public static string? Attribute(string element, string name, string value) => name switch
    {
        "title" or "abbr" or "alt" => value.Length <= LongestText ? value : null,
        "dir" or "align" or "valign" or "scope" or "clear" => Fitting(Word(), value),
        "lang" => Fitting(Language(), value),
        "bgcolor" or "color" => Fitting(Colour(), value),
        "face" => Fitting(Face(), value),
        "width" or "height" or "cellpadding" or "cellspacing" or "border" or "hspace" or "vspace" => Fitting(Length(), value),
        "size" => Fitting(Size(), value),
        "colspan" or "rowspan" or "span" or "start" => Fitting(Count(), value),
        "value" when element == "li" => Fitting(Count(), value),
        "type" when element is "ol" or "ul" or "li" => Fitting(Word(), value),
        "nowrap" or "reversed" => "",
        _ => null,
    };

    /// <summary>Whether this product itself may have written the attribute; its value was decided then.</summary>
    public static bool MayHave(string element, string name, string value) => name switch
    {
        "style" => true,
        "href" or "rel" or "target" => element == "a",
        "src" => element == "img",
        "class" => element == "span" && value == AllowedWriter.Placeholder,
        _ => Attribute(element, name, value) is not null,
    };

    private static string? Fitting(Regex shape, string value) => shape.IsMatch(value.Trim()) ? value.Trim() : null;

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    [GeneratedRegex(@"^[A-Za-z-]{1,20}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Language();

    [GeneratedRegex(@"^(#[0-9A-Fa-f]{3,8}|[0-9A-Fa-f]{6}|[A-Za-z]{3,20})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Colour();

    [GeneratedRegex(@"^[A-Za-z0-9 ,'""_-]{1,200}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Face();

    [GeneratedRegex(@"^[0-9]{1,4}(\.[0-9]{1,4})?(px|pt|em|%)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Length();

    [GeneratedRegex(@"^[+-]?[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Size();

    [GeneratedRegex(@"^[0-9]{1,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Count();
}

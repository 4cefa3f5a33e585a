namespace BpoWorkbench.Features.Email.Showing;

/// <summary>A mail's HTML as it may be shown: a whole document for the srcdoc of a frame with <see cref="Sandbox"/>.</summary>
/// <param name="Document">From doctype to end, with its own content security policy.</param>
/// <param name="RemoteLeftOut">How many pictures and backgrounds stay on other people's servers until they are asked for.</param>
/// <param name="Told">What else was left out, by the codes below, in the order of the alphabet.</param>
public sealed record ShownHtml(string Document, int RemoteLeftOut, IReadOnlyList<string> Told)
{
    /// <summary>For the frame's sandbox attribute: no scripts, no forms, no origin; a link opens a page of its own that is free of it.</summary>
    public const string Sandbox = "allow-popups allow-popups-to-escape-sandbox";

    /// <summary>Scripts, handlers of events, links that are scripts.</summary>
    public const string Script = "html.script";

    /// <summary>Forms and their fields; their words stay.</summary>
    public const string Form = "html.form";

    /// <summary>Other pages, players and programs inside the mail.</summary>
    public const string Frame = "html.frame";

    /// <summary>SVG, MathML, canvas.</summary>
    public const string Drawing = "html.drawing";

    /// <summary>What leads elsewhere by itself: meta refresh, base.</summary>
    public const string Redirect = "html.redirect";

    /// <summary>Style sheets: the mail may look plainer than it was meant.</summary>
    public const string Styles = "html.styles";

    /// <summary>Links to anything but http, https, mailto and tel; their words stay.</summary>
    public const string Link = "html.link";

    /// <summary>Pictures that are none, are too large, or are not among the mail's files.</summary>
    public const string Image = "html.image";

    /// <summary>Pictures too small to be seen, which only report that the mail was opened; not shown even where remote ones are.</summary>
    public const string Pixel = "html.pixel";

    /// <summary>Nested too deep or of too many elements: from there on only the words are shown.</summary>
    public const string Plain = "html.plain";

    /// <summary>Longer than is shown; the rest is cut.</summary>
    public const string Cut = "html.cut";
}

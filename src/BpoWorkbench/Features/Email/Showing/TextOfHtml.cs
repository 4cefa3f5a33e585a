namespace BpoWorkbench.Features.Email.Showing;

/// <summary>
/// The words of a mail that came as HTML alone, laid out as plain text: blocks on lines of their own, "- " and "1. " before the lines of
/// lists, " | " between the cells of a row, "> " before what is quoted, the address behind a link whose words do not say it. What the mail
/// hides from its reader (the line for the preview, trackers) is not among them.
/// </summary>
public static class TextOfHtml
{
    private const int Longest = 1_000_000;

    /// <summary>Never throws for any text; lines end in "\n". More than a million characters are cut.</summary>
    public static string Of(string html)
    {
        var text = new TextLayout();
        // How many elements are open within the hidden one, itself included.
        var hidden = 0;
        foreach (var piece in new HtmlWalk(html).Steps())
        {
            if (text.Length > Longest)
            {
                break;
            }

            if (hidden > 0)
            {
                hidden += piece.Step == HtmlStep.End ? -1 : piece.Step == HtmlStep.Start && !AllowedHtml.IsEmpty(piece.Name) ? 1 : 0;
            }
            else if (piece.Step == HtmlStep.Start && IsHidden(piece))
            {
                hidden = AllowedHtml.IsEmpty(piece.Name) ? 0 : 1;
            }
            else
            {
                text.Add(piece);
            }
        }

        return text.ToString();
    }

    private static bool IsHidden(HtmlPiece piece) => piece["hidden"] is not null || (piece["style"] is { } style && AllowedCss.Hides(style));
}

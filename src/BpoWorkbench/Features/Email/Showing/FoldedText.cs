namespace BpoWorkbench.Features.Email.Showing;

public enum PartKind
{
    /// <summary>By whoever sent this mail, for this mail; also what they pass on of somebody else's.</summary>
    Written,

    /// <summary>Of earlier mails in the conversation, with the line that says whose it is.</summary>
    Quoted,

    /// <summary>From "-- " on, or the line of a telephone.</summary>
    Signature,

    /// <summary>The legal notice under it.</summary>
    Notice,
}

/// <summary>A stretch of whole lines of one kind; Start is where it begins in the text, in characters.</summary>
public sealed record TextPart(PartKind Kind, int Start, string Text)
{
    /// <summary>The text cut where links begin and end; joined it is the text again.</summary>
    public IReadOnlyList<TextRun> Runs => TextRun.Of(Text);
}

/// <summary>The text of a mail in parts, so that a page can fold what is not new. The parts joined are the text, character by character.</summary>
public sealed record FoldedText(IReadOnlyList<TextPart> Parts)
{
    /// <summary>What is new: what was written, without history, signature and notice. For learning and for searching.</summary>
    public string Fresh => string.Concat(Parts.Where(part => part.Kind == PartKind.Written).Select(part => part.Text)).Trim();

    /// <summary>Any text, with lines ended by \n or \r\n; never throws. Where nobody marked anything, all of it is written.</summary>
    public static FoldedText Of(string text)
    {
        var starts = new List<int>();
        var lines = new List<string>();
        for (var from = 0; from < text.Length;)
        {
            var end = text.IndexOf('\n', from);
            end = end < 0 ? text.Length : end + 1;
            starts.Add(from);
            lines.Add(text[from..end].TrimEnd('\r', '\n'));
            from = end;
        }

        var kinds = LineKinds.Of(lines);
        var parts = new List<TextPart>();
        for (var i = 0; i < lines.Count;)
        {
            var first = i;
            while (i < lines.Count && kinds[i] == kinds[first])
            {
                i++;
            }

            parts.Add(new(kinds[first], starts[first], text[starts[first]..(i < lines.Count ? starts[i] : text.Length)]));
        }

        return new(parts);
    }
}

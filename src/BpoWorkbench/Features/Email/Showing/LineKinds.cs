namespace BpoWorkbench.Features.Email.Showing;

/// <summary>What kind each line of a mail is of, by the marks of <see cref="QuoteMarks"/>.</summary>
internal static class LineKinds
{
    public static PartKind[] Of(IReadOnlyList<string> lines)
    {
        var kinds = new PartKind[lines.Count];
        // Until something else begins: what follows a signature or a notice is part of it.
        var current = PartKind.Written;
        for (var i = 0; i < lines.Count; i++)
        {
            if (QuoteMarks.IsQuoted(lines[i]))
            {
                kinds[i] = PartKind.Quoted;
                // Who answers below or between quotations goes on writing there.
                current = PartKind.Written;
            }
            else if (QuoteMarks.IsForwarded(lines[i]))
            {
                // What is passed on may look like history from its first line.
                kinds[i] = current = PartKind.Written;
                i = PassOn(lines, kinds, i);
            }
            else if (History(lines, i) is var history and > 0)
            {
                Fill(kinds, i, history, PartKind.Quoted);
                i += history - 1;
            }
            else
            {
                current = Turn(lines[i], current);
                kinds[i] = current;
                current = QuoteMarks.IsDevice(lines[i]) && i + 1 < lines.Count && lines[i + 1].Trim().Length == 0 ? PartKind.Written : current;
            }
        }

        Join(lines, kinds);
        return kinds;
    }

    private static PartKind Turn(string line, PartKind current) => current switch
    {
        PartKind.Written or PartKind.Signature when QuoteMarks.IsNotice(line) => PartKind.Notice,
        PartKind.Written when QuoteMarks.IsSignature(line) || QuoteMarks.IsDevice(line) => PartKind.Signature,
        _ => current,
    };

    /// <summary>How many lines from here are history: all that are left after a mark of it, or only the mark where lines with ">" follow.</summary>
    private static int History(IReadOnlyList<string> lines, int at)
    {
        if (QuoteMarks.IsOriginal(lines[at]) || QuoteMarks.IsHeaderBlock(lines, at)
            || (QuoteMarks.IsRule(lines[at]) && at + 1 < lines.Count && QuoteMarks.IsHeaderBlock(lines, at + 1)))
        {
            return lines.Count - at;
        }

        var attribution = QuoteMarks.Attribution(lines, at);
        if (attribution == 0)
        {
            return 0;
        }

        var next = at + attribution;
        while (next < lines.Count && lines[next].Trim().Length == 0)
        {
            next++;
        }

        return next < lines.Count && !QuoteMarks.IsQuoted(lines[next]) ? lines.Count - at : attribution;
    }

    /// <summary>The headers of a mail that is passed on are no history either; gives the last of them.</summary>
    private static int PassOn(IReadOnlyList<string> lines, PartKind[] kinds, int at)
    {
        var last = at;
        while (last + 1 < lines.Count && last < at + 10 && (last == at || lines[last].Trim().Length > 0))
        {
            kinds[++last] = PartKind.Written;
        }

        return last;
    }

    /// <summary>Empty lines between two of the same kind belong to it.</summary>
    private static void Join(IReadOnlyList<string> lines, PartKind[] kinds)
    {
        for (var i = 1; i < lines.Count; i++)
        {
            if (lines[i].Trim().Length > 0 || kinds[i] == kinds[i - 1])
            {
                continue;
            }

            var next = i;
            while (next < lines.Count && lines[next].Trim().Length == 0)
            {
                next++;
            }

            if (next == lines.Count || kinds[next] == kinds[i - 1])
            {
                Fill(kinds, i, next - i, kinds[i - 1]);
            }

            i = next - 1;
        }
    }

    private static void Fill(PartKind[] kinds, int from, int count, PartKind kind) => Array.Fill(kinds, kind, from, count);
}

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>Finds what separates the columns of a text file.</summary>
internal static class Delimiter
{
    private const int RowsLookedAt = 30;

    /// <summary>
    /// Of ; , tab and |, the one that cuts most of the first rows into the same number of columns, outside quotes. A line "sep=;" at the
    /// top, which Excel writes and obeys, decides. Falls back to ; as Spanish Excel does.
    /// </summary>
    public static (char Delimiter, bool IsDeclared) Find(TextReader text)
    {
        var buffer = new char[1 << 16];
        ReadOnlySpan<char> start = buffer.AsSpan(0, text.ReadBlock(buffer));
        if (start.Length > 4 && start.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && (start.Length == 5 || start[5] is '\r' or '\n'))
        {
            return (start[4], true);
        }

        var best = ';';
        var bestScore = 0d;
        foreach (var candidate in ";\t,|")
        {
            var score = Score(start, candidate);
            if (score > bestScore)
            {
                (best, bestScore) = (candidate, score);
            }
        }

        return (best, false);
    }

    private static double Score(ReadOnlySpan<char> text, char delimiter)
    {
        Span<int> counts = stackalloc int[RowsLookedAt];
        var rows = 0;
        var quoted = false;
        var here = 0;
        var filled = false;
        for (var i = 0; i < text.Length && rows < RowsLookedAt; i++)
        {
            var c = text[i];
            quoted ^= c == '"';
            if (quoted)
            {
                filled = true;
            }
            else if (c is '\n' or '\r')
            {
                if (filled)
                {
                    counts[rows++] = here;
                }

                (here, filled) = (0, false);
            }
            else
            {
                filled = true;
                here += c == delimiter ? 1 : 0;
            }
        }

        // Only where the text was short enough to end inside the buffer is its last line whole.
        if (filled && rows < RowsLookedAt && (rows == 0 || text.Length < 1 << 16))
        {
            counts[rows++] = here;
        }

        return Agreement(counts[..rows]);
    }

    private static double Agreement(ReadOnlySpan<int> counts)
    {
        var best = 0d;
        foreach (var count in counts)
        {
            if (count > 0)
            {
                var share = counts.Count(count) / (double)counts.Length;
                best = Math.Max(best, (share * share * 100) + Math.Min(count, 50) / 50d);
            }
        }

        return best;
    }
}

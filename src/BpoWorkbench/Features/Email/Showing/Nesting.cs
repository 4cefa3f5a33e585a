using System.Collections.Frozen;

namespace BpoWorkbench.Features.Email.Showing;

/// <summary>Which open elements end where another begins or ends though nobody wrote so (HTML Standard, "optional tags" and "scope").</summary>
internal static class Nesting
{
    private static readonly FrozenSet<string> TableParts = Set("table caption colgroup tbody thead tfoot tr td th");

    /// <summary>For each element, what its start ends, and what that does not reach beyond.</summary>
    private static readonly FrozenDictionary<string, (FrozenSet<string> Ended, FrozenSet<string> Within)> ByStart =
        new Dictionary<string, (FrozenSet<string>, FrozenSet<string>)>
        {
            ["li"] = (Set("li"), Set("ul ol table td th caption")),
            ["dt"] = (Set("dt dd"), Set("dl table td th caption")),
            ["dd"] = (Set("dt dd"), Set("dl table td th caption")),
            ["td"] = (Set("td th caption colgroup"), Set("table")),
            ["th"] = (Set("td th caption colgroup"), Set("table")),
            ["tr"] = (Set("tr caption colgroup"), Set("table")),
            ["tbody"] = (Set("tbody thead tfoot caption colgroup"), Set("table")),
            ["thead"] = (Set("tbody thead tfoot caption colgroup"), Set("table")),
            ["tfoot"] = (Set("tbody thead tfoot caption colgroup"), Set("table")),
            ["a"] = (Set("a"), Set("table td th caption")),
        }.ToFrozenDictionary();

    /// <summary>How many of the open elements, from the innermost, end where this one begins.</summary>
    public static int EndedBy(string start, List<string> open)
    {
        var count = 0;
        if (ByStart.TryGetValue(start, out var rule))
        {
            count = Reach(open, rule.Ended.Contains, rule.Within.Contains);
        }

        // A paragraph ends where any block begins; between it and here stand only pieces of a line.
        return count > 0 || !AllowedHtml.IsBlock(start) ? count : Reach(open, name => name == "p", AllowedHtml.IsBlock);
    }

    /// <summary>How many end with the written end of this one: none where it is not open, or where that end stands in a cell of its own.</summary>
    public static int EndedByEnd(string end, List<string> open) =>
        Reach(open, name => name == end, TableParts.Contains(end) ? name => name == "table" : name => name is "table" or "td" or "th" or "caption");

    private static int Reach(List<string> open, Func<string, bool> ended, Func<string, bool> within)
    {
        for (var i = open.Count - 1; i >= 0; i--)
        {
            if (ended(open[i]))
            {
                return open.Count - i;
            }

            if (within(open[i]))
            {
                return 0;
            }
        }

        return 0;
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}

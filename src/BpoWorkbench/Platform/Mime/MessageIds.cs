namespace BpoWorkbench.Platform.Mime;

/// <summary>Message identifiers (RFC 5322, 3.6.4), also without their brackets.</summary>
internal static class MessageIds
{
    private const int Most = 1_000;

    public static string? First(string raw) => All(raw) is [var first, ..] ? first : null;

    public static IReadOnlyList<string> All(string? raw)
    {
        if (string.IsNullOrWhiteSpace(raw))
        {
            return [];
        }

        List<string> ids = [];
        for (var at = 0; ids.Count < Most && raw.IndexOf('<', at) is >= 0 and var open && raw.IndexOf('>', open) is >= 0 and var close; at = close + 1)
        {
            // Long ones are folded by some, right through.
            var id = raw[(open + 1)..close].Replace(" ", "", StringComparison.Ordinal).Replace("\t", "", StringComparison.Ordinal);
            if (id.Length > 0)
            {
                ids.Add(id);
            }
        }

        return ids.Count > 0 || raw.Contains('<', StringComparison.Ordinal) ? ids : [.. raw.Split([' ', '\t', ','], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Contains('@', StringComparison.Ordinal) || !raw.Trim().Contains(' ', StringComparison.Ordinal)).Take(Most)];
    }
}

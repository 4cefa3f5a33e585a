using System.Text;

namespace BpoWorkbench.Platform.Mime;

/// <summary>What the words of one entry of an address list are: its name, its address.</summary>
internal static class AddressWords
{
    /// <summary>Without brackets the word with the @ is the address, and the others are a name.</summary>
    public static MailAddress Bare(string shown, string written, string? comment)
    {
        var text = Compact(written);
        if (!text.Contains('@', StringComparison.Ordinal))
        {
            var isName = text.AsSpan().ContainsAny(" \t\"") || text.Contains("=?", StringComparison.Ordinal);
            return isName ? new MailAddress(Named(shown), "") : new MailAddress(Named(comment), text);
        }

        if (!text.AsSpan().ContainsAny(" \t"))
        {
            // Wholly in quotes, as some write it, it is still an address.
            return new MailAddress(Named(comment), text is ['"', .., '"'] ? text[1..^1] : text);
        }

        var words = text.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var address = Array.FindLastIndex(words, word => word.Contains('@', StringComparison.Ordinal));
        var name = string.Join(' ', words.Where((_, i) => i != address)).Replace("\"", "", StringComparison.Ordinal);
        return new MailAddress(Named(name.Length > 0 ? name : comment), words[address]);
    }

    public static string? Named(string? text)
    {
        var name = text is null ? "" : EncodedWords.Decode(text).Trim();
        return name is ['\'', _, .., '\''] or ['"', _, .., '"'] ? name[1..^1].Trim() : name.Length == 0 ? null : name;
    }

    /// <summary>What stands in angle brackets, without a route.</summary>
    public static string InAngles(string inner) => Compact(Unrouted(inner));

    // "<@relay,@relay:user@host>" (RFC 5322, 4.4).
    private static string Unrouted(string inner)
    {
        inner = inner.Trim();
        var colon = inner.StartsWith('@') ? inner.IndexOf(':', StringComparison.Ordinal) : -1;
        inner = colon < 0 ? inner : inner[(colon + 1)..].Trim();
        return inner.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? inner[7..] : inner;
    }

    // White space around @ and dots is obsolete syntax, not part of the address.
    private static string Compact(string text)
    {
        if (!text.AsSpan().ContainsAny(" \t"))
        {
            return text;
        }

        var compact = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (character is '@' or '.')
            {
                while (compact.Length > 0 && compact[^1] is ' ' or '\t')
                {
                    compact.Length--;
                }
            }
            else if (character is ' ' or '\t' && compact.Length > 0 && compact[^1] is '@')
            {
                continue;
            }

            compact.Append(character);
        }

        return compact.ToString();
    }
}

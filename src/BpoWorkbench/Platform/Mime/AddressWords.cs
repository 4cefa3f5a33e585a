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

        var words = Words(text);
        if (words.Count == 1)
        {
            // Wholly in quotes, as some write it, it is still an address.
            return new MailAddress(Named(comment), text is ['"', .., '"'] ? text[1..^1] : text);
        }

        var address = words.FindLastIndex(word => word.Contains('@', StringComparison.Ordinal));
        var name = string.Join(' ', words.Where((_, i) => i != address)).Replace("\"", "", StringComparison.Ordinal);
        return new MailAddress(Named(name.Length > 0 ? name : comment), words[address]);
    }

    private static List<string> Words(string text)
    {
        List<string> words = [];
        var (start, quoted) = (0, false);
        for (var i = 0; i <= text.Length; i++)
        {
            quoted ^= i < text.Length && text[i] == '"';
            if (i == text.Length || (!quoted && text[i] is ' ' or '\t'))
            {
                if (i > start)
                {
                    words.Add(text[start..i]);
                }

                start = i + 1;
            }
        }

        return words;
    }

    public static string? Named(string? text)
    {
        var name = text is null ? "" : EncodedWords.Decode(text).Trim();
        return name is ['"', _, .., '"'] ? name[1..^1].Trim() : name.Length == 0 ? null : name;
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
        var (quoted, domain, joins) = (false, false, false);
        foreach (var character in text)
        {
            quoted ^= character == '"';
            if (!quoted && character is ' ' or '\t')
            {
                compact.Append(joins ? "" : character);
                continue;
            }

            if (character is '@' or '.' && !quoted)
            {
                // A dot that stands apart joins; one that ends a word, as in "Ana P. Gil", does not.
                joins = character == '@' || domain || (compact.Length > 0 && compact[^1] is ' ' or '\t');
                domain |= character == '@';
                while (joins && compact.Length > 0 && compact[^1] is ' ' or '\t')
                {
                    compact.Length--;
                }
            }
            else
            {
                domain &= joins || compact.Length == 0 || compact[^1] is not (' ' or '\t');
                joins = false;
            }

            compact.Append(character);
        }

        return compact.ToString();
    }
}

using System.Globalization;
using System.Text;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Triage;

/// <summary>One word of a message.</summary>
/// <param name="Shown">As it stands there, in lower case.</param>
/// <param name="Key">What it is counted as: without accents, long numbers by their shape, addresses all alike.</param>
internal readonly record struct TriageWord(string Shown, string Key)
{
    /// <summary>Between two parts of a message: no pair of words reaches across.</summary>
    public static readonly TriageWord Break = new("", "");
}

/// <summary>
/// Cuts a message into words, in whatever language separates them by blanks. Accents are folded because half of those who write to a
/// company leave them out. Numbers of up to three digits stay, they name forms, hours and amounts; of longer ones only the shape is kept, as no
/// two messages share an invoice number. Quoted history is for the caller to cut off.
/// </summary>
internal static class TriageText
{
    /// <summary>Characters of a message that are looked at; what it is about stands at its top.</summary>
    public const int Longest = 20_000;

    private const int LongestWord = 40;
    private const int LongestShape = 8;

    public static List<TriageWord> Words(string text, string? subject)
    {
        List<TriageWord> words = [];
        if (!string.IsNullOrWhiteSpace(subject))
        {
            Read(subject, words);
            words.Add(TriageWord.Break);
        }

        Read(text, words);
        return words;
    }

    private static void Read(string text, List<TriageWord> words)
    {
        var plain = PlainText.Whole(text.Length > Longest ? text[..Longest] : text).Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        for (var at = 0; at < plain.Length;)
        {
            if (char.IsWhiteSpace(plain[at]))
            {
                at++;
                continue;
            }

            var end = at;
            while (end < plain.Length && !char.IsWhiteSpace(plain[end]))
            {
                end++;
            }

            var chunk = plain.AsSpan(at, end - at);
            if (Address(chunk) is { } address)
            {
                words.Add(new TriageWord(Short(chunk.Trim("<>()[]{}\"'.,;:!?")), address));
            }
            else
            {
                Cut(chunk, words);
            }

            at = end;
        }
    }

    private static string? Address(ReadOnlySpan<char> chunk)
    {
        if (chunk.Contains("://", StringComparison.Ordinal) || chunk.StartsWith("www.", StringComparison.Ordinal))
        {
            return "<web>";
        }

        var at = chunk.IndexOf('@');
        return at > 0 && chunk[at..].Contains('.') ? "<mail>" : null;
    }

    private static void Cut(ReadOnlySpan<char> chunk, List<TriageWord> words)
    {
        for (var at = 0; at < chunk.Length;)
        {
            var end = at;
            var digits = 0;
            while (end < chunk.Length && (IsInWord(chunk[end]) || Joins(chunk, at, end)))
            {
                digits += char.IsAsciiDigit(chunk[end]) ? 1 : 0;
                end++;
            }

            if (end > at)
            {
                var word = chunk[at..end];
                words.Add(new TriageWord(Short(word), Key(word, digits)));
            }
            else if (chunk[end] is '%' or '?' || char.GetUnicodeCategory(chunk[end]) == UnicodeCategory.CurrencySymbol)
            {
                var sign = chunk[end].ToString();
                words.Add(new TriageWord(sign, sign));
            }

            at = Math.Max(end, at + 1);
        }
    }

    // Half of a pair counts as a letter: scripts beyond the first plane are words too.
    private static bool IsInWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool Joins(ReadOnlySpan<char> chunk, int from, int at) => at > from && at + 1 < chunk.Length
        && ((chunk[at] is '\'' or '’' && char.IsLetter(chunk[at - 1]) && char.IsLetter(chunk[at + 1]))
            || (chunk[at] is '.' or ',' or ':' or '/' or '-' && char.IsAsciiDigit(chunk[at - 1]) && char.IsAsciiDigit(chunk[at + 1])));

    private static string Key(ReadOnlySpan<char> word, int digits)
    {
        Span<char> key = stackalloc char[LongestWord];
        var (length, shaped, ascii) = (0, 0, true);
        foreach (var c in word)
        {
            var isDigit = char.IsAsciiDigit(c);
            if (length == key.Length || c is '\'' or '’' || (isDigit && digits > 3 && ++shaped > LongestShape))
            {
                continue;
            }

            ascii &= char.IsAscii(c);
            key[length++] = isDigit && digits > 3 ? '0' : c;
        }

        var kept = key[..length].ToString();
        return ascii ? kept : TextFolding.Fold(kept);
    }

    private static string Short(ReadOnlySpan<char> word) => word.Length > LongestWord ? $"{word[..LongestWord]}…" : word.ToString();
}

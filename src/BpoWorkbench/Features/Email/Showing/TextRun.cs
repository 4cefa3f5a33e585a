using System.Text.RegularExpressions;

namespace BpoWorkbench.Features.Email.Showing;

/// <summary>A piece of a line: plain words, or the words of a link with where it leads.</summary>
public sealed partial record TextRun(string Text, SafeLink? Link = null)
{
    /// <summary>http, https and www. addresses as links, without the punctuation of the sentence around them.</summary>
    public static IReadOnlyList<TextRun> Of(string text)
    {
        var runs = new List<TextRun>();
        var from = 0;
        foreach (Match match in Address().Matches(text))
        {
            var address = Trimmed(match.Value);
            if (SafeLink.Of(address.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? "http://" + address : address) is not { } link)
            {
                continue;
            }

            if (match.Index > from)
            {
                runs.Add(new(text[from..match.Index]));
            }

            runs.Add(new(address, link));
            from = match.Index + address.Length;
        }

        if (from < text.Length)
        {
            runs.Add(new(text[from..]));
        }

        return runs;
    }

    private static string Trimmed(string address)
    {
        var unopened = address.Sum(c => c is ')' or ']' ? 1 : c is '(' or '[' ? -1 : 0);
        var length = address.Length;
        while (length > 0 && (".,;:!?'*_".Contains(address[length - 1], StringComparison.Ordinal) || (address[length - 1] is ')' or ']' && unopened-- > 0)))
        {
            length--;
        }

        return address[..length];
    }

    [GeneratedRegex(@"(?<![\w@])(?:https?://|www\.(?=\w))[^\s<>""“”«»]{1,2000}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}

using System.Buffers;

namespace BpoWorkbench.Platform.Mime;

/// <summary>One encoded word in a text: =?charset?encoding?text?= (RFC 2047, 2).</summary>
/// <param name="Encoding">B or Q.</param>
internal readonly record struct EncodedWord(int Start, int End, string Charset, char Encoding, int From, int Length, string Whole)
{
    private const int LongestCharset = 80;

    private static readonly SearchValues<char> NoCharset = SearchValues.Create(" \t=\"(),");

    public ReadOnlySpan<char> Text => Whole.AsSpan(From, Length);

    /// <param name="resume">Where to look on: what was looked at is not looked at again, however many beginnings have no end.</param>
    public static bool Read(string text, int at, out EncodedWord word, out int resume)
    {
        (word, resume) = (default, at + 2);
        if (!text.AsSpan(at).StartsWith("=?"))
        {
            return false;
        }

        var charset = at + 2;
        var mark = text.AsSpan(charset, Math.Min(LongestCharset, text.Length - charset)).IndexOf('?');
        if (mark <= 0 || charset + mark + 2 >= text.Length || text[charset + mark + 2] != '?' || text.AsSpan(charset, mark).ContainsAny(NoCharset))
        {
            return false;
        }

        var encoding = char.ToUpperInvariant(text[charset + mark + 1]);
        if (encoding is not ('B' or 'Q'))
        {
            return false;
        }

        var start = charset + mark + 3;
        for (var end = start; (end = text.IndexOf('?', end)) >= 0; end++)
        {
            if (end + 1 < text.Length && text[end + 1] == '=')
            {
                word = new EncodedWord(at, end + 2, Name(text.AsSpan(charset, mark)), encoding, start, end - start, text);
                return true;
            }

            // The beginning of the next one: this one was never ended.
            if (end > start && text[end - 1] == '=' && Begins(text, end + 1))
            {
                resume = end - 1;
                return false;
            }
        }

        resume = text.Length;
        return false;
    }

    // =?charset?Q?
    private static bool Begins(string text, int charset)
    {
        var mark = text.AsSpan(charset, Math.Min(LongestCharset, text.Length - charset)).IndexOf('?');
        return mark > 0 && charset + mark + 2 < text.Length && text[charset + mark + 2] == '?' && text[charset + mark + 1] is 'B' or 'b' or 'Q' or 'q';
    }

    private static string Name(ReadOnlySpan<char> charset)
    {
        var language = charset.IndexOf('*');
        return (language < 0 ? charset : charset[..language]).ToString();
    }
}

namespace BpoWorkbench.Platform.Triage;

/// <summary>A keyword, or several in a row, each whole or with any ending.</summary>
internal sealed class KeywordPattern
{
    private const int StartLength = 3;
    private const int ShortestNameWord = 4;

    private static readonly Dictionary<TriagePurpose, KeywordPattern[]> Known = Keywords.All.ToDictionary(k => k.Purpose, k =>
        $"{k.Spanish},{k.English}".Split(',', StringSplitOptions.TrimEntries).Select(text => new KeywordPattern(text)).ToArray());

    private readonly (string Word, bool AnyEnding)[] _words;

    private KeywordPattern(string text)
    {
        Text = text;
        _words = [.. text.Split(' ').Select(w => (TriageText.Words(w, null)[0].Key, w.EndsWith('*')))];
    }

    public string Text { get; }

    /// <summary>How many; a phrase says more than a word.</summary>
    public int Words => _words.Length;

    /// <summary>By what it is found among many.</summary>
    public string Start => StartOf(_words[0].Word);

    public static string StartOf(string key) => key.Length <= StartLength ? key : key[..StartLength];

    public static IReadOnlyList<KeywordPattern> Of(TriagePurpose? purpose) => purpose is { } known ? Known[known] : [];

    /// <summary>The words of a name that are long enough to mean something, whatever their ending.</summary>
    public static IEnumerable<KeywordPattern> OfName(string name) => TriageText.Words(name.Replace('_', ' '), null)
        .Where(w => w.Key.Length >= ShortestNameWord).Select(w => new KeywordPattern($"{w.Key[..Math.Max(ShortestNameWord, w.Key.Length - 2)]}*"));

    public bool Matches(List<TriageWord> words, int at)
    {
        if (at + _words.Length > words.Count)
        {
            return false;
        }

        for (var i = 0; i < _words.Length; i++)
        {
            var (word, anyEnding) = _words[i];
            var key = words[at + i].Key;
            if (anyEnding ? !key.StartsWith(word, StringComparison.Ordinal) : key != word)
            {
                return false;
            }
        }

        return true;
    }
}

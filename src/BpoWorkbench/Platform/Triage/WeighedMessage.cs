namespace BpoWorkbench.Platform.Triage;

/// <summary>A message as a model sees it, and which of its words that comes from.</summary>
internal sealed class WeighedMessage
{
    private const int WordsShown = 5;
    private const double LeastShown = 0.05;

    private readonly List<TriageWord> _words;
    private readonly List<Occurrence> _occurrences;
    private readonly (uint Feature, int Times)[] _counted;

    private WeighedMessage(List<TriageWord> words, TriageVocabulary vocabulary)
    {
        _words = words;
        _occurrences = TriageFeatures.Of(words);
        _counted = CountedMessages.Counted(_occurrences);
        vocabulary.Weigh(_counted, Features);
    }

    /// <summary>Each feature of it once, with its row in the vocabulary, below 0 where it is unknown, and its weight.</summary>
    public List<(int Row, float Value)> Features { get; } = [];

    public bool IsUnknown => Features.TrueForAll(f => f.Row < 0);

    public static WeighedMessage Of(string text, string? subject, TriageVocabulary vocabulary) => new(TriageText.Words(text, subject), vocabulary);

    /// <summary>The words that spoke for a category most: each by itself, by its parts, and by half of the pairs it stands in.</summary>
    public IReadOnlyList<WeighedWord> WordsFor(ModelWeights weights, int category)
    {
        var spoken = new float[_words.Count];
        var at = 0;
        for (var i = 0; i < _counted.Length; at += _counted[i++].Times)
        {
            var (row, value) = Features[i];
            if (row < 0)
            {
                continue;
            }

            var weight = weights.Of(row, category) * value / _counted[i].Times;
            for (var k = at; k < at + _counted[i].Times; k++)
            {
                var occurrence = _occurrences[k];
                spoken[occurrence.Word] += occurrence.IsPair ? weight / 2 : weight;
                if (occurrence.IsPair)
                {
                    spoken[occurrence.Word - 1] += weight / 2;
                }
            }
        }

        return Most(spoken);
    }

    private List<WeighedWord> Most(float[] spoken)
    {
        // A word that stands there twice speaks once, for both.
        Dictionary<string, (string Shown, float Weight)> words = new(spoken.Length);
        for (var i = 0; i < spoken.Length; i++)
        {
            var (shown, key) = _words[i];
            words[key] = words.TryGetValue(key, out var word) ? (word.Shown, word.Weight + spoken[i]) : (shown, spoken[i]);
        }

        List<(string Shown, float Weight)> speaking = new(words.Count);
        var all = 0f;
        foreach (var word in words.Values)
        {
            if (word.Weight > 0)
            {
                speaking.Add(word);
                all += word.Weight;
            }
        }

        speaking.Sort((a, b) => a.Weight != b.Weight ? b.Weight.CompareTo(a.Weight) : string.CompareOrdinal(a.Shown, b.Shown));
        List<WeighedWord> most = new(WordsShown);
        for (var i = 0; i < speaking.Count && i < WordsShown && speaking[i].Weight >= all * LeastShown; i++)
        {
            most.Add(new WeighedWord(speaking[i].Shown, speaking[i].Weight / all));
        }

        return most;
    }
}

namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// What was learnt of how a client files its messages. It never changes, any number of threads may ask it, and it holds no text of any
/// message.
/// </summary>
public sealed class TriageModel
{
    private readonly string[] _categories;

    internal TriageModel(string[] categories, float[] shares, TriageVocabulary vocabulary, ModelWeights weights, Confidence confidence, int decisions) =>
        (_categories, Shares, Vocabulary, Weights, Confidence, Decisions) = (categories, shares, vocabulary, weights, confidence, decisions);

    /// <summary>How many it was learnt from.</summary>
    public int Decisions { get; }

    /// <summary>Those it can suggest, in the order of their letters.</summary>
    public IReadOnlyList<string> Categories => _categories;

    internal float[] Shares { get; }

    internal TriageVocabulary Vocabulary { get; }

    internal ModelWeights Weights { get; }

    internal Confidence Confidence { get; }

    /// <summary>
    /// The likeliest categories, the likeliest first. Where not a word of the text was ever seen they are the most frequent ones, as sure as they are frequent.
    /// Some 60 microseconds for a sentence, half a millisecond for a page.
    /// </summary>
    /// <param name="text">Of the message alone, without the history it quotes; of very long ones the first 20,000 characters count.</param>
    /// <param name="most">How many are wanted; 3 by default.</param>
    public IReadOnlyList<TriageSuggestion> Predict(string text, string? subject = null, int most = 3)
    {
        var message = WeighedMessage.Of(text, subject, Vocabulary);
        var shares = new float[_categories.Length];
        if (message.IsUnknown)
        {
            for (var c = 0; c < shares.Length; c++)
            {
                shares[c] = (float)(Shares[c] * Confidence.Ceiling);
            }
        }
        else
        {
            Weights.Score(message.Features, shares);
            Confidence.Apply(shares);
        }

        var order = new int[shares.Length];
        for (var c = 0; c < order.Length; c++)
        {
            order[c] = c;
        }

        // Of two as likely, the one that comes first by its letters.
        Array.Sort(order, (a, b) => shares[a] != shares[b] ? shares[b].CompareTo(shares[a]) : a.CompareTo(b));
        var suggestions = new List<TriageSuggestion>(most);
        foreach (var c in order.AsSpan(0, Math.Clamp(most, 0, order.Length)))
        {
            suggestions.Add(new TriageSuggestion(_categories[c], shares[c], message.WordsFor(Weights, c)));
        }

        return suggestions;
    }

    /// <summary>For a column or a file: at most some 16 MB, mostly much less.</summary>
    public byte[] ToBytes() => TriageModelBytes.Write(this);

    /// <exception cref="InvalidDataException">They are not a model, of another version, or damaged.</exception>
    public static TriageModel FromBytes(ReadOnlySpan<byte> bytes) => TriageModelBytes.Read(bytes);
}

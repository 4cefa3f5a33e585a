namespace BpoWorkbench.Platform.Triage;

/// <summary>The features a model knows, each with its rarity; a feature's row is its place in the order of their numbers.</summary>
internal sealed class TriageVocabulary
{
    private readonly uint[] _features;
    private readonly float[] _rarities;
    private readonly float _rarest;
    private readonly int[] _slots;

    /// <param name="features">In ascending order.</param>
    /// <param name="rarities">The logarithm of one in how many messages has it, plus 1.</param>
    /// <param name="rarest">Of what stands in one message only, and of what was never seen.</param>
    public TriageVocabulary(uint[] features, Half[] rarities, float rarest)
    {
        (_features, _rarities, _rarest) = (features, Array.ConvertAll(rarities, r => (float)r), rarest);
        _slots = new int[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)Math.Max(features.Length * 2, 2))];
        Array.Fill(_slots, -1);
        for (var row = 0; row < features.Length; row++)
        {
            var slot = (int)(features[row] >> 1) & (_slots.Length - 1);
            while (_slots[slot] >= 0)
            {
                slot = (slot + 1) & (_slots.Length - 1);
            }

            _slots[slot] = row;
        }
    }

    public int Count => _features.Length;

    public ReadOnlySpan<uint> Features => _features;

    public Half[] Rarities => Array.ConvertAll(_rarities, r => (Half)r);

    public float Rarest => _rarest;

    public static float Rarity(int messages, int having) => MathF.Log((1f + messages) / (1f + having)) + 1;

    /// <summary>
    /// Each feature of a message, in order, its row (below 0 where it is not known) and how much it weighs there: one plus the logarithm of how often it stands there, times its rarity
    /// (Salton and Buckley, "Term-weighting approaches in automatic text retrieval", 1988), words and parts of words each brought to
    /// length 1. What is not known makes the rest weigh less, so that a text full of news is nothing to be sure about.
    /// </summary>
    public void Weigh(IReadOnlyList<(uint Feature, int Times)> message, List<(int Row, float Value)> into)
    {
        var (words, parts) = (0.0, 0.0);
        into.Clear();
        foreach (var (feature, times) in message)
        {
            var row = Find(feature);
            var value = (times == 1 ? 1 : 1 + MathF.Log(times)) * (row < 0 ? _rarest : _rarities[row]);
            (words, parts) = TriageFeatures.IsPart(feature) ? (words, parts + (value * value)) : (words + (value * value), parts);
            into.Add((row, value));
        }

        var (wordLength, partLength) = ((float)Math.Sqrt(words), (float)Math.Sqrt(parts));
        for (var i = 0; i < into.Count; i++)
        {
            var (row, value) = into[i];
            into[i] = (row, value / (TriageFeatures.IsPart(message[i].Feature) ? partLength : wordLength));
        }
    }

    public int Find(uint feature)
    {
        for (var slot = (int)(feature >> 1) & (_slots.Length - 1); ; slot = (slot + 1) & (_slots.Length - 1))
        {
            var row = _slots[slot];
            if (row < 0 || _features[row] == feature)
            {
                return row;
            }
        }
    }
}

using System.Runtime.InteropServices;

namespace BpoWorkbench.Platform.Triage;

/// <summary>Decisions with the features of their messages counted, and what they are weighed by.</summary>
internal sealed class CountedMessages
{
    private readonly List<(uint Feature, int Times)[]> _messages = [];
    private readonly List<string> _categories = [];

    /// <summary>In the order they are learnt in, as many as there is room for.</summary>
    public CountedMessages(IReadOnlyList<TriageDecision> decisions, TriageTraining training, CancellationToken stop)
    {
        var room = training.MostFeatures;
        foreach (var decision in Latest(decisions).Take(training.MostDecisions))
        {
            stop.ThrowIfCancellationRequested();
            var message = Counted(TriageFeatures.Of(TriageText.Words(decision.Text, decision.Subject)));
            if (message.Length > room)
            {
                break;
            }

            if (message.Length > 0)
            {
                room -= message.Length;
                _messages.Add(message);
                _categories.Add(decision.Category);
            }
        }
    }

    public int Count => _messages.Count;

    public IReadOnlyList<string> Categories => _categories;

    public static (uint Feature, int Times)[] Counted(List<Occurrence> occurrences)
    {
        List<(uint Feature, int Times)> counted = new(occurrences.Count);
        foreach (var occurrence in occurrences)
        {
            if (counted.Count > 0 && counted[^1].Feature == occurrence.Feature)
            {
                counted[^1] = (occurrence.Feature, counted[^1].Times + 1);
            }
            else
            {
                counted.Add((occurrence.Feature, 1));
            }
        }

        return [.. counted];
    }

    /// <param name="most">Features that are kept: those of the most messages.</param>
    public TriageVocabulary Vocabulary(int most)
    {
        Dictionary<uint, int> having = [];
        foreach (var message in _messages)
        {
            foreach (var (feature, _) in message)
            {
                CollectionsMarshal.GetValueRefOrAddDefault(having, feature, out _)++;
            }
        }

        var kept = having.Count <= most ? having.Keys.ToArray() : [.. having.OrderByDescending(f => f.Value).ThenBy(f => f.Key).Take(most).Select(f => f.Key)];
        Array.Sort(kept);
        return new TriageVocabulary(kept, Array.ConvertAll(kept, f => (Half)TriageVocabulary.Rarity(Count, having[f])), TriageVocabulary.Rarity(Count, 1));
    }

    /// <summary>The same features as rare as they are without the messages held back, to which they would be as rare.</summary>
    public TriageVocabulary Without(bool[] heldBack, TriageVocabulary vocabulary)
    {
        var having = new int[vocabulary.Count];
        for (var i = 0; i < Count; i++)
        {
            for (var k = 0; !heldBack[i] && k < _messages[i].Length; k++)
            {
                if (vocabulary.Find(_messages[i][k].Feature) is >= 0 and var row)
                {
                    having[row]++;
                }
            }
        }

        var others = heldBack.Count(held => !held);
        return new TriageVocabulary(vocabulary.Features.ToArray(), Array.ConvertAll(having, h => (Half)TriageVocabulary.Rarity(others, Math.Max(h, 1))), TriageVocabulary.Rarity(others, 1));
    }

    public MessageMatrix Weigh(TriageVocabulary vocabulary, int[] categories)
    {
        var size = _messages.Sum(m => m.Length);
        var (starts, rows, values) = (new int[Count + 1], new int[size], new float[size]);
        List<(int Row, float Value)> weighed = [];
        var at = 0;
        for (var i = 0; i < Count; i++)
        {
            vocabulary.Weigh(_messages[i], weighed);
            foreach (var (row, value) in weighed)
            {
                if (row >= 0)
                {
                    (rows[at], values[at++]) = (row, value);
                }
            }

            starts[i + 1] = at;
        }

        return new MessageMatrix(starts, rows, values, categories, vocabulary.Count);
    }

    // A category seldom used is not to lose what it has to what came in this week.
    private static IEnumerable<TriageDecision> Latest(IReadOnlyList<TriageDecision> decisions)
    {
        Dictionary<string, int> seen = [];
        List<TriageDecision> later = [];
        for (var i = decisions.Count - 1; i >= 0; i--)
        {
            if (string.IsNullOrWhiteSpace(decisions[i].Category))
            {
                throw new ArgumentException("A decision has no category.", nameof(decisions));
            }

            if (CollectionsMarshal.GetValueRefOrAddDefault(seen, decisions[i].Category, out _)++ < 50)
            {
                yield return decisions[i];
            }
            else
            {
                later.Add(decisions[i]);
            }
        }

        foreach (var decision in later)
        {
            yield return decision;
        }
    }
}

using System.Runtime.InteropServices;
using BpoWorkbench.Platform.Triage;

namespace BpoWorkbench.Benchmarks;

/// <summary>What counting words alone comes to, as a scale: multinomial naive Bayes with one added to each count.</summary>
internal sealed class NaiveBayes
{
    private readonly List<(string Category, double Share, double Words, Dictionary<string, int> Times)> _categories = [];
    private readonly int _known;

    public NaiveBayes(IReadOnlyCollection<TriageDecision> decisions)
    {
        HashSet<string> known = [];
        foreach (var category in decisions.GroupBy(d => d.Category).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Dictionary<string, int> times = [];
            foreach (var word in category.SelectMany(d => TriageText.Words(d.Text, null)))
            {
                CollectionsMarshal.GetValueRefOrAddDefault(times, word.Key, out _)++;
                known.Add(word.Key);
            }

            _categories.Add((category.Key, (double)category.Count() / decisions.Count, times.Values.Sum(), times));
        }

        _known = known.Count;
    }

    public string Guess(string text)
    {
        var words = TriageText.Words(text, null);
        return _categories.MaxBy(c => Math.Log(c.Share) + words.Sum(w => Math.Log((c.Times.GetValueOrDefault(w.Key) + 1) / (c.Words + _known)))).Category;
    }
}

namespace BpoWorkbench.Platform.Triage;

/// <summary>A category as rules know it, before anybody decided anything.</summary>
/// <param name="Category">By what the caller knows it for good, as in <see cref="TriageDecision"/>.</param>
/// <param name="Name">As people read it; its own words speak for it too.</param>
/// <param name="Purpose">As somebody tagged it; where nobody did, its name tells, if it tells anything.</param>
public sealed record RuleCategory(string Category, string Name, TriagePurpose? Purpose = null);

/// <summary>
/// Suggests from words that usually mean something, in Spanish and English, for a client that has decided little so far. It never
/// changes, and any number of threads may ask it.
/// </summary>
public sealed class KeywordRules
{
    // Measured by nobody for this client: never surer than this, and with one word half as sure.
    private const double Surest = 0.6;
    private const double Doubt = 1;
    private const int Subject = 2;
    private const int WordsShown = 5;

    private readonly IReadOnlyList<RuleCategory> _categories;
    private readonly ILookup<string, (KeywordPattern Pattern, int Category)> _patterns;

    public KeywordRules(IReadOnlyList<RuleCategory> categories)
    {
        _categories = [.. categories.Select(c => c with { Purpose = c.Purpose ?? PurposeOf(c.Name) })];
        _patterns = _categories.Index()
            .SelectMany(c => KeywordPattern.Of(c.Item.Purpose).Concat(KeywordPattern.OfName(c.Item.Name)).Select(p => (Pattern: p, Category: c.Index)))
            .DistinctBy(p => (p.Pattern.Text, p.Category))
            .ToLookup(p => p.Pattern.Start);
    }

    /// <summary>The purpose a category's name speaks of, in Spanish or English; null where of none, or of several alike.</summary>
    public static TriagePurpose? PurposeOf(string name)
    {
        var words = TriageText.Words(name.Replace('_', ' '), null);
        var found = Enum.GetValues<TriagePurpose>()
            .Select(p => (Purpose: p, Weight: KeywordPattern.Of(p).Sum(k => Enumerable.Range(0, words.Count).Any(at => k.Matches(words, at)) ? k.Words : 0)))
            .OrderByDescending(p => p.Weight).Take(2).ToList();
        return found[0].Weight > found[1].Weight ? found[0].Purpose : null;
    }

    /// <summary>The categories whose words stand in the message, the likeliest first; none where no word does.</summary>
    /// <param name="most">How many are wanted; 3 by default.</param>
    public IReadOnlyList<TriageSuggestion> Suggest(string text, string? subject = null, int most = 3)
    {
        var words = TriageText.Words(text, subject);
        var body = string.IsNullOrWhiteSpace(subject) ? 0 : words.IndexOf(TriageWord.Break);
        var matches = new Dictionary<int, Dictionary<string, int>>();
        for (var at = 0; at < words.Count; at++)
        {
            foreach (var (pattern, category) in _patterns[KeywordPattern.StartOf(words[at].Key)].Where(p => p.Pattern.Matches(words, at)))
            {
                var shown = string.Join(' ', words.Skip(at).Take(pattern.Words).Select(w => w.Shown));
                if (!matches.TryGetValue(category, out var ofCategory))
                {
                    matches[category] = ofCategory = [];
                }

                // The same word ten times says no more than once; whoever puts it into the subject means it.
                ofCategory[shown] = Math.Max(ofCategory.GetValueOrDefault(shown), at < body ? pattern.Words * Subject : pattern.Words);
            }
        }

        var all = matches.Values.Sum(m => m.Values.Sum());
        return [.. matches.Select(m => (Category: m.Key, Weight: m.Value.Values.Sum(), Matched: m.Value))
            .OrderByDescending(m => m.Weight).ThenBy(m => m.Category).Take(most)
            .Select(m => new TriageSuggestion(_categories[m.Category].Category, Surest * m.Weight / (all + Doubt), Shown(m.Matched, m.Weight)))];
    }

    private static IReadOnlyList<WeighedWord> Shown(Dictionary<string, int> matched, int weight) =>
        [.. matched.OrderByDescending(m => m.Value).ThenBy(m => m.Key, StringComparer.Ordinal).Take(WordsShown).Select(m => new WeighedWord(m.Key, (double)m.Value / weight))];
}

namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// From rules to what was learnt, as decisions grow. Up to two for each category (twenty at least) rules speak alone: held-out scores of
/// fewer tell nothing of how sure to be. From twenty for each category (a hundred at least) the model does: with five of each it was
/// right in six of ten messages of 77 categories, with twenty in eight, where rules never say more than 0.6. Between, the two are
/// averaged by weights that change evenly (a linear opinion pool: Stone, "The Opinion Pool", Annals of Mathematical Statistics, 1961).
/// </summary>
public static class TriageBlend
{
    private const int RulesAlone = 20;
    private const int RulesAloneEach = 2;
    private const int ModelAlone = 100;
    private const int ModelAloneEach = 20;

    /// <summary>The model's part, from 0 to 1.</summary>
    public static double Weight(int decisions, int categories)
    {
        var from = Math.Max(RulesAlone, RulesAloneEach * categories);
        var to = Math.Max(ModelAlone, ModelAloneEach * categories);
        return Math.Clamp((decisions - from) / (double)(to - from), 0, 1);
    }

    /// <param name="model">Null where there is none yet.</param>
    /// <param name="most">How many are wanted; 3 by default.</param>
    /// <returns>The likeliest first, with the words of the one that says more for each; none where neither says anything.</returns>
    public static IReadOnlyList<TriageSuggestion> Suggest(KeywordRules rules, TriageModel? model, string text, string? subject = null, int most = 3)
    {
        var weight = model is null ? 0 : Weight(model.Decisions, model.Categories.Count);
        var learnt = weight > 0 ? model!.Predict(text, subject, model.Categories.Count) : [];
        var ruled = weight < 1 ? rules.Suggest(text, subject, int.MaxValue) : [];
        return [.. learnt.Select(s => (Suggestion: s, Part: s.Confidence * weight))
            .Concat(ruled.Select(s => (Suggestion: s, Part: s.Confidence * (1 - weight))))
            .GroupBy(s => s.Suggestion.Category)
            .Select(g => g.MaxBy(s => s.Part).Suggestion with { Confidence = g.Sum(s => s.Part) })
            .OrderByDescending(s => s.Confidence).ThenBy(s => s.Category, StringComparer.Ordinal).Take(most)];
    }
}

using BpoWorkbench.Platform.Figures;

namespace BpoWorkbench.Platform.Triage;

/// <summary>What was suggested for a message, and what people decided.</summary>
/// <param name="Suggested">The likeliest first; none where it was silent.</param>
/// <param name="Confidence">Of the first, from 0 to 1; 0 where it was silent.</param>
public sealed record TriageOutcome(string Decided, IReadOnlyList<string> Suggested, double Confidence)
{
    public bool IsRight => IsAmong(1);

    public static TriageOutcome Of(string decided, IReadOnlyList<TriageSuggestion> suggestions) =>
        new(decided, [.. suggestions.Select(s => s.Category)], suggestions.Count > 0 ? suggestions[0].Confidence : 0);

    public bool IsAmong(int first) => Suggested.Take(first).Contains(Decided);
}

/// <summary>How one category fared.</summary>
/// <param name="Precision">Right among those suggested first as this category.</param>
/// <param name="Recall">Right among those people decided to be of this category.</param>
public sealed record CategoryOutcome(string Category, Share Precision, Share Recall);

/// <summary>How good suggestions were, against what people decided.</summary>
public static class TriageFigures
{
    private const int Bins = 10;

    /// <summary>The decided category was the first suggested.</summary>
    public static Share Accuracy(IReadOnlyCollection<TriageOutcome> outcomes) => Top(outcomes, 1);

    /// <summary>The decided category was among the first so many.</summary>
    public static Share Top(IReadOnlyCollection<TriageOutcome> outcomes, int first) => new(outcomes.Count(o => o.IsAmong(first)), outcomes.Count);

    /// <summary>
    /// How far off confidences are, from 0 to 1: in ten bins of equal width, the distance between mean confidence and share of right ones,
    /// each bin by the share of messages in it (the expected calibration error of Guo, Pleiss, Sun and Weinberger, "On Calibration of
    /// Modern Neural Networks", ICML 2017). Of few messages chance alone makes it some hundredths; of none it is 0.
    /// </summary>
    public static double CalibrationError(IReadOnlyCollection<TriageOutcome> outcomes) => outcomes.Where(o => o.Suggested.Count > 0)
        .GroupBy(o => Math.Clamp((int)(o.Confidence * Bins), 0, Bins - 1))
        .Sum(bin => Math.Abs(bin.Sum(o => o.Confidence - (o.IsRight ? 1 : 0)))) / Math.Max(1, outcomes.Count(o => o.Suggested.Count > 0));

    /// <summary>Where it is at least that sure: how much of all that is, and how much of that is right. What a client sets its threshold by.</summary>
    public static (Share Of, Share Right) Above(IReadOnlyCollection<TriageOutcome> outcomes, double confidence)
    {
        var sure = outcomes.Where(o => o.Suggested.Count > 0 && o.Confidence >= confidence).ToList();
        return (new(sure.Count, outcomes.Count), new(sure.Count(o => o.IsRight), sure.Count));
    }

    /// <summary>Each category that was decided or suggested first, in the order of their letters.</summary>
    public static IReadOnlyList<CategoryOutcome> Categories(IReadOnlyCollection<TriageOutcome> outcomes)
    {
        var decided = outcomes.ToLookup(o => o.Decided);
        var suggested = outcomes.Where(o => o.Suggested.Count > 0).ToLookup(o => o.Suggested[0]);
        return [.. decided.Select(d => d.Key).Union(suggested.Select(s => s.Key)).Order(StringComparer.Ordinal).Select(category => new CategoryOutcome(
            category,
            new(suggested[category].Count(o => o.IsRight), suggested[category].Count()),
            new(decided[category].Count(o => o.IsRight), decided[category].Count())))];
    }
}

using System.Numerics;

namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// The weight of each feature in each category, in steps of a 127th of the largest of the category: a message has length √2 at most, so
/// the rounding moves its score by about a hundredth of the margin.
/// </summary>
internal sealed class ModelWeights(int features, int categories)
{
    public sbyte[] Steps { get; init; } = new sbyte[features * categories];

    public float[] Sizes { get; init; } = new float[categories];

    public float[] Biases { get; init; } = new float[categories];

    public int Features => features;

    public int Categories => categories;

    public float Of(int feature, int category) => Steps[(feature * categories) + category] * Sizes[category];

    /// <param name="weights">One for each feature, the bias last.</param>
    public void Set(int category, ReadOnlySpan<float> weights)
    {
        var largest = 0f;
        foreach (var weight in weights[..features])
        {
            largest = Math.Max(largest, Math.Abs(weight));
        }

        Biases[category] = weights[features];
        Sizes[category] = largest / sbyte.MaxValue;
        for (var row = 0; row < features && largest > 0; row++)
        {
            Steps[(row * categories) + category] = (sbyte)MathF.Round(weights[row] / Sizes[category]);
        }
    }

    /// <summary>How far a message is on the side of each category.</summary>
    public void Score(List<(int Row, float Value)> message, Span<float> scores)
    {
        scores.Clear();
        foreach (var (row, value) in message)
        {
            if (row < 0)
            {
                continue;
            }

            var steps = Steps.AsSpan(row * categories, categories);
            var at = 0;
            for (; at + Vector<sbyte>.Count <= categories; at += Vector<sbyte>.Count)
            {
                Vector.Widen(new Vector<sbyte>(steps[at..]), out var low, out var high);
                AddWide(low, value, scores[at..]);
                AddWide(high, value, scores[(at + Vector<short>.Count)..]);
            }

            for (; at < categories; at++)
            {
                scores[at] += steps[at] * value;
            }
        }

        for (var category = 0; category < categories; category++)
        {
            scores[category] = (scores[category] * Sizes[category]) + Biases[category];
        }
    }

    private static void AddWide(Vector<short> steps, float value, Span<float> scores)
    {
        Vector.Widen(steps, out var low, out var high);
        Add(low, value, scores);
        Add(high, value, scores[Vector<int>.Count..]);
    }

    private static void Add(Vector<int> steps, float value, Span<float> scores) =>
        (new Vector<float>(scores) + (Vector.ConvertToSingle(steps) * value)).CopyTo(scores);
}

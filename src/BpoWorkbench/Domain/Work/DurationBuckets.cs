namespace BpoWorkbench.Domain.Work;

/// <summary>
/// Durations counted by size, so that percentiles can be told from counters that add up. Bounds grow by a constant factor, as in
/// Masson, Rim, Lee: DDSketch, a fast and fully-mergeable quantile sketch with relative-error guarantees (VLDB 2019): whatever is told
/// of a duration between <see cref="Shortest"/> and <see cref="Longest"/> is at most <see cref="Error"/> of it away from the truth.
/// </summary>
public static class DurationBuckets
{
    /// <summary>The relative error of a percentile: 5 %, up or down.</summary>
    public const double Error = .05;

    /// <summary>How many there are; their numbers begin at 0, and are stored: never change the bounds.</summary>
    public const int Count = 200;

    private const double Growth = (1 + Error) / (1 - Error);

    /// <summary>What is shorter counts as this.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    /// <summary>What is longer counts as this: fourteen years.</summary>
    public static readonly TimeSpan Longest = Of(Count - 1);

    /// <summary>The bucket of a duration in milliseconds.</summary>
    public static int Index(long milliseconds) => milliseconds <= Shortest.TotalMilliseconds ? 0
        : Math.Min(Count - 1, (int)Math.Ceiling(Math.Log(milliseconds / Shortest.TotalMilliseconds) / Math.Log(Growth)));

    /// <summary>The duration that stands for all of a bucket.</summary>
    public static TimeSpan Of(int index) => index == 0 ? Shortest : Shortest * (2 * Math.Pow(Growth, index) / (Growth + 1));

    /// <summary>The duration that <paramref name="share"/> of all do not exceed; null where there are none.</summary>
    /// <param name="counts">How many durations lie in which bucket.</param>
    /// <param name="share">0.5 for the median, 0.9 for the ninetieth percentile: the least duration with at least so many at or below it.</param>
    public static TimeSpan? Percentile(IReadOnlyDictionary<int, long> counts, double share)
    {
        var rank = (long)Math.Ceiling(counts.Values.Sum() * share);
        foreach (var (index, count) in counts.OrderBy(c => c.Key))
        {
            rank -= count;
            if (count > 0 && rank <= 0)
            {
                return Of(index);
            }
        }

        return null;
    }
}

using BpoWorkbench.Domain.Work;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Domain.Work;

public sealed class DurationBucketsTests
{
    [Property(MaxTest = 300)]
    public void A_percentile_is_within_five_per_cent_of_the_true_one(int seed)
    {
        var random = new Random(seed);
        // From a second to two months, as many short as long.
        var all = Enumerable.Range(0, random.Next(1, 200)).Select(_ => (long)(1_000 * Math.Exp(random.NextDouble() * 15.4))).Order().ToList();
        var counts = all.GroupBy(DurationBuckets.Index).ToDictionary(g => g.Key, g => (long)g.Count());

        foreach (var share in new[] { .5, .9, 1 })
        {
            var truth = all[(int)Math.Ceiling(all.Count * share) - 1];
            var told = DurationBuckets.Percentile(counts, share)!.Value.TotalMilliseconds;
            Assert.InRange(told, truth * (1 - DurationBuckets.Error) * .9999, truth * (1 + DurationBuckets.Error) * 1.0001);
        }
    }

    [Fact]
    public void Nothing_has_no_percentile_and_what_is_out_of_range_counts_at_its_end()
    {
        Assert.Null(DurationBuckets.Percentile(new Dictionary<int, long> { [3] = 0 }, .5));
        Assert.Equal((0, DurationBuckets.Count - 1), (DurationBuckets.Index(-5), DurationBuckets.Index(long.MaxValue)));
        Assert.True(DurationBuckets.Longest > TimeSpan.FromDays(13 * 365));
    }
}

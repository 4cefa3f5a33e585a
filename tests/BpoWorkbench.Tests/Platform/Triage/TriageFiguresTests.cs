using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Triage;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Platform.Triage;

public sealed class TriageFiguresTests
{
    private static readonly TriageOutcome[] Four =
    [
        new("a", ["a", "b"], 0.95), new("a", ["b", "a"], 0.55), new("b", ["b", "c"], 0.85), new("c", [], 0),
    ];

    [Fact]
    public void What_was_suggested_first_or_among_the_first_is_counted()
    {
        Assert.Equal(new Share(2, 4), TriageFigures.Accuracy(Four));
        Assert.Equal(new Share(3, 4), TriageFigures.Top(Four, 2));
    }

    [Fact]
    public void The_calibration_error_is_how_far_each_bin_is_off() =>
        Assert.Equal((0.05 + 0.55 + 0.15) / 3, TriageFigures.CalibrationError(Four), 9);

    [Fact]
    public void Above_a_threshold_it_says_how_much_that_is_and_how_much_of_it_right() =>
        Assert.Equal((new Share(2, 4), new Share(2, 2)), TriageFigures.Above(Four, 0.8));

    [Fact]
    public void Each_category_has_what_was_right_of_suggested_and_of_decided() => Assert.Equal(
        [new("a", new(1, 1), new(1, 2)), new("b", new(1, 2), new(1, 1)), new CategoryOutcome("c", new(0, 0), new(0, 1))],
        TriageFigures.Categories(Four));

    [Fact]
    public void Of_nothing_there_is_nothing_to_say()
    {
        Assert.Null(TriageFigures.Accuracy([]).Value);
        Assert.Equal(0, TriageFigures.CalibrationError([]));
        Assert.Empty(TriageFigures.Categories([]));
    }

    [Property(MaxTest = 100)]
    public void Categories_add_up_to_the_whole(int seed)
    {
        var random = new Random(seed);
        var outcomes = Enumerable.Range(0, random.Next(50)).Select(_ => new TriageOutcome($"{random.Next(4)}", random.Next(3) == 0 ? [] : [$"{random.Next(4)}"], random.NextDouble())).ToList();
        var categories = TriageFigures.Categories(outcomes);

        Assert.Equal(TriageFigures.Accuracy(outcomes).Part, categories.Sum(c => c.Recall.Part));
        Assert.Equal(TriageFigures.Accuracy(outcomes).Part, categories.Sum(c => c.Precision.Part));
        Assert.Equal(outcomes.Count, categories.Sum(c => c.Recall.Whole));
        Assert.InRange(TriageFigures.CalibrationError(outcomes), 0, 1);
    }
}

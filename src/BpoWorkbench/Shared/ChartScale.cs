namespace BpoWorkbench.Shared;

/// <summary>The scale of a chart of counts: from nothing to a round figure above the highest, with a line at every step.</summary>
public sealed class ChartScale
{
    private static readonly int[] Steps = [1, 2, 4, 5, 10, 20, 25, 40, 50, 100];

    public ChartScale(double most)
    {
        var high = (long)Math.Ceiling(Math.Max(most, 4));
        var rough = Math.Max(1, (high + 3) / 4);
        var size = (long)Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(rough)) - 1));
        Step = Steps.Select(s => s * size).First(s => s >= rough);
        Top = (high + Step - 1) / Step * Step;
    }

    /// <summary>Between two lines of the grid.</summary>
    public long Step { get; }

    public long Top { get; }

    public IEnumerable<long> Lines => Enumerable.Range(0, (int)(Top / Step) + 1).Select(i => i * Step);

    /// <summary>How far down a figure lies, in per cent of the drawing.</summary>
    public double Y(double figure) => 100 - (100.0 * figure / Top);
}

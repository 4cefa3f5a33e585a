using BpoWorkbench.Platform.Figures;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>The part of a day that a chart shows, and where its figures lie in it; lengths in per cent of the drawing.</summary>
public sealed class DayShape
{
    private static readonly int[] Steps = [1, 2, 4, 5, 10, 20, 25, 50];

    /// <param name="now">On which quarter of the day it is now.</param>
    public DayShape(IReadOnlyList<QuarterFigures> quarters, int now)
    {
        var busy = quarters.Index().Where(q => q.Item.Received + q.Item.Done + q.Item.ReceivedBefore + q.Item.DoneBefore > 0).Select(q => q.Index).ToList();
        // Office hours at least, and whole hours.
        First = Math.Min(busy.Count == 0 ? 32 : busy[0], 32) / 4 * 4;
        End = (Math.Max(busy.Count == 0 ? 0 : busy[^1], Math.Max(now, 71)) / 4 * 4) + 4;
        Now = now;
        Quarters = [.. quarters.Take(End).Skip(First)];
        var most = Quarters.Max(q => Math.Max(Math.Max(q.Received, q.Done), Math.Max(q.ReceivedBefore, q.DoneBefore)));
        Step = StepFor(Math.Max(most, 4));
        Top = (Math.Max(most, 4) + Step - 1) / Step * Step;
    }

    public int First { get; }

    /// <summary>The first quarter no longer shown.</summary>
    public int End { get; }

    public int Now { get; }

    public IReadOnlyList<QuarterFigures> Quarters { get; }

    /// <summary>Between two lines of the grid.</summary>
    public long Step { get; }

    public long Top { get; }

    public double Width => 100.0 / Quarters.Count;

    public double X(int quarter) => (quarter - First) * Width;

    public double Y(long figure) => 100 - (100.0 * figure / Top);

    /// <summary>Only what has been can be drawn.</summary>
    public IEnumerable<(int Quarter, QuarterFigures Figures)> SoFar => Quarters.Index().Select(q => (First + q.Index, q.Item)).Where(q => q.Item1 <= Now);

    public IEnumerable<(int Quarter, QuarterFigures Figures)> All => Quarters.Index().Select(q => (First + q.Index, q.Item));

    /// <summary>The hours named under the drawing.</summary>
    public IEnumerable<int> Hours => Enumerable.Range(First / 4, (End - First) / 4).Where(h => h % ((End - First) > 64 ? 2 : 1) == 0);

    private static long StepFor(long most)
    {
        var rough = Math.Max(1, (most + 3) / 4);
        var size = (long)Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return Steps.Select(s => s * size).First(s => s >= rough);
    }
}

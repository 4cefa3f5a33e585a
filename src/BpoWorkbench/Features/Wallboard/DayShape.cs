using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Shared;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>The part of a day that a chart shows, and where its figures lie in it; lengths in per cent of the drawing.</summary>
public sealed class DayShape
{
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
        Scale = new ChartScale(most);
    }

    public int First { get; }

    /// <summary>The first quarter no longer shown.</summary>
    public int End { get; }

    public int Now { get; }

    public IReadOnlyList<QuarterFigures> Quarters { get; }

    public ChartScale Scale { get; }

    public double Width => 100.0 / Quarters.Count;

    public double X(int quarter) => (quarter - First) * Width;

    /// <summary>Only what has been can be drawn.</summary>
    public IEnumerable<(int Quarter, QuarterFigures Figures)> SoFar => Quarters.Index().Select(q => (First + q.Index, q.Item)).Where(q => q.Item1 <= Now);

    public IEnumerable<(int Quarter, QuarterFigures Figures)> All => Quarters.Index().Select(q => (First + q.Index, q.Item));

    /// <summary>The hours named under the drawing.</summary>
    public IEnumerable<int> Hours => Enumerable.Range(First / 4, (End - First) / 4).Where(h => h % ((End - First) > 64 ? 2 : 1) == 0);
}

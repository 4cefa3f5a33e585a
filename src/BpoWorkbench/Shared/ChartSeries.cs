namespace BpoWorkbench.Shared;

/// <summary>One series of a chart: columns, a line, or a dashed line for what is compared with.</summary>
public sealed record ChartSeries(string Name, ChartShape Shape, IReadOnlyList<ChartPoint> Points);

/// <summary>One value; every series of a chart names the same places in the same order.</summary>
public sealed record ChartPoint(string Place, double Value);

/// <summary>How a series is drawn.</summary>
public enum ChartShape
{
    Columns,
    Line,
    Dashed,
}

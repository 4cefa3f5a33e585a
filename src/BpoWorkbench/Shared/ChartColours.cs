namespace BpoWorkbench.Shared;

/// <summary>The colours of series, told apart also by the colour-blind; they follow the theme.</summary>
public static class ChartColours
{
    public const int Count = 6;

    /// <summary>The n-th series' colour, from 0, as CSS.</summary>
    public static string Of(int series) => $"var(--series-{(series % Count) + 1})";
}

namespace BpoWorkbench.Platform.Figures;

/// <summary>A part of a whole; it has no value where there is nothing to divide by.</summary>
public sealed record Share(long Part, long Whole)
{
    public double? Value => Whole == 0 ? null : (double)Part / Whole;

    public static Share operator +(Share one, Share other) => new(one.Part + other.Part, one.Whole + other.Whole);

    public static Share Add(Share one, Share other) => one + other;
}

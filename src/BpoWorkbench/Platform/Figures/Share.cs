using System.Globalization;

namespace BpoWorkbench.Platform.Figures;

/// <summary>A part of a whole; it has no value where there is nothing to divide by.</summary>
public sealed record Share(long Part, long Whole)
{
    public double? Value => Whole == 0 ? null : (double)Part / Whole;

    /// <summary>In per cent; the decimal tells only near the top, and it is 100 % only when it is all of it.</summary>
    public string? Say() => Value is { } share
        ? (Math.Floor(share * 1000) / 1000).ToString(share is >= .9 and < 1 ? "P1" : "P0", CultureInfo.CurrentCulture)
        : null;

    public static Share operator +(Share one, Share other) => new(one.Part + other.Part, one.Whole + other.Whole);

    public static Share Add(Share one, Share other) => one + other;
}

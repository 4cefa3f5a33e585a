using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Shared;

namespace BpoWorkbench.Features.Figures;

/// <summary>How a figure is said.</summary>
public enum FigureUnit
{
    Count,

    /// <summary>From 0 to 1.</summary>
    Share,

    /// <summary>So many in an hour.</summary>
    Rate,

    /// <summary>Minutes; said as hours and days where they are many.</summary>
    Time,

    /// <summary>Minutes; said to the second.</summary>
    Handling,
}

/// <summary>A figure of every line: how it is told from what was counted, and where its items are.</summary>
/// <param name="Code">What its words are called: the name, <c>formula.</c> and <c>missing.</c></param>
/// <param name="Group">What stands above several; empty where it stands alone.</param>
/// <param name="Common">Nobody's doing: not known of people.</param>
public sealed record FigureColumn(string Code, string Group, FigureUnit Unit, bool Common, Func<PeriodFigures, double?> Value, Func<FigureRow, ItemFilter> Items)
{
    /// <summary>Part and whole, where it is one of another.</summary>
    public Func<PeriodFigures, Share?>? Parts { get; init; }

    /// <summary>Part and whole are lengths, in milliseconds.</summary>
    public bool OfTime { get; init; }

    /// <summary>It rests on hours at work, which are people's.</summary>
    public bool OfHours => Group == "hours";

    /// <summary>The contract that picks it.</summary>
    public SlaBasis? Contract { get; init; }

    public static readonly IReadOnlyList<FigureColumn> All =
    [
        Count("received", "", true, f => f[Measure.Received], r => Period(r, ItemFilter.Received)),
        Count("done", "", false, f => f[Measure.Done], r => Period(r, ItemFilter.Done)),
        Count("cancelled", "", true, f => f[Measure.Cancelled], r => Period(r, ItemFilter.Cancelled)),
        Count("open-before", "backlog", true, f => f.OpenBefore, r => r.Items with { Period = ItemFilter.OpenAt, To = null }),
        Count("open-after", "backlog", true, f => f.OpenAfter, OpenAfter),
        Part("sla-receipt", "sla", true, f => f.ByReceipt, r => Period(r, ItemFilter.Received) with { Late = true }) with { Contract = SlaBasis.Receipt },
        Part("sla-completion", "sla", false, f => f.ByCompletion, r => Period(r, ItemFilter.Done) with { Late = true }) with { Contract = SlaBasis.Completion },
        Length("turnaround", "turnaround", FigureUnit.Time, f => f.Average(Measure.TurnaroundMs)),
        Length("turnaround-50", "turnaround", FigureUnit.Time, f => f.Percentile(Measure.Turnarounds, .5)),
        Length("turnaround-90", "turnaround", FigureUnit.Time, f => f.Percentile(Measure.Turnarounds, .9)),
        Length("aht", "aht", FigureUnit.Handling, f => f.Average(Measure.HandleMs)),
        Length("aht-90", "aht", FigureUnit.Handling, f => f.Percentile(Measure.HandleTimes, .9)),
        new("per-hour", "hours", FigureUnit.Rate, false, f => f.PerHour, r => Period(r, ItemFilter.Done)),
        Part("occupancy", "hours", false, f => f.Occupancy, r => Period(r, ItemFilter.Done)) with { OfTime = true },
        Part("utilisation", "hours", false, f => f.Hours?.Utilisation, r => Period(r, ItemFilter.Done)) with { OfTime = true },
        Part("first-touch", "", false, f => f.FirstTouch, r => Period(r, ItemFilter.Done) with { HandedOver = true }),
        Part("bounced", "", false, f => f.Bounced, r => Period(r, "bounced")),
    ];

    public double? Of(FigureRow row) => Of(row, row.Now);

    public double? Of(FigureRow row, PeriodFigures figures) => row.OfPeople && Common ? null : Value(figures);

    /// <summary>Why a line has none: a code.</summary>
    public string Missing(FigureRow row) => row.OfPeople && Common ? "missing.nobodys"
        : OfHours && !row.Asked.HasHours ? "missing.peoples"
        : OfHours && row.Now.Hours is null ? row.Asked.ByPerson ? "missing.elsewhere" : "missing.clocks"
        : $"missing.{Code}";

    /// <summary>A part or a whole of it.</summary>
    public string Amount(long amount) => OfTime ? $"{TimeSpan.FromMilliseconds(amount).TotalHours.ToString("N1", CultureInfo.CurrentCulture)} h" : amount.ToString("N0", CultureInfo.CurrentCulture);

    public string? Say(FigureRow row, PeriodFigures figures) => Of(row, figures) is not { } value ? null : Unit switch
    {
        FigureUnit.Share => Parts!(figures)?.Say(),
        FigureUnit.Time => Moments.Span(TimeSpan.FromMinutes(value)),
        FigureUnit.Handling => Clock(TimeSpan.FromMinutes(value)),
        FigureUnit.Rate => value.ToString("N1", CultureInfo.CurrentCulture),
        _ => value.ToString("N0", CultureInfo.CurrentCulture),
    };

    private static string Clock(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes}:{time.Seconds:00}");

    private static ItemFilter Period(FigureRow row, string period) => row.Items with { Period = period };

    // Of a quarter, what was open at its end is what was open at the start of the next.
    private static ItemFilter OpenAfter(FigureRow row) => row.Items.Quarter is { } quarter and < 95
        ? row.Items with { Period = ItemFilter.OpenAt, To = null, Quarter = quarter + 1 }
        : row.Items with { Period = ItemFilter.OpenAt, From = row.Items.To?.AddDays(1), To = null, Quarter = null };

    private static FigureColumn Count(string code, string group, bool common, Func<PeriodFigures, long?> value, Func<FigureRow, ItemFilter> items) =>
        new(code, group, FigureUnit.Count, common, f => value(f), items);

    private static FigureColumn Part(string code, string group, bool common, Func<PeriodFigures, Share?> parts, Func<FigureRow, ItemFilter> items) =>
        new(code, group, FigureUnit.Share, common, f => parts(f)?.Value, items) { Parts = parts };

    private static FigureColumn Length(string code, string group, FigureUnit unit, Func<PeriodFigures, TimeSpan?> length) =>
        new(code, group, unit, false, f => length(f)?.TotalMinutes, r => Period(r, ItemFilter.Done));
}

using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Platform.Figures;

/// <summary>What was counted in a period, and what can be told from it; null where it cannot.</summary>
/// <param name="amounts">The counters, with their buckets; what is missing is nought.</param>
/// <param name="openBefore">What was open when the period began.</param>
/// <param name="openAfter">What was open at its end, or is now.</param>
public sealed class PeriodFigures(IReadOnlyDictionary<Measure, long> amounts, long? openBefore, long? openAfter)
{
    public static readonly PeriodFigures None = new(new Dictionary<Measure, long>(), 0, 0) { Hours = PresenceTime.None };

    /// <summary>Nothing was counted, and what was open is not known.</summary>
    public static readonly PeriodFigures Unknown = new(new Dictionary<Measure, long>(), null, null);

    private readonly IReadOnlyDictionary<Measure, long> _amounts = amounts;

    public long? OpenBefore { get; } = openBefore;

    public long? OpenAfter { get; } = openAfter;

    /// <summary>How long those who did it were at work; null where that is not told.</summary>
    public PresenceTime? Hours { get; private init; }

    /// <summary>Nothing was counted, and nobody was at work.</summary>
    public bool IsEmpty => _amounts.All(a => a.Value == 0) && (Hours is null || Hours == PresenceTime.None);

    public long this[Measure measure] => _amounts.GetValueOrDefault(measure);

    public Share ByReceipt => new(this[Measure.ReceivedKept], this[Measure.ReceivedKept] + this[Measure.ReceivedBroken]);

    public Share ByCompletion => new(this[Measure.DoneInTime], this[Measure.Done]);

    public Share FirstTouch => new(this[Measure.FirstTouch], this[Measure.Done]);

    /// <summary>Sent back by whom they were handed to, of those that were answered.</summary>
    public Share Bounced => new(this[Measure.Bounced], this[Measure.Bounced] + this[Measure.TransferAccepted]);

    /// <summary>
    /// Handle time over itself and the time that was free for more: of the time in codes that receive work or are productive, the rest. A touch
    /// counts where it ends, so that of a short period there can be more of it than of presence: then all of that was handling.
    /// </summary>
    public Share? Occupancy => Hours is { } hours ? new(Math.Min(this[Measure.HandleMs], hours.WorkingMs), hours.WorkingMs) : null;

    /// <summary>Done in an hour of productive time.</summary>
    public double? PerHour => Hours is { ProductiveMs: > 0 and var productive } ? this[Measure.Done] / TimeSpan.FromMilliseconds(productive).TotalHours : null;

    /// <summary>A sum of milliseconds over what was done.</summary>
    public TimeSpan? Average(Measure sum) => this[Measure.Done] > 0 ? TimeSpan.FromMilliseconds(this[sum] / this[Measure.Done]) : null;

    /// <summary>Of what is counted by size, within <see cref="DurationBuckets.Error"/>.</summary>
    public TimeSpan? Percentile(Measure sized, double share) => DurationBuckets.Percentile(
        _amounts.Where(a => (int)a.Key / 1_000 == (int)sized).ToDictionary(a => (int)a.Key % 1_000, a => a.Value), share);

    /// <summary>The same, with what was open at its ends.</summary>
    public PeriodFigures Between(long? before, long? after) => new(_amounts, before, after) { Hours = Hours };

    /// <summary>The same, with the hours of those who did it.</summary>
    public PeriodFigures With(PresenceTime? hours) => new(_amounts, OpenBefore, OpenAfter) { Hours = hours };

    /// <summary>Several as one; what one of them does not know, all do not.</summary>
    public static PeriodFigures Sum(IReadOnlyCollection<PeriodFigures> all) => new(
        all.SelectMany(f => f._amounts).GroupBy(a => a.Key).ToDictionary(a => a.Key, a => a.Sum(one => one.Value)),
        all.Any(f => f.OpenBefore is null) ? null : all.Sum(f => f.OpenBefore),
        all.Any(f => f.OpenAfter is null) ? null : all.Sum(f => f.OpenAfter))
    {
        Hours = all.Any(f => f.Hours is null) ? null : all.Aggregate(PresenceTime.None, (sum, f) => sum + f.Hours!),
    };
}

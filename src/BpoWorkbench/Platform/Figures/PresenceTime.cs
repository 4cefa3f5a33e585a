using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Platform.Figures;

/// <summary>How long somebody was at work in a period, in milliseconds, by what their codes count as.</summary>
/// <param name="WorkingMs">In codes that receive work or are productive: handling, or free for it.</param>
public sealed record PresenceTime(long ProductiveMs, long WorkingMs, long PaidMs)
{
    public static readonly PresenceTime None = new(0, 0, 0);

    /// <summary>Productive, of what is paid.</summary>
    public Share Utilisation => new(ProductiveMs, PaidMs);

    /// <param name="spans">One person's, one after the other: each lasts until the next begins, the last one until <paramref name="to"/>.</param>
    public static PresenceTime Of(IReadOnlyList<(DateTime From, PresenceCode Code)> spans, DateTime from, DateTime to) =>
        Stretches(spans, from, to).Select(s => In(s.Code, s.To - s.From)).Aggregate(None, Add);

    /// <summary>The same in pieces, none of which goes beyond its quarter of an hour; of a quarter there may be several, or none.</summary>
    public static IEnumerable<(DateTime Quarter, PresenceTime Time)> ByQuarter(IReadOnlyList<(DateTime From, PresenceCode Code)> spans, DateTime from, DateTime to)
    {
        // Most of a day counts as nothing.
        foreach (var (begins, ends, code) in Stretches(spans, from, to).Where(s => In(s.Code, s.To - s.From) != None))
        {
            for (var at = begins; at < ends; at = at.Quarter().AddMinutes(15))
            {
                var next = at.Quarter().AddMinutes(15);
                yield return (at.Quarter(), In(code, (next < ends ? next : ends) - at));
            }
        }
    }

    public static PresenceTime operator +(PresenceTime one, PresenceTime other) =>
        new(one.ProductiveMs + other.ProductiveMs, one.WorkingMs + other.WorkingMs, one.PaidMs + other.PaidMs);

    public static PresenceTime Add(PresenceTime one, PresenceTime other) => one + other;

    private static IEnumerable<(DateTime From, DateTime To, PresenceCode Code)> Stretches(IReadOnlyList<(DateTime From, PresenceCode Code)> spans, DateTime from, DateTime to)
    {
        foreach (var (i, (begins, code)) in spans.Index())
        {
            var ends = i + 1 < spans.Count && spans[i + 1].From < to ? spans[i + 1].From : to;
            if (ends > begins && ends > from)
            {
                yield return (begins > from ? begins : from, ends, code);
            }
        }
    }

    private static PresenceTime In(PresenceCode code, TimeSpan time)
    {
        var length = (long)time.TotalMilliseconds;
        return new(code.Productive ? length : 0, code.Productive || code.ReceivesWork ? length : 0, code.Paid ? length : 0);
    }
}

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
    public static PresenceTime Of(IReadOnlyList<(DateTime From, PresenceCode Code)> spans, DateTime from, DateTime to)
    {
        var sum = None;
        foreach (var (i, (begins, code)) in spans.Index())
        {
            var ends = i + 1 < spans.Count && spans[i + 1].From < to ? spans[i + 1].From : to;
            var length = (long)(ends - (begins > from ? begins : from)).TotalMilliseconds;
            if (length > 0)
            {
                sum += new PresenceTime(code.Productive ? length : 0, code.Productive || code.ReceivesWork ? length : 0, code.Paid ? length : 0);
            }
        }

        return sum;
    }

    public static PresenceTime operator +(PresenceTime one, PresenceTime other) =>
        new(one.ProductiveMs + other.ProductiveMs, one.WorkingMs + other.WorkingMs, one.PaidMs + other.PaidMs);

    public static PresenceTime Add(PresenceTime one, PresenceTime other) => one + other;
}

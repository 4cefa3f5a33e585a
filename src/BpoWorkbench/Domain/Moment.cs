namespace BpoWorkbench.Domain;

/// <summary>Moments are UTC in whole milliseconds, so that every database keeps and orders them alike.</summary>
public static class Moment
{
    /// <summary>The present, cut to milliseconds.</summary>
    public static DateTime Now(this TimeProvider time) => Cut(time.GetUtcNow().UtcDateTime);

    /// <summary>The start of the quarter of an hour that a moment falls in.</summary>
    public static DateTime Quarter(this DateTime moment) => new(moment.Ticks - moment.Ticks % TimeSpan.FromMinutes(15).Ticks, DateTimeKind.Utc);

    /// <summary>Cuts a UTC moment to milliseconds.</summary>
    public static DateTime Cut(DateTime moment) => new(moment.Ticks - moment.Ticks % TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);
}

namespace BpoWorkbench.Domain.Clock;

/// <summary>The clock of a service policy: so much open time, counted in the hours of its calendar. Moments are UTC.</summary>
/// <param name="Hours">When it runs.</param>
/// <param name="Target">The open time that is promised; more than none.</param>
/// <param name="WarnPercent">From which share of it on an item counts as due soon, 1 to 100.</param>
public sealed record ServiceClock(OpenHours Hours, TimeSpan Target, int WarnPercent)
{
    /// <summary>What is left of the target when an item begins to count as due soon.</summary>
    public TimeSpan Reserve => TimeSpan.FromMilliseconds(Math.Floor(Target.TotalMilliseconds * (100 - WarnPercent) / 100));

    /// <summary>When an item is due whose clock starts with everything still left.</summary>
    public DateTime Due(DateTime start) => Hours.After(start, Target);

    /// <summary>When an item is due whose clock starts, or goes on, with <paramref name="left"/>.</summary>
    public DateTime Due(DateTime start, TimeSpan left) => Hours.After(start, left);

    /// <summary>When an item counts as due soon whose clock starts, or goes on, with <paramref name="left"/>.</summary>
    public DateTime WarnAt(DateTime start, TimeSpan left) => Hours.After(start, left - Reserve);

    /// <summary>What is left at a moment, while the clock runs: negative once overdue.</summary>
    public TimeSpan Left(DateTime due, DateTime now) => Hours.Between(now, due);

    /// <summary>The service time that has passed since an item arrived, while the clock runs: what it stood still for is no part of it.</summary>
    public TimeSpan Passed(DateTime due, DateTime now) => Target - Left(due, now);

    /// <summary>
    /// The used share of the service time while the clock runs: 1 when due, more when overdue. What an item stood still for lies in its
    /// due time already, so that this one subtraction is all: no pauses are needed.
    /// </summary>
    public double UsedShare(DateTime due, DateTime now) => 1 - Left(due, now) / Target;
}

namespace BpoWorkbench.Platform.Kpi;

/// <summary>What a listener outside is told of its client. Its JSON is a promise to others (README): add to it, never change it.</summary>
/// <param name="Client">The client's short code.</param>
/// <param name="At">When it was read (UTC).</param>
/// <param name="Day">What "today" is, in <paramref name="TimeZone"/>.</param>
public sealed record KpiFigures(string Client, DateTime At, DateOnly Day, string TimeZone, IReadOnlyList<KpiQueue> Queues);

/// <summary>A queue that is shown to its client: what there is now, and what happened today.</summary>
/// <param name="Oldest">When the oldest open item arrived (UTC).</param>
public sealed record KpiQueue(long Id, string Name, string State, long Ready, long Claimed, long Waiting, DateTime? Oldest, KpiToday Today);

/// <summary>What happened today. Of those received today, kept are done in time, broken are late or overdue; the rest is open.</summary>
public sealed record KpiToday(long Received, long Done, long DoneInTime, long Cancelled, long ReceivedKept, long ReceivedBroken, long HandleMs);

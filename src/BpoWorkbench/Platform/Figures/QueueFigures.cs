using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Platform.Figures;

/// <summary>What there is in a queue now, and what happened in it today, the day being its client's.</summary>
public sealed record QueueFigures(long ClientId, long QueueId)
{
    /// <summary>Of a queue in which nothing was ever counted.</summary>
    public static readonly QueueFigures None = new(0, 0);

    public long Ready { get; init; }

    public long Claimed { get; init; }

    public long Waiting { get; init; }

    /// <summary>All that was ever done, less what was taken back.</summary>
    public long Finished { get; init; }

    public long Received { get; init; }

    public long Done { get; init; }

    public long DoneInTime { get; init; }

    public long Cancelled { get; init; }

    public long ReceivedKept { get; init; }

    public long ReceivedBroken { get; init; }

    /// <summary>In milliseconds.</summary>
    public long HandleMs { get; init; }

    /// <summary>When the oldest open item arrived.</summary>
    public DateTime? Oldest { get; init; }

    public long Open => Ready + Claimed + Waiting;

    /// <summary>All that there is to do and was done; what was cancelled is no part of it.</summary>
    public Share Progress => new(Finished, Finished + Open);

    /// <summary>Received today and done in time, of those received today and either done or overdue.</summary>
    public Share ByReceipt => new(ReceivedKept, ReceivedKept + ReceivedBroken);

    /// <summary>Done today in time, of those done today.</summary>
    public Share ByCompletion => new(DoneInTime, Done);

    /// <summary>Which of the two the client's contract speaks of.</summary>
    public SlaBasis Basis { get; init; }

    /// <summary>Clients together whose contracts differ: each counts by its own.</summary>
    public bool Mixed { get; init; }

    /// <summary>The one that is shown where there is room for one.</summary>
    public Share Sla
    {
        get => field ?? (Basis == SlaBasis.Completion ? ByCompletion : ByReceipt);
        init;
    }

    /// <summary>Handle time of all agents and touches today, over what was done today.</summary>
    public TimeSpan? Aht => Done > 0 ? TimeSpan.FromMilliseconds(HandleMs / Done) : null;

    internal static QueueFigures From(long clientId, long queueId, IReadOnlyDictionary<Measure, long> amounts) => new(clientId, queueId)
    {
        Ready = amounts.GetValueOrDefault(Measure.Ready),
        Claimed = amounts.GetValueOrDefault(Measure.Claimed),
        Waiting = amounts.GetValueOrDefault(Measure.Waiting),
        Finished = amounts.GetValueOrDefault(Measure.Finished),
        Received = amounts.GetValueOrDefault(Measure.Received),
        Done = amounts.GetValueOrDefault(Measure.Done),
        DoneInTime = amounts.GetValueOrDefault(Measure.DoneInTime),
        Cancelled = amounts.GetValueOrDefault(Measure.Cancelled),
        ReceivedKept = amounts.GetValueOrDefault(Measure.ReceivedKept),
        ReceivedBroken = amounts.GetValueOrDefault(Measure.ReceivedBroken),
        HandleMs = amounts.GetValueOrDefault(Measure.HandleMs),
    };

    /// <summary>Several queues as one line: a client, or all of them.</summary>
    public static QueueFigures Sum(long clientId, IReadOnlyCollection<QueueFigures> queues) => new(clientId, 0)
    {
        Ready = queues.Sum(q => q.Ready),
        Claimed = queues.Sum(q => q.Claimed),
        Waiting = queues.Sum(q => q.Waiting),
        Finished = queues.Sum(q => q.Finished),
        Received = queues.Sum(q => q.Received),
        Done = queues.Sum(q => q.Done),
        DoneInTime = queues.Sum(q => q.DoneInTime),
        Cancelled = queues.Sum(q => q.Cancelled),
        ReceivedKept = queues.Sum(q => q.ReceivedKept),
        ReceivedBroken = queues.Sum(q => q.ReceivedBroken),
        HandleMs = queues.Sum(q => q.HandleMs),
        Oldest = queues.Min(q => q.Oldest),
        Basis = queues.Select(q => q.Basis).FirstOrDefault(),
        Mixed = queues.DistinctBy(q => q.Basis).Count() > 1,
        Sla = queues.Select(q => q.Sla).Aggregate(new Share(0, 0), Share.Add),
    };
}

namespace BpoWorkbench.Domain.Work;

/// <summary>What is counted. The numbers are stored: never renumber. Levels are what there is now; the rest is what happened in a quarter of an hour.</summary>
public enum Measure
{
    Ready = 1,
    Claimed = 2,
    Waiting = 3,
    Finished = 4,

    Received = 10,
    Done = 11,
    DoneInTime = 12,
    Cancelled = 13,

    /// <summary>Of those received in the quarter: done in time.</summary>
    ReceivedKept = 14,

    /// <summary>Of those received in the quarter: done late, or open and overdue.</summary>
    ReceivedBroken = 15,

    /// <summary>Handle time in milliseconds.</summary>
    HandleMs = 20,
    Attempts = 21,
    Contacts = 22,
    RightParty = 23,
    Success = 24,
    Billable = 25,

    /// <summary>Handed over to the queue, or come back to it.</summary>
    TransferredIn = 30,

    /// <summary>Handed over to another queue, or sent back there.</summary>
    TransferredOut = 31,

    /// <summary>Sent back by those it was handed to. The bounce rate is this over itself and <see cref="TransferAccepted"/>.</summary>
    Bounced = 32,

    /// <summary>Done before, and to be done again. An item that was reopened was not closed at the first touch.</summary>
    Reopened = 33,
    TransferAccepted = 34,

    /// <summary>Given back to the queue by who had it.</summary>
    Returned = 35,

    /// <summary>Service time from receipt to finish by the item's own clock, in milliseconds: of those done in the quarter.</summary>
    TurnaroundMs = 40,

    /// <summary>The same by size: <see cref="Measures.Sized"/>.</summary>
    Turnarounds = 41,

    /// <summary>Handle time of all touches of an item, by size: of those done in the quarter.</summary>
    HandleTimes = 42,

    /// <summary>Done by the first agent who had it on screen, never given back nor handed over, nor reopened within <see cref="WorkItem.FirstTouchHolds"/>.</summary>
    FirstTouch = 43,

    OffersAccepted = 70,
    OffersMissed = 71,
}

/// <summary>One counter moved by one event.</summary>
public readonly record struct CounterMove(Measure Measure, DateTime Quarter, long PersonId, long Amount);

/// <summary>The one rule that says which counters an event moves: written beside the event, and recounted from it.</summary>
public static class Measures
{
    /// <summary>The quarter that levels are kept under: they have none.</summary>
    public static readonly DateTime Always = DateTime.UnixEpoch;

    /// <summary>From here on a number is that of a measure and of a bucket: what is counted by size.</summary>
    public const Measure FirstSized = (Measure)1_000;

    private static readonly (CountsAs Flag, Measure Measure)[] Outcomes =
    [
        (CountsAs.Attempt, Measure.Attempts), (CountsAs.Contact, Measure.Contacts), (CountsAs.RightParty, Measure.RightParty),
        (CountsAs.Success, Measure.Success), (CountsAs.Billable, Measure.Billable),
    ];

    /// <summary>The counters that <paramref name="step"/> moves, each with its quarter, person (0 for nobody) and amount.</summary>
    public static IEnumerable<CounterMove> Of(WorkEvent step)
    {
        var quarter = (step.Reverses ?? step.At).Quarter();
        var person = step.PersonId ?? 0;
        var sign = step.Reverses is null ? 1 : -1;

        // What is handed over enters the levels of its next queue with an event of its own.
        var (before, after) = (Level(step.From), step.Kind is WorkEventKind.TransferredOut or WorkEventKind.Bounced ? null : Level(step.To));
        if (before != after)
        {
            if (before is { } left)
            {
                yield return new(left, Always, 0, -1);
            }

            if (after is { } entered)
            {
                yield return new(entered, Always, 0, 1);
            }
        }

        foreach (var measure in Moves(step.Kind))
        {
            yield return new(measure, quarter, person, 1);
        }

        if (step.Kind == WorkEventKind.Received)
        {
            yield return new(Measure.Received, quarter, 0, 1);
        }

        // Taken back, it has not been cancelled in its quarter.
        if (step.Kind == WorkEventKind.Cancelled || step is { Kind: WorkEventKind.Undone, From: WorkState.Cancelled })
        {
            yield return new(Measure.Cancelled, quarter, 0, sign);
        }

        // A reopening takes back no end: the one it follows was reported in its own quarter. And what happens to a done item is no end.
        if (step.Kind != WorkEventKind.Reopened && step.From != step.To && (step.To == WorkState.Done || step.From == WorkState.Done))
        {
            yield return new(Measure.Done, quarter, person, sign);
            if ((sign > 0 ? step.Promise : step.PromiseBefore) == Promise.Kept)
            {
                yield return new(Measure.DoneInTime, quarter, person, sign);
            }

            if (step.TurnaroundMs is { } turnaround)
            {
                yield return new(Measure.TurnaroundMs, quarter, person, sign * turnaround);
                yield return new(Sized(Measure.Turnarounds, turnaround), quarter, person, sign);
            }

            if (step.TotalHandleMs is { } handled)
            {
                yield return new(Sized(Measure.HandleTimes, handled), quarter, person, sign);
            }

            if (step.FirstTouch == true)
            {
                yield return new(Measure.FirstTouch, quarter, person, sign);
            }
        }

        if (step.EndedAt is { } end)
        {
            yield return new(Measure.FirstTouch, end.Quarter(), step.EndedBy ?? 0, -1);
        }

        if (step.Promise != step.PromiseBefore)
        {
            var received = step.Received.Quarter();
            foreach (var (promise, amount) in new[] { (step.PromiseBefore, -1), (step.Promise, 1) })
            {
                if (promise != Promise.Open)
                {
                    yield return new(promise == Promise.Kept ? Measure.ReceivedKept : Measure.ReceivedBroken, received, 0, amount);
                }
            }
        }

        if (step.HandleMs != 0)
        {
            yield return new(Measure.HandleMs, quarter, person, step.HandleMs);
        }

        foreach (var (flag, measure) in Outcomes)
        {
            if (step.Counts.HasFlag(flag))
            {
                yield return new(measure, quarter, person, sign);
            }
        }
    }

    // A bounce is both: of the queue that sends back, and one more that leaves it.
    private static Measure[] Moves(WorkEventKind kind) => kind switch
    {
        WorkEventKind.TransferredIn => [Measure.TransferredIn],
        WorkEventKind.TransferredOut => [Measure.TransferredOut],
        WorkEventKind.Bounced => [Measure.Bounced, Measure.TransferredOut],
        WorkEventKind.TransferAccepted => [Measure.TransferAccepted],
        WorkEventKind.Returned => [Measure.Returned],
        WorkEventKind.Reopened => [Measure.Reopened],
        WorkEventKind.Accepted => [Measure.OffersAccepted],
        WorkEventKind.Missed => [Measure.OffersMissed],
        _ => [],
    };

    /// <summary>What adds to what is open, and what takes from it: open at the end = open at the start + the sum of these.</summary>
    public static readonly IReadOnlyDictionary<Measure, int> Backlog = new Dictionary<Measure, int>
    {
        [Measure.Received] = 1, [Measure.Reopened] = 1, [Measure.TransferredIn] = 1,
        [Measure.Done] = -1, [Measure.Cancelled] = -1, [Measure.TransferredOut] = -1,
    };

    /// <summary>How durations of this size are counted: the measure's number, and after it three digits of the bucket's.</summary>
    public static Measure Sized(Measure measure, long milliseconds) => (Measure)(((int)measure * 1_000) + DurationBuckets.Index(milliseconds));

    /// <summary>The level that an item in this state is counted in.</summary>
    public static Measure? Level(WorkState? state) => state switch
    {
        WorkState.Ready => Measure.Ready,
        WorkState.Claimed => Measure.Claimed,
        WorkState.Waiting => Measure.Waiting,
        WorkState.Done => Measure.Finished,
        _ => null,
    };
}

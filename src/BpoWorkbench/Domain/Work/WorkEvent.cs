namespace BpoWorkbench.Domain.Work;

/// <summary>Where a work item stands.</summary>
public enum WorkState
{
    Ready = 1,
    Claimed = 2,
    Waiting = 3,
    Done = 4,
    Cancelled = 5,
}

/// <summary>What happened to a work item. The numbers are stored: never renumber.</summary>
public enum WorkEventKind
{
    Received = 1,
    Claimed = 2,
    Opened = 3,
    Left = 4,
    Returned = 5,
    Released = 6,
    Completed = 7,
    Retried = 8,
    CalledBack = 9,
    Waited = 10,
    Woken = 11,
    Cancelled = 12,
    Undone = 13,
    Breached = 14,
    Dialled = 15,
    Noted = 16,
    FileAdded = 17,
    FieldsChanged = 18,

    /// <summary>The client answered what it was asked.</summary>
    Answered = 20,

    /// <summary>Handed over: it leaves its queue, and <see cref="TransferredIn"/> tells where it goes.</summary>
    TransferredOut = 21,
    TransferredIn = 22,

    /// <summary>Whoever was handed it has taken it on.</summary>
    TransferAccepted = 23,

    /// <summary>Sent back to who handed it over: it leaves the queue as with <see cref="TransferredOut"/>.</summary>
    Bounced = 24,

    /// <summary>Done, and to be done again. What was done stays counted.</summary>
    Reopened = 25,

    /// <summary>It opened another item in another queue.</summary>
    ChildOpened = 26,

    /// <summary>A person, or a rule, has moved it to another band.</summary>
    BandChanged = 27,

    /// <summary>Kept for somebody, or for nobody any more, because a supervisor says so.</summary>
    Assigned = 28,

    /// <summary>It asks for other skills than before: fewer after a while, or as the rules of its queue have changed.</summary>
    NeedsChanged = 29,

    /// <summary>More has come for it from whom it is about.</summary>
    MoreArrived = 30,

    /// <summary>An answer to whom it is about was written.</summary>
    Replied = 31,

    /// <summary>Somebody has said who the customer is.</summary>
    CustomerNamed = 32,

    /// <summary>It has used the share of its service time from which it counts as due soon.</summary>
    Warned = 40,

    /// <summary>Given to somebody who did not ask for it, and has so long to accept.</summary>
    Offered = 50,
    Accepted = 51,

    /// <summary>Not accepted in time.</summary>
    Missed = 52,
}

/// <summary>
/// One step in the life of a work item: append-only. It holds codes and figures, never personal text, so that erasing a
/// person or a client leaves the figures recountable.
/// </summary>
public sealed class WorkEvent : IClientOwned
{
    private WorkEvent()
    {
    }

    internal WorkEvent(WorkItem item, WorkEventKind kind, DateTime at, long? personId)
    {
        ClientId = item.ClientId;
        QueueId = item.QueueId;
        Item = item;
        Kind = kind;
        At = at;
        PersonId = personId;
        Received = item.ReceivedAt;
        Due = item.Due;
        From = item.State;
        To = item.State;
    }

    public long Id { get; internal set; }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    public long ItemId { get; internal set; }

    public WorkItem? Item { get; private set; }

    public WorkEventKind Kind { get; private set; }

    public DateTime At { get; private set; }

    public long? PersonId { get; private set; }

    /// <summary>The state before; null when the item arrives.</summary>
    public WorkState? From { get; internal set; }

    public WorkState To { get; internal set; }

    public DateTime Received { get; private set; }

    /// <summary>When the item was due at that moment; where its clock was stopped or goes on, when it is due from then on.</summary>
    public DateTime Due { get; internal set; }

    public long? DispositionId { get; internal set; }

    public CountsAs Counts { get; internal set; }

    /// <summary>Handle time that ended with this event, in milliseconds.</summary>
    public long HandleMs { get; internal set; }

    /// <summary>On a completion, and on what takes it back: service time since the receipt, by the item's own clock.</summary>
    public long? TurnaroundMs { get; internal set; }

    /// <summary>On the same: handle time of all touches so far.</summary>
    public long? TotalHandleMs { get; internal set; }

    /// <summary>On the same: whether nobody else had it.</summary>
    public bool? FirstTouch { get; internal set; }

    /// <summary>How the promise to the client stands after the event.</summary>
    public Promise Promise { get; internal set; }

    /// <summary>How it stood before.</summary>
    public Promise PromiseBefore { get; internal set; }

    /// <summary>On <see cref="WorkEventKind.Undone"/>: when the completion that is taken back was made.</summary>
    public DateTime? Reverses { get; internal set; }

    /// <summary>On <see cref="WorkEventKind.Reopened"/>: when the end was that is no first touch any more; null where it was none, or is too long ago.</summary>
    public DateTime? EndedAt { get; internal set; }

    /// <summary>On the same: whose end it was.</summary>
    public long? EndedBy { get; internal set; }

    /// <summary>A code with named arguments, as JSON, where the event has more to say.</summary>
    public string? Detail { get; internal set; }
}

/// <summary>Whether the service time promised for an item was kept.</summary>
public enum Promise
{
    Open = 0,
    Kept = 1,
    Broken = 2,
}

using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Domain.Work;

// How an item is put aside, for whom, and how it comes back.
public sealed partial class WorkItem
{
    public DateTime? WakeAt { get; private set; }

    /// <summary>Who is waited for, while it waits.</summary>
    public WaitingOn WaitingOn { get; private set; }

    /// <summary>Who is offered it first when it wakes.</summary>
    public long? PromisedBy { get; private set; }

    /// <summary>Put aside until a moment, in the hands of whoever is waited for.</summary>
    public void WaitUntil(long personId, DateTime until, WaitingOn on, string? note, DateTime now)
    {
        RequireOwner(personId);
        Require(until > now, "item.wait-in-the-past");
        TakeOn(personId, now);
        var step = Record(WorkEventKind.Waited, now, personId);
        step.Detail = on.ToString();
        PutAside(step, until, on, now);
        PromisedBy = personId;
        if (!string.IsNullOrWhiteSpace(note))
        {
            AddNote(note, personId, now);
        }
    }

    /// <summary>The wait is over: its time has come, or a supervisor says so.</summary>
    public void Wake(Lane lane, DateTime now, long? byPersonId = null)
    {
        Require(State == WorkState.Waiting, "item.not-waiting");
        var step = Record(WorkEventKind.Woken, now, byPersonId);
        RunClock(step, now);
        WaitingOn = WaitingOn.Nobody;
        WakeAt = null;
        LaneId = lane.Id;
        Move(step, WorkState.Ready);
    }

    /// <summary>Offered to everyone: whoever promised the call did not take it in time.</summary>
    public void OfferToAll(Lane lane)
    {
        Require(State == WorkState.Ready, "item.not-ready");
        LaneId = lane.Id;
        PromisedBy = null;
        Version++;
    }

    // A call-back is a time the customer named, and so waits on them; a retry is the centre's own affair.
    private void ComeBack(WorkEventKind kind, Disposition disposition, long personId, DateTime at, DateTime now)
    {
        Require(at > now, "item.wait-in-the-past");
        var step = Record(kind, now, personId);
        step.DispositionId = disposition.Id;
        step.Counts = disposition.Counts;
        CountAttempt(disposition);
        PutAside(step, at, kind == WorkEventKind.CalledBack ? WaitingOn.Customer : WaitingOn.Nobody, now);
    }

    private void PutAside(WorkEvent step, DateTime until, WaitingOn on, DateTime now)
    {
        StopHandling(step, now);
        WakeAt = Moment.Cut(until);
        WaitingOn = on;
        HoldClock(step, on, WakeAt.Value, now);
        OwnerId = null;
        Move(step, WorkState.Waiting);
    }
}

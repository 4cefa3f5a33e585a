using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Domain.Work;

// An end that did not hold. Undo is for a slip of the hand: it takes the end back as if it had never been, in the quarter it was counted
// in. Reopening happens later and leaves the end standing, for others have seen it, reported it, perhaps billed it: what was done stays
// done in its quarter, the reopening is counted in its own, and so is the next end. Only a first touch it was not, if it comes soon.
public sealed partial class WorkItem
{
    /// <summary>An end that holds for so long may be a first touch.</summary>
    public static readonly TimeSpan FirstTouchHolds = TimeSpan.FromDays(7);

    /// <summary>
    /// A done item is to be done again. A promise that was kept is open again with the service time that was left, as if it had stood
    /// still since; a broken one stays broken.
    /// </summary>
    public void Reopen(string reason, Lane lane, long personId, DateTime now)
    {
        Require(State == WorkState.Done, "item.not-done");
        Require(!string.IsNullOrWhiteSpace(reason), "item.reopen-needs-reason");
        Reopen(lane, personId, now);
        AddNote(reason, personId, now);
    }

    /// <summary>More has come from whom it is about: what waited for them is ready at once, and what was done is to be done again.</summary>
    public void MoreArrived(Lane lane, DateTime now)
    {
        Require(State != WorkState.Cancelled, "item.cancelled");
        Record(WorkEventKind.MoreArrived, now, null);
        if (State == WorkState.Done)
        {
            Reopen(lane, null, now);
        }
        else if (State == WorkState.Waiting && WaitingOn == WaitingOn.Customer)
        {
            Wake(lane, now);
        }
    }

    /// <summary>Its owner has written to whom it is about.</summary>
    public void Replied(long personId, DateTime now)
    {
        RequireOwner(personId);
        TakeOn(personId, now);
        Record(WorkEventKind.Replied, now, personId);
    }

    private void Reopen(Lane lane, long? personId, DateTime now)
    {
        var step = Record(WorkEventKind.Reopened, now, personId);
        step.DispositionId = DispositionId;
        if (Promise == Promise.Kept)
        {
            step.Promise = Promise = Promise.Open;
            if (DoneAt < Due)
            {
                Reckon(step, now, Clock.Left(Due, DoneAt.Value));
            }
        }

        if (!HandedOver && now - DoneAt <= FirstTouchHolds)
        {
            (step.EndedAt, step.EndedBy) = (DoneAt, DoneBy);
        }

        HandedOver = true;
        DispositionId = null;
        DoneAt = null;
        DoneBy = null;
        GiveUp(step, lane, now);
        AskAnew(now);
    }
}

namespace BpoWorkbench.Domain.Work;

// Being offered to somebody who did not ask for it. The offer itself is plain SQL in Data, for speed: a claim with an end.
public sealed partial class WorkItem
{
    /// <summary>Until when its owner may accept it; null once they have, and where they took it themselves.</summary>
    public DateTime? OfferedUntil { get; private set; }

    /// <summary>Offered to somebody; it is theirs, and counts for their capacity, until they let the time pass.</summary>
    public void Offer(long personId, string reason, DateTime until, DateTime now)
    {
        Require(State == WorkState.Ready, "item.not-ready");
        var step = Record(WorkEventKind.Offered, now, personId);
        (OwnerId, ClaimedAt, AssignReason) = (personId, now, reason);
        Move(step, WorkState.Claimed);
        OfferedUntil = until;
    }

    // Opening it is accepting it.
    private void AcceptOffer(long personId, DateTime now)
    {
        RequireOwner(personId);
        if (OfferedUntil is not null)
        {
            Record(WorkEventKind.Accepted, now, personId);
            OfferedUntil = null;
        }
    }

    /// <summary>The time to accept it has passed: back to the queue, and counted.</summary>
    public void Miss(Lane lane, DateTime now)
    {
        Require(OfferedUntil is { } until && until <= now, "item.not-offered");
        GiveUp(Record(WorkEventKind.Missed, now, OwnerId), lane, now);
    }
}

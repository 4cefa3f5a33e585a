namespace BpoWorkbench.Domain.Work;

// Taking an item, having it on screen, and giving it back. Next itself is plain SQL in Data, for speed; it writes what Claim writes.
public sealed partial class WorkItem
{
    /// <summary>What a release says that came because its owner was away for too long.</summary>
    public const string LeaseEnded = "lease";

    public void Claim(long personId, string reason, DateTime now)
    {
        Require(State == WorkState.Ready, "item.not-ready");
        var step = Record(WorkEventKind.Claimed, now, personId);
        OwnerId = personId;
        ClaimedAt = now;
        AssignReason = reason;
        Move(step, WorkState.Claimed);
    }

    /// <summary>The owner has it on screen: handle time runs.</summary>
    public void Open(long personId, DateTime now)
    {
        AcceptOffer(personId, now);
        if (ActiveSince is null)
        {
            Record(WorkEventKind.Opened, now, personId);
            ActiveSince = now;
            Touch(personId);
        }
    }

    /// <summary>The owner turned to something else, at the latest at <paramref name="lastSeen"/>.</summary>
    public void Leave(DateTime lastSeen)
    {
        if (ActiveSince is { } since)
        {
            var end = lastSeen < since ? since : lastSeen;
            StopHandling(Record(WorkEventKind.Left, end, OwnerId), end);
        }
    }

    /// <summary>Back to the queue, with a word why.</summary>
    public void Return(long personId, string comment, Lane lane, DateTime now)
    {
        RequireOwner(personId);
        if (string.IsNullOrWhiteSpace(comment))
        {
            throw new Refusal("item.return-needs-comment");
        }

        GiveUp(Record(WorkEventKind.Returned, now, personId), lane, now);
        HandedOver = true;
        AddNote(comment, personId, now);
    }

    /// <summary>Taken back by the system or a supervisor.</summary>
    public void Release(long? byPersonId, Lane lane, DateTime now)
    {
        Require(State == WorkState.Claimed, "item.not-claimed");
        GiveUp(Record(WorkEventKind.Released, now, byPersonId), lane, now);
    }

    /// <summary>Its owner has been away for too long: back, with its draft, to be offered to them first.</summary>
    /// <param name="lane">The owner's own.</param>
    /// <param name="lastSeen">What was on their screen counts until then.</param>
    public void EndLease(Lane lane, DateTime lastSeen, DateTime now)
    {
        Require(State == WorkState.Claimed, "item.not-claimed");
        Leave(lastSeen);
        var step = Record(WorkEventKind.Released, now, null);
        step.Detail = LeaseEnded;
        GiveUp(step, lane, now);
    }

    /// <summary>A telephone number was dialled from the item.</summary>
    public void Dial(long personId, DateTime now)
    {
        RequireOwner(personId);
        Record(WorkEventKind.Dialled, now, personId);
    }

    /// <summary>An internal note; the client never sees it.</summary>
    public void Note(string text, long personId, DateTime now)
    {
        Record(WorkEventKind.Noted, now, personId);
        AddNote(text, personId, now);
    }

    public void FileAdded(long personId, DateTime now) => Record(WorkEventKind.FileAdded, now, personId);

    private void AddNote(string text, long? personId, DateTime now) => Notes.Add(new WorkNote(this, text.Trim(), personId, now));

    private void GiveUp(WorkEvent step, Lane lane, DateTime now)
    {
        StopHandling(step, now);
        OwnerId = null;
        ClaimedAt = null;
        AssignReason = null;
        StandIn(lane);
        Move(step, WorkState.Ready);
    }

    // In somebody's own lane it is kept for them, in that of everyone for nobody.
    private void StandIn(Lane lane) => (LaneId, PromisedBy) = (lane.Id, lane.PersonId == 0 ? null : lane.PersonId);

    private void StopHandling(WorkEvent step, DateTime now)
    {
        if (ActiveSince is { } since)
        {
            step.HandleMs = (long)(now - since).TotalMilliseconds;
            HandledMs += step.HandleMs;
            ActiveSince = null;
        }
    }

    private void Touch(long personId)
    {
        FirstAgentId ??= personId;
        HandedOver |= FirstAgentId != personId;
    }

    /// <summary>Refuses whoever does not have it in hand.</summary>
    public void RequireOwner(long personId)
    {
        Require(State == WorkState.Claimed, "item.not-claimed");
        Require(OwnerId == personId, "item.not-yours");
    }
}

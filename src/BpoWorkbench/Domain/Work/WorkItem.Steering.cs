using System.Globalization;
using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Domain.Work;

// What a supervisor does with it from outside: for whom it is kept, where it stands, whether it waits; and how an end of theirs is taken
// back. Whoever had it in hand goes on being the one it is kept for, so that it finds back to them.
public sealed partial class WorkItem
{
    /// <summary>Kept for one person, who is offered it first, or for nobody any more; taken from whoever has it.</summary>
    /// <param name="lane">Theirs, or that of everyone who works the queue.</param>
    public void Assign(Lane lane, long byPersonId, DateTime now)
    {
        Require(IsOpen, "item.already-ended");
        Require((OwnerId ?? PromisedBy ?? 0) != lane.PersonId, "item.has-it-already");
        var step = Record(WorkEventKind.Assigned, now, byPersonId);
        step.Detail = lane.PersonId == 0 ? null : lane.PersonId.ToString(CultureInfo.InvariantCulture);
        if (State == WorkState.Claimed)
        {
            GiveUp(step, lane, now);
        }
        else
        {
            StandIn(lane);
        }
    }

    /// <summary>To another queue of its client and kind, as it is: no packet, for nobody has anything to tell about it.</summary>
    /// <param name="keyIsFree">No other item bears its key there.</param>
    public void MoveTo(Queue to, Lane lane, bool keyIsFree, long byPersonId, DateTime now)
    {
        Require(IsOpen, "item.already-ended");
        Require(to.Id != QueueId, "item.move-nowhere");
        Require(to.Kind == Queue!.Kind, "item.transfer-other-kind");
        Require(keyIsFree, "item.move-key-exists");
        // Nothing is lost on the way: neither a value that would be read as something else there, nor a question that nobody would see.
        Require(Fields.Keys.All(code => Fits(code, Queue, to)), "item.move-other-fields");
        Require(WaitingOn != WaitingOn.Client || to.SeenInPortal, "item.move-asks-client");
        HandedOver |= FirstAgentId is not null;
        Enter(to, lane, ExternalKey, WorkEventKind.TransferredOut, byPersonId, now);
    }

    /// <summary>Put aside until a moment, whoever has it.</summary>
    public void Hold(DateTime until, WaitingOn on, string? note, long byPersonId, DateTime now)
    {
        Require(IsOpen, "item.already-ended");
        Require(State != WorkState.Waiting, "item.waits-already");
        Require(until > now, "item.wait-in-the-past");
        PromisedBy = OwnerId ?? PromisedBy;
        var step = Record(WorkEventKind.Waited, now, byPersonId);
        step.Detail = on.ToString();
        PutAside(step, until, on, now);
        if (!string.IsNullOrWhiteSpace(note))
        {
            AddNote(note, byPersonId, now);
        }
    }

    /// <summary>As if it had not been cancelled: it waits for what it waited for, or is kept for who had it. Its clock has run on.</summary>
    /// <param name="cancelled">The step that is taken back, its last.</param>
    /// <param name="lane">Of whoever it is kept for.</param>
    /// <param name="within">For so long it can be taken back.</param>
    public void Reinstate(WorkEvent cancelled, Lane lane, long? byPersonId, DateTime now, TimeSpan within)
    {
        Require(State == WorkState.Cancelled, "item.not-cancelled");
        Require(now - cancelled.At <= within, "item.undo-too-late");
        var step = Record(WorkEventKind.Undone, now, byPersonId);
        step.Reverses = cancelled.At;
        step.Promise = Promise = cancelled.PromiseBefore;
        DoneAt = null;
        LaneId = lane.Id;
        AskAnew(now);
        Move(step, cancelled.From == WorkState.Waiting ? WorkState.Waiting : WorkState.Ready);
    }
}

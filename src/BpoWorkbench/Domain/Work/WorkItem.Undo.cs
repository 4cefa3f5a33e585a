using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Domain.Work;

// How an end is taken back.
public sealed partial class WorkItem
{
    public static readonly TimeSpan UndoWindow = TimeSpan.FromMinutes(10);

    /// <summary>Takes back my last completion: the item is mine again, as if it had not ended.</summary>
    public void Undo(long personId, DateTime now)
    {
        Require(State is WorkState.Done or WorkState.Waiting, "item.nothing-to-undo");
        var last = Events.Where(e => e.Kind is WorkEventKind.Completed or WorkEventKind.Retried or WorkEventKind.CalledBack or WorkEventKind.Undone or WorkEventKind.Waited)
            .MaxBy(e => (e.At, e.Id));
        Require(last is { Kind: WorkEventKind.Completed or WorkEventKind.Retried or WorkEventKind.CalledBack } && last.PersonId == personId, "item.nothing-to-undo");
        Require(now - last!.At <= UndoWindow, "item.undo-too-late");

        var step = Record(WorkEventKind.Undone, now, personId);
        step.Reverses = last.At;
        step.DispositionId = last.DispositionId;
        step.Counts = last.Counts;
        (step.TurnaroundMs, step.TotalHandleMs, step.FirstTouch) = (last.TurnaroundMs, last.TotalHandleMs, last.FirstTouch);
        step.Promise = Promise = last.PromiseBefore;
        if (last.Counts.HasFlag(CountsAs.Attempt))
        {
            Attempts--;
        }

        // As if it had never stood still.
        RunClock(step, last.At);
        DispositionId = null;
        DoneAt = null;
        DoneBy = null;
        WaitingOn = WaitingOn.Nobody;
        WakeAt = null;
        PromisedBy = null;
        OwnerId = personId;
        ClaimedAt = now;
        Move(step, WorkState.Claimed);
    }
}

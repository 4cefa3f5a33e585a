
namespace BpoWorkbench.Domain.Work;

// How an item ends.
public sealed partial class WorkItem
{
    /// <summary>Gives the outcome; what follows is the disposition's effect.</summary>
    /// <param name="then">The outcome that ends the item when a retry has used up its attempts.</param>
    /// <param name="callBackAt">When to come back, where the outcome is a call-back.</param>
    public void Complete(Disposition disposition, Disposition? then, long personId, string? note, DateTime? callBackAt, DateTime now)
    {
        RequireOwner(personId);
        RequireFilled(disposition, note);
        TakeOn(personId, now);
        switch (disposition.Effect)
        {
            case DispositionEffect.CallBack:
                ComeBack(WorkEventKind.CalledBack, disposition, personId, callBackAt ?? throw new Refusal("item.call-back-needs-time"), now);
                PromisedBy = personId;
                break;
            case DispositionEffect.Retry when Attempts + 1 < disposition.MaxAttempts:
                ComeBack(WorkEventKind.Retried, disposition, personId, now.AddMinutes(disposition.RetryMinutes), now);
                PromisedBy = null;
                break;
            default:
                Finish(disposition, disposition.Effect == DispositionEffect.Retry ? then ?? disposition : disposition, personId, now);
                break;
        }

        if (!string.IsNullOrWhiteSpace(note))
        {
            AddNote(note, personId, now);
        }

        Draft = null;
    }

    /// <summary>It need not be done. For whom it was kept and what it waited for stay known: <see cref="Reinstate"/> takes it back.</summary>
    public void Cancel(long? personId, DateTime now)
    {
        Require(IsOpen, "item.already-ended");
        var step = Record(WorkEventKind.Cancelled, now, personId);
        StopHandling(step, now);
        Promise = step.Promise = Promise.Open;
        PromisedBy = OwnerId ?? PromisedBy;
        OwnerId = null;
        DoneAt = now;
        Move(step, WorkState.Cancelled);
    }

    private void Finish(Disposition given, Disposition final, long personId, DateTime now)
    {
        var step = Record(WorkEventKind.Completed, now, personId);
        StopHandling(step, now);
        CountAttempt(given);
        step.DispositionId = DispositionId = final.Id;
        step.Counts = given.Counts | final.Counts;
        Touch(personId);
        (step.TurnaroundMs, step.TotalHandleMs, step.FirstTouch) = ((long)Clock.Passed(Due, now).TotalMilliseconds, HandledMs, !HandedOver);
        step.Promise = Promise = Promise == Promise.Open ? now <= Due ? Promise.Kept : Promise.Broken : Promise;
        DoneAt = now;
        DoneBy = personId;
        OwnerId = null;
        PromisedBy = null;
        Move(step, WorkState.Done);
    }

    private void CountAttempt(Disposition disposition)
    {
        if (disposition.Counts.HasFlag(CountsAs.Attempt))
        {
            Attempts++;
        }
    }

    private void RequireFilled(Disposition disposition, string? note)
    {
        if (disposition.NoteRequired && string.IsNullOrWhiteSpace(note))
        {
            throw new Refusal("item.note-required", disposition.Label);
        }

        if (disposition.RequiredFields.Find(f => string.IsNullOrWhiteSpace(Fields.GetValueOrDefault(f))) is { } missing)
        {
            throw new Refusal("item.field-required", missing, disposition.Label);
        }
    }
}

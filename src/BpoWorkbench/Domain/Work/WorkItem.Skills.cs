namespace BpoWorkbench.Domain.Work;

// Which skills it asks for. What is kept for one person asks nothing of them: whoever keeps it for them knows why.
public sealed partial class WorkItem
{
    /// <summary>What it asks of whoever is to work on it: <see cref="Domain.Needs"/>.</summary>
    public string Needs { get; private set; } = Domain.Needs.None;

    /// <summary>When it asks for less; null where it never will.</summary>
    public DateTime? EaseAt { get; private set; }

    /// <summary>What it asks for by the rules of its queue as they are now.</summary>
    /// <param name="lane">That of everyone with these skills.</param>
    public void Ask(Asked asked, Lane lane, DateTime now)
    {
        Require(IsOpen, "item.already-ended");
        EaseAt = ReceivedAt + asked.EasesAt;
        if (asked.Needs == Needs)
        {
            return;
        }

        Record(WorkEventKind.NeedsChanged, now, null).Detail = asked.Needs;
        Needs = asked.Needs;
        if (State == WorkState.Ready && PromisedBy is null)
        {
            LaneId = lane.Id;
        }
    }

    // While it was over, the rules may have changed: they are looked at once more.
    private void AskAnew(DateTime now) => EaseAt = now;

    // In a queue it has come into.
    private void AskIn(Queue queue, Lane lane, DateTime now)
    {
        var asked = queue.AskedAt(Fields, now - ReceivedAt);
        Needs = lane.PersonId == 0 ? lane.Needs : asked.Needs;
        EaseAt = ReceivedAt + asked.EasesAt;
    }
}

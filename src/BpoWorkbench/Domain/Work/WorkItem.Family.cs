using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Domain.Work;

// Items that an item needs from other queues. Each has a clock and an end of its own; the parent's clock runs on, for the client was
// promised the whole.
public sealed partial class WorkItem
{
    public long? ParentId { get; private set; }

    /// <summary>For whose sake it was opened.</summary>
    public WorkItem? Parent { get; private set; }

    /// <summary>Opens an item in another queue, for the sake of this one.</summary>
    /// <param name="packet">What whoever takes it on must know; null where its values say it all.</param>
    public WorkItem OpenChild(Queue queue, Lane lane, string? externalKey, string title, Dictionary<string, string> fields, Customer? customer, Packet? packet, long personId, DateTime now)
    {
        Require(packet?.IsComplete != false, "item.transfer-needs-packet");
        RequireOwner(personId);
        TakeOn(personId, now);
        Record(WorkEventKind.ChildOpened, now, personId);
        var child = Receive(queue, lane, now, externalKey, title, fields, customer, personId);
        child.Parent = this;
        if (packet is not null)
        {
            child.Transfers.Add(new Transfer(child, this, packet, personId, now));
        }

        return child;
    }

    /// <summary>It goes on from one that has ended, and is shown with it.</summary>
    public void FollowOn(WorkItem ended) => Parent = ended;

    /// <summary>Put aside until the last of its children has ended.</summary>
    public void WaitForChildren(long personId, DateTime now)
    {
        RequireOwner(personId);
        TakeOn(personId, now);
        var step = Record(WorkEventKind.Waited, now, personId);
        step.Detail = nameof(WaitingOn.Children);
        StopHandling(step, now);
        WakeAt = null;
        WaitingOn = WaitingOn.Children;
        OwnerId = null;
        PromisedBy = personId;
        Move(step, WorkState.Waiting);
    }
}

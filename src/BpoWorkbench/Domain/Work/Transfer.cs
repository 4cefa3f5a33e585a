namespace BpoWorkbench.Domain.Work;

/// <summary>What whoever takes an item on must know: how it stands, what was tried, what is asked of them.</summary>
public sealed record Packet(string Summary, string Tried, string Asked)
{
    public bool IsComplete => !string.IsNullOrWhiteSpace(Summary) && !string.IsNullOrWhiteSpace(Tried) && !string.IsNullOrWhiteSpace(Asked);
}

/// <summary>
/// An item handed over, with its packet, and the reason where it was sent back. People's words are kept beside the events, so that they
/// can be erased. It also keeps what the item was called and held before: the other queue may have no place for it.
/// </summary>
public sealed class Transfer : IClientOwned
{
    private Transfer()
    {
    }

    internal Transfer(WorkItem item, Queue to, long? toPersonId, Packet packet, long personId, DateTime at)
    {
        ClientId = item.ClientId;
        Item = item;
        FromQueueId = item.QueueId;
        ToQueueId = to.Id;
        ToPersonId = toPersonId;
        (Summary, Tried, Asked) = (packet.Summary.Trim(), packet.Tried.Trim(), packet.Asked.Trim());
        (SentBy, SentAt) = (personId, at);
        (ExternalKey, Fields) = (item.ExternalKey, item.Fields);
    }

    // A child has a queue of its own from the start: what it must know comes from its parent's.
    internal Transfer(WorkItem child, WorkItem parent, Packet packet, long personId, DateTime at)
    {
        (ClientId, Item) = (child.ClientId, child);
        (FromQueueId, ToQueueId) = (parent.QueueId, child.QueueId);
        (Summary, Tried, Asked) = (packet.Summary.Trim(), packet.Tried.Trim(), packet.Asked.Trim());
        (SentBy, SentAt) = (personId, at);
        Fields = parent.Fields;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long ItemId { get; private set; }

    public WorkItem? Item { get; private set; }

    public long FromQueueId { get; private set; }

    public Queue? FromQueue { get; private set; }

    public long ToQueueId { get; private set; }

    public Queue? ToQueue { get; private set; }

    /// <summary>Who is offered it first; null where it goes to whoever works the queue.</summary>
    public long? ToPersonId { get; private set; }

    public string Summary { get; private set; } = "";

    public string Tried { get; private set; } = "";

    public string Asked { get; private set; } = "";

    public long SentBy { get; private set; }

    public DateTime SentAt { get; private set; }

    /// <summary>How the item was called in the queue it left.</summary>
    public string? ExternalKey { get; private set; }

    /// <summary>All its values as they were.</summary>
    public Dictionary<string, string> Fields { get; private set; } = [];

    /// <summary>Why it was sent back.</summary>
    public string? BounceReason { get; private set; }

    public long? BouncedBy { get; private set; }

    public DateTime? BouncedAt { get; private set; }

    internal void SendBack(string reason, long personId, DateTime at) => (BounceReason, BouncedBy, BouncedAt) = (reason, personId, at);
}

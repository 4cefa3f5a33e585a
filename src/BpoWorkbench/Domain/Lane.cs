namespace BpoWorkbench.Domain;

/// <summary>How urgent by decision; urgency by time comes on top.</summary>
public enum Band
{
    Urgent = 0,
    High = 1,
    Normal = 2,
    Low = 3,
}

/// <summary>
/// A line of ready items of one queue that the same people may work, kept in the order they fall due. Sharing out looks at
/// the head of each lane only, so that its cost does not depend on the backlog.
/// </summary>
public sealed class Lane : IClientOwned
{
    private Lane()
    {
    }

    public Lane(long clientId, long queueId, Band band, string needs = Domain.Needs.None, long personId = 0, long batchId = 0)
    {
        ClientId = clientId;
        QueueId = queueId;
        Band = band;
        Needs = needs;
        PersonId = personId;
        BatchId = batchId;
        Open = batchId == 0;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    public Band Band { get; private set; }

    /// <summary>The skills that its items ask for: <see cref="Domain.Needs"/>.</summary>
    public string Needs { get; private set; } = Domain.Needs.None;

    /// <summary>Whose lane it is: items that one agent is offered first, such as their call-backs. 0 for everyone's.</summary>
    public long PersonId { get; private set; }

    /// <summary>Which import fills it: shut until the import is published, retired when it has run dry. 0 for the queue's own.</summary>
    public long BatchId { get; private set; }

    public bool Open { get; private set; }

    public void Publish() => Open = true;

    public void Retire() => Open = false;
}

using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Domain;

/// <summary>Whether agents are given a queue's work.</summary>
public enum QueueState
{
    Open = 0,
    Paused = 1,
    Closed = 2,
}

/// <summary>Work of one kind for one client; a campaign is a queue with an end.</summary>
public sealed partial class Queue : IClientOwned
{
    private Queue()
    {
    }

    public Queue(long clientId, string kind, string name)
    {
        ClientId = clientId;
        Kind = kind;
        Name = name.Trim();
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public Client? Client { get; private set; }

    /// <summary>The code of the kind of work, as its feature registers it.</summary>
    public string Kind { get; private set; } = "";

    public string Name { get; set; } = "";

    public QueueState State { get; private set; }

    public bool IsCampaign { get; set; }

    public DateTime? EndsAt { get; set; }

    /// <summary>What every item of the queue has, in the order shown.</summary>
    public IReadOnlyList<FieldDefinition> Fields { get; set; } = [];

    /// <summary>What the agent says or asks; shown above the fields.</summary>
    public string? Script { get; set; }

    public bool SeenInPortal { get; set; } = true;

    /// <summary>People of the client bring workbooks into it themselves, from the portal.</summary>
    public bool ClientImports { get; set; }

    /// <summary>How long away from the window still counts as working on the item, in minutes.</summary>
    public int AwayMinutes { get; set; } = 10;

    /// <summary>For how long a call-back is kept for the agent who promised it, in minutes.</summary>
    public int OwnerGraceMinutes { get; set; } = 15;

    /// <summary>For so many days an import into it can be taken back.</summary>
    public int ImportUndoDays { get; set; } = 30;

    /// <summary>Its work is offered to whoever is available, without their asking.</summary>
    public bool Push { get; set; }

    /// <summary>How long an offer stands before it goes to somebody else, in seconds.</summary>
    public int AcceptSeconds { get; set; } = 30;

    public List<Disposition> Dispositions { get; private set; } = [];

    public List<QueueMember> Members { get; private set; } = [];

    public List<ServicePolicy> Policies { get; private set; } = [];

    public long Version { get; private set; }

    public void Pause()
    {
        RefuseWhenClosed();
        State = QueueState.Paused;
    }

    public void Resume()
    {
        RefuseWhenClosed();
        State = QueueState.Open;
    }

    public void Close() => State = QueueState.Closed;

    /// <summary>The policy in force at a moment: bills rest on the one that was in force when the item arrived.</summary>
    public ServicePolicy PolicyAt(DateTime moment) =>
        Policies.Where(p => p.ValidFrom <= moment).MaxBy(p => p.ValidFrom)
        ?? Policies.MinBy(p => p.ValidFrom)
        ?? throw new Refusal("queue.no-policy", Name);

    private void RefuseWhenClosed()
    {
        if (State == QueueState.Closed)
        {
            throw new Refusal("queue.closed", Name);
        }
    }
}

/// <summary>A team or a person that a queue's work is given to.</summary>
public sealed class QueueMember : IClientOwned
{
    private QueueMember()
    {
    }

    private QueueMember(Queue queue) => (ClientId, Queue) = (queue.ClientId, queue);

    public static QueueMember Team(Queue queue, long teamId) => new(queue) { TeamId = teamId };

    public static QueueMember Person(Queue queue, long personId) => new(queue) { PersonId = personId };

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    public Queue? Queue { get; private set; }

    public long? TeamId { get; private set; }

    public long? PersonId { get; private set; }
}

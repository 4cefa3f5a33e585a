namespace BpoWorkbench.Domain.Work;

/// <summary>One unit of work with one owner at a time, one clock and one outcome.</summary>
public sealed partial class WorkItem : IClientOwned
{
    private WorkItem()
    {
    }

    private WorkItem(long clientId, long queueId, long laneId) => (ClientId, QueueId, LaneId) = (clientId, queueId, laneId);

    public long Id { get; internal set; }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    public Queue? Queue { get; private set; }

    public long LaneId { get; private set; }

    public WorkState State { get; private set; }

    public Band Band { get; private set; } = Band.Normal;

    /// <summary>How the client calls the item; unique within the queue.</summary>
    public string? ExternalKey { get; private set; }

    /// <summary>What a list shows for it.</summary>
    public string Title { get; set; } = "";

    public DateTime ReceivedAt { get; private set; }

    public Promise Promise { get; private set; }

    public long? CustomerId { get; internal set; }

    public Customer? Customer { get; private set; }

    /// <summary>Values by field code, in the stored form of their type.</summary>
    public Dictionary<string, string> Fields { get; private set; } = [];

    /// <summary>What it is found by: folded to lower case without accents.</summary>
    public string SearchText { get; private set; } = "";

    public long? BatchId { get; private set; }

    public long? OwnerId { get; private set; }

    public DateTime? ClaimedAt { get; private set; }

    /// <summary>Why it was given to its owner: a code with named arguments, as JSON.</summary>
    public string? AssignReason { get; private set; }

    /// <summary>Since when it is its owner's active item; null while it is not on their screen.</summary>
    public DateTime? ActiveSince { get; private set; }

    /// <summary>Handle time of all touches that have ended, in milliseconds.</summary>
    public long HandledMs { get; private set; }

    /// <summary>Who had it on screen first.</summary>
    public long? FirstAgentId { get; private set; }

    /// <summary>Given back, or in the hands of more than one: no longer a matter of one touch.</summary>
    public bool HandedOver { get; private set; }

    public int Attempts { get; private set; }

    public long? DispositionId { get; private set; }

    public Disposition? Disposition { get; private set; }

    public DateTime? DoneAt { get; private set; }

    public long? DoneBy { get; private set; }

    /// <summary>What its owner has typed and not yet sent, as JSON.</summary>
    public string? Draft { get; set; }

    public long Version { get; private set; }

    /// <summary>The steps of its life; verbs add to it.</summary>
    public List<WorkEvent> Events { get; } = [];

    public List<WorkNote> Notes { get; } = [];

    public bool IsOpen => State is WorkState.Ready or WorkState.Claimed or WorkState.Waiting;

    /// <summary>A new item that arrives in a queue.</summary>
    public static WorkItem Receive(Queue queue, Lane lane, DateTime now, string? externalKey, string title,
        Dictionary<string, string> fields, Customer? customer, long? personId, long? batchId = null)
    {
        var item = new WorkItem(queue.ClientId, queue.Id, lane.Id)
        {
            State = WorkState.Ready,
            Band = lane.Band,
            ExternalKey = externalKey,
            Title = title,
            ReceivedAt = now,
            Fields = fields,
            Customer = customer,
            BatchId = batchId,
        };
        item.AskIn(queue, lane, now);
        item.StartClock(queue.PolicyAt(now));
        item.Index();
        item.Record(WorkEventKind.Received, now, personId).From = null;
        return item;
    }

    /// <summary>Changes values the agent has corrected or filled in; the customer must be loaded, to be found by name still.</summary>
    public void ChangeFields(IReadOnlyDictionary<string, string> values, long? personId, DateTime now)
    {
        var changed = values.Where(v => Fields.GetValueOrDefault(v.Key, "") != v.Value).Select(v => v.Key).ToList();
        if (changed.Count == 0)
        {
            return;
        }

        Fields = new Dictionary<string, string>(Fields);
        foreach (var code in changed)
        {
            Fields[code] = values[code];
        }

        Index();
        Record(WorkEventKind.FieldsChanged, now, personId).Detail = System.Text.Json.JsonSerializer.Serialize(changed);
    }

    /// <summary>Whom it is about, as its agent has found out.</summary>
    public void BelongTo(Customer customer, long personId, DateTime now)
    {
        RequireOwner(personId);
        Customer = customer;
        Index();
        Record(WorkEventKind.CustomerNamed, now, personId);
    }

    private void Index() => SearchText = TextFolding.Fold(string.Join(' ', [ExternalKey ?? "", Title, Customer?.Name ?? "", .. Fields.Values]));

    private WorkEvent Record(WorkEventKind kind, DateTime at, long? personId)
    {
        var step = new WorkEvent(this, kind, at, personId) { Promise = Promise, PromiseBefore = Promise };
        Events.Add(step);
        Version++;
        return step;
    }

    private void Move(WorkEvent step, WorkState to)
    {
        State = to;
        step.To = to;
        OfferedUntil = null;
    }

    private void Require(bool allowed, string code)
    {
        if (!allowed)
        {
            throw new Refusal(code, Title);
        }
    }
}

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Tenancy;

/// <summary>Hours in which a team works on some queues first, on the wall clock of the house.</summary>
public sealed class Block
{
    private Block()
    {
    }

    public Block(long teamId) => GiveTo(teamId);

    public long Id { get; private set; }

    public long TeamId { get; private set; }

    /// <summary>The slots of such a day, as <see cref="Slots"/> write them.</summary>
    public string Hours { get; private set; } = "";

    public IReadOnlyList<DayOfWeek> Days { get; private set; } = [];

    public DateOnly From { get; private set; }

    /// <summary>The last day; null where it goes on until somebody ends it.</summary>
    public DateOnly? Until { get; private set; }

    /// <summary>Of all clients: whoever sees fewer cannot change it.</summary>
    public int QueueCount { get; private set; }

    public List<BlockQueue> Queues { get; } = [];

    public long Version { get; private set; }

    public void GiveTo(long teamId) => TeamId = teamId;

    public void Plan(IEnumerable<DayOfWeek> days, string hours, DateOnly from, DateOnly? until)
    {
        var slots = Slots.Read(hours);
        var chosen = days.Distinct().Order().ToList();
        if (slots.Count == 0)
        {
            throw new Refusal("block.hours") { Field = nameof(Hours) };
        }

        if (chosen.Count == 0)
        {
            throw new Refusal("block.days");
        }

        if (until < from)
        {
            throw new Refusal("block.until") { Field = nameof(Until) };
        }

        (Days, Hours, From, Until) = (chosen, Slots.Text(slots), from, until);
    }

    /// <param name="queues">Each with its client.</param>
    public void WorkOn(IReadOnlyCollection<(long Client, long Queue)> queues)
    {
        if (queues.Count == 0)
        {
            throw new Refusal("block.queues");
        }

        Queues.RemoveAll(had => !queues.Any(q => q.Queue == had.QueueId));
        Queues.AddRange(queues.Where(q => !Queues.Exists(had => had.QueueId == q.Queue)).Select(q => new BlockQueue(q.Client, q.Queue)));
        QueueCount = queues.Count;
    }

    /// <summary>Its slots on a day; none where it is not one of its days.</summary>
    public IReadOnlyList<Slot> On(DateOnly day) => day >= From && !(day > Until) && Days.Contains(day.DayOfWeek) ? Slots.Read(Hours) : [];
}

/// <summary>A queue that is worked on first in a block.</summary>
public sealed class BlockQueue : IClientOwned
{
    private BlockQueue()
    {
    }

    internal BlockQueue(long clientId, long queueId) => (ClientId, QueueId) = (clientId, queueId);

    public long Id { get; private set; }

    public long BlockId { get; private set; }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    public Queue? Queue { get; private set; }
}

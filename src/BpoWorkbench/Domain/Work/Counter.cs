namespace BpoWorkbench.Domain.Work;

/// <summary>A counter, as far as its deltas have been folded into it.</summary>
public sealed class Counter : IClientOwned
{
    private Counter()
    {
    }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    public Measure Measure { get; private set; }

    public DateTime Quarter { get; private set; }

    /// <summary>Whose doing it was; 0 where it is nobody's.</summary>
    public long PersonId { get; private set; }

    public long Amount { get; private set; }
}

/// <summary>By how much an event moved a counter: written with the event, folded into the counter afterwards.</summary>
public sealed class CounterDelta : IClientOwned
{
    private CounterDelta()
    {
    }

    public CounterDelta(long clientId, long queueId, CounterMove move)
    {
        ClientId = clientId;
        QueueId = queueId;
        Measure = move.Measure;
        Quarter = move.Quarter;
        PersonId = move.PersonId;
        Amount = move.Amount;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    public Measure Measure { get; private set; }

    public DateTime Quarter { get; private set; }

    public long PersonId { get; private set; }

    public long Amount { get; private set; }
}

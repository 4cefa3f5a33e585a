namespace BpoWorkbench.Domain;

/// <summary>One workbook on its way into a queue. Its items are there for nobody until it is published, and that is one row.</summary>
public sealed class ImportBatch : IClientOwned
{
    private ImportBatch()
    {
    }

    public ImportBatch(long clientId, long queueId, DateTime now)
    {
        ClientId = clientId;
        QueueId = queueId;
        ReceivedAt = now;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    public DateTime ReceivedAt { get; private set; }

    public DateTime? PublishedAt { get; private set; }

    public void Publish(DateTime now) => PublishedAt ??= now;
}

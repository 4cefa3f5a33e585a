namespace BpoWorkbench.Domain.Work;

/// <summary>
/// What the client was asked about an item, and what it answered. Both are read by agents and by the client; they are kept beside the
/// events, so that they can be erased.
/// </summary>
public sealed class ClientQuestion : IClientOwned
{
    private ClientQuestion()
    {
    }

    internal ClientQuestion(WorkItem item, string text, long personId, DateTime at)
    {
        ClientId = item.ClientId;
        Item = item;
        Text = text;
        AskedBy = personId;
        AskedAt = at;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long ItemId { get; private set; }

    public WorkItem? Item { get; private set; }

    public string Text { get; private set; } = "";

    public long AskedBy { get; private set; }

    public DateTime AskedAt { get; private set; }

    public string? Answer { get; private set; }

    /// <summary>A person of the client.</summary>
    public long? AnsweredBy { get; private set; }

    public DateTime? AnsweredAt { get; private set; }

    internal void Close(string answer, long personId, DateTime at) => (Answer, AnsweredBy, AnsweredAt) = (answer, personId, at);
}

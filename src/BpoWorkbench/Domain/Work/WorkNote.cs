namespace BpoWorkbench.Domain.Work;

/// <summary>What someone wrote about an item, for the centre's own people. Kept beside the events, so that it can be erased.</summary>
public sealed class WorkNote : IClientOwned
{
    private WorkNote()
    {
    }

    internal WorkNote(WorkItem item, string text, long? personId, DateTime at)
    {
        ClientId = item.ClientId;
        Item = item;
        Text = text;
        PersonId = personId;
        At = at;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long ItemId { get; private set; }

    public WorkItem? Item { get; private set; }

    public string Text { get; private set; } = "";

    public long? PersonId { get; private set; }

    public DateTime At { get; private set; }
}

/// <summary>A file attached to an item.</summary>
public sealed class WorkFile : IClientOwned
{
    private WorkFile()
    {
    }

    public WorkFile(WorkItem item, StoredFile file)
    {
        ClientId = item.ClientId;
        Item = item;
        File = file;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long ItemId { get; private set; }

    public WorkItem? Item { get; private set; }

    public long FileId { get; private set; }

    public StoredFile? File { get; private set; }
}

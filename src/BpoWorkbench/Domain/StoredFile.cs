namespace BpoWorkbench.Domain;

/// <summary>A file kept for one client; written and synced before its row exists.</summary>
public sealed class StoredFile : IClientOwned
{
    private StoredFile()
    {
    }

    public StoredFile(long clientId, string name, string contentType, long size, string sha256, string path, DateTime at, long? personId)
    {
        ClientId = clientId;
        Name = name;
        ContentType = contentType;
        Size = size;
        Sha256 = sha256;
        Path = path;
        StoredAt = at;
        PersonId = personId;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public string Name { get; private set; } = "";

    public string ContentType { get; private set; } = "";

    public long Size { get; private set; }

    public string Sha256 { get; private set; } = "";

    /// <summary>Where it lies below the files folder.</summary>
    public string Path { get; private set; } = "";

    public DateTime StoredAt { get; private set; }

    public long? PersonId { get; private set; }
}

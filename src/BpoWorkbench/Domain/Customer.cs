namespace BpoWorkbench.Domain;

/// <summary>The client's own customer, as this client knows them.</summary>
public sealed class Customer : IClientOwned
{
    private Customer()
    {
    }

    public Customer(long clientId, string? key)
    {
        ClientId = clientId;
        Key = key;
    }

    public long Id { get; internal set; }

    public long ClientId { get; private set; }

    /// <summary>How the client calls this customer; unique within the client.</summary>
    public string? Key { get; private set; }

    public string Name { get; set; } = "";

    public string? Language { get; set; }

    /// <summary>Normalised: upper case, no separators.</summary>
    public string? TaxNumber { get; set; }

    /// <summary>E.164.</summary>
    public List<string> Phones { get; set; } = [];

    public List<string> Emails { get; set; } = [];

    public string? Address { get; set; }

    public string? PostalCode { get; set; }

    public string? City { get; set; }

    /// <summary>The import that brought them: until it is published they are there for nobody. Null for those made by hand.</summary>
    public long? BatchId { get; internal set; }

    public long Version { get; private set; }
}

namespace BpoWorkbench.Domain;

/// <summary>Who changed what outside the life of work items: one row a field.</summary>
public sealed class Change : IClientOwned
{
    private Change()
    {
    }

    public Change(long clientId, string entity, long entityId, string field, string? from, string? to, long? personId, DateTime at)
    {
        ClientId = clientId;
        Entity = entity;
        EntityId = entityId;
        Field = field;
        From = from;
        To = to;
        PersonId = personId;
        At = at;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public string Entity { get; private set; } = "";

    public long EntityId { get; private set; }

    public string Field { get; private set; } = "";

    public string? From { get; private set; }

    public string? To { get; private set; }

    public long? PersonId { get; private set; }

    public DateTime At { get; private set; }
}

namespace BpoWorkbench.Domain;

/// <summary>How the columns of a client's workbooks with these headings were matched with the fields of a queue, the last time somebody did.</summary>
public sealed class KnownShape : IClientOwned
{
    private KnownShape()
    {
    }

    public KnownShape(long clientId, long queueId, string shape) => (ClientId, QueueId, Shape) = (clientId, queueId, shape);

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    /// <summary>The headings in their order, folded, as SHA-256 in hexadecimal.</summary>
    public string Shape { get; private set; } = "";

    /// <summary>The column (from 0) of each field there was, by the field's code; -1 where it was left out.</summary>
    public Dictionary<string, int> Columns { get; private set; } = [];

    /// <summary>What values of a column stand for, by the field's code: folded text to stored value, "" for none.</summary>
    public Dictionary<string, Dictionary<string, string>> Values { get; private set; } = [];

    public DateTime KnownAt { get; private set; }

    public long? PersonId { get; private set; }

    public void Learn(Dictionary<string, int> columns, Dictionary<string, Dictionary<string, string>> values, long? personId, DateTime now) =>
        (Columns, Values, PersonId, KnownAt) = (columns, values, personId, now);
}

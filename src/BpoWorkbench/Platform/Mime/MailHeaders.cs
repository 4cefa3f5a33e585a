using System.Collections;

namespace BpoWorkbench.Platform.Mime;

/// <summary>One header field (RFC 5322, 2.2), unfolded.</summary>
/// <param name="name">As it was written; compared without regard to case.</param>
/// <param name="raw">Its text with encoded words left as they are; bytes above 127 as UTF-8, else in the charset the part declares, else as Windows-1252.</param>
public sealed class MailHeader(string name, string raw)
{
    private string? _value;

    public string Name { get; } = name;

    public string Raw { get; } = raw;

    /// <summary>Its text with encoded words decoded (RFC 2047).</summary>
    public string Value => _value ??= EncodedWords.Decode(Raw);

    public bool Is(string name) => Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}

/// <summary>All header fields of a message or part, in their order; of one name there may be several.</summary>
public sealed class MailHeaders(IReadOnlyList<MailHeader> fields) : IReadOnlyList<MailHeader>
{
    public static readonly MailHeaders None = new([]);

    public int Count => fields.Count;

    public MailHeader this[int index] => fields[index];

    /// <summary>The first of this name, undecoded.</summary>
    public string? Raw(string name) => First(name)?.Raw;

    /// <summary>The first of this name, decoded.</summary>
    public string? Value(string name) => First(name)?.Value;

    public IEnumerable<MailHeader> All(string name) => fields.Where(field => field.Is(name));

    public IEnumerator<MailHeader> GetEnumerator() => fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private MailHeader? First(string name)
    {
        foreach (var field in fields)
        {
            if (field.Is(name))
            {
                return field;
            }
        }

        return null;
    }
}

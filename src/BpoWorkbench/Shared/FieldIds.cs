namespace BpoWorkbench.Shared;

/// <summary>What ties an input to its label, help and error; put <c>@attributes="f.Attributes"</c> on the input.</summary>
public sealed record FieldIds(string Id, string? DescribedBy, bool Invalid, bool Required)
{
    public IReadOnlyDictionary<string, object> Attributes { get; } = Build(Id, DescribedBy, Invalid, Required);

    private static Dictionary<string, object> Build(string id, string? describedBy, bool invalid, bool required)
    {
        var attributes = new Dictionary<string, object>(StringComparer.Ordinal) { ["id"] = id };
        if (describedBy is not null)
        {
            attributes["aria-describedby"] = describedBy;
        }

        if (invalid)
        {
            attributes["aria-invalid"] = "true";
        }

        if (required)
        {
            attributes["aria-required"] = "true";
        }

        return attributes;
    }
}

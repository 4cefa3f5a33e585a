using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Platform.Work;

/// <summary>Turns what people type into the stored form of each field's type.</summary>
public static class TypedValues
{
    /// <exception cref="Domain.Refusal">A value that its field does not take.</exception>
    public static Dictionary<string, string> Read(IReadOnlyList<FieldDefinition> fields, IReadOnlyDictionary<string, string>? typed) =>
        (typed ?? new Dictionary<string, string>()).Where(t => fields.Any(f => f.Code == t.Key)).ToDictionary(t => t.Key, t => t.Value.Trim());
}

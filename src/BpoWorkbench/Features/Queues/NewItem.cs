using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Work;

namespace BpoWorkbench.Features.Queues;

/// <summary>A new item as it is typed in: texts by field code, and which of them cannot be read.</summary>
public sealed class NewItem(IReadOnlyList<FieldDefinition> fields)
{
    public IReadOnlyList<FieldDefinition> Fields { get; } = fields;

    public Dictionary<string, string> Texts { get; } = fields.ToDictionary(f => f.Code, _ => "");

    public FieldReading Read(FieldDefinition field) => new FieldReader(field, TypedValues.Style).Read(Texts[field.Code]);

    public bool CanBeRead => Fields.All(f => !Read(f).IsRefused);

    /// <summary>The values in the stored form of their types; blanks are left out.</summary>
    public Dictionary<string, string> Values() =>
        Fields.Select(f => (f.Code, Read(f).Value)).Where(v => v.Value is not null).ToDictionary(v => v.Code, v => v.Value!);
}

using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Platform.Work;

/// <summary>Turns what people type into the stored form of each field's type.</summary>
public static class TypedValues
{
    /// <summary>Whoever types 1,5 on a Spanish screen types 1.5 on an English one.</summary>
    public static ReadingStyle Style => ReadingStyle.Spanish with
    {
        Numbers = CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator == "." ? NumberStyle.DecimalPoint : NumberStyle.DecimalComma,
    };

    /// <exception cref="Refusal">item.value, with the field's label and what was typed: a value that its field does not take.</exception>
    public static Dictionary<string, string> Read(IReadOnlyList<FieldDefinition> fields, IReadOnlyDictionary<string, string>? typed)
    {
        var style = Style;
        var stored = new Dictionary<string, string>();
        foreach (var field in fields)
        {
            if (typed is not null && typed.TryGetValue(field.Code, out var text))
            {
                var reading = new FieldReader(field with { Required = false }, style).Read(text);
                stored[field.Code] = reading.IsRefused ? throw new Refusal("item.value", field.Label, text) : reading.Value ?? "";
            }
        }

        return stored;
    }
}

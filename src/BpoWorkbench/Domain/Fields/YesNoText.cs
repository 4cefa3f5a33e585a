namespace BpoWorkbench.Domain.Fields;

/// <summary>A yes or no, stored as "true" or "false".</summary>
public static class YesNoText
{
    private static readonly Dictionary<string, bool> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sí"] = true, ["si"] = true, ["s"] = true, ["x"] = true, ["1"] = true, ["yes"] = true, ["y"] = true, ["true"] = true, ["verdadero"] = true, ["✓"] = true,
        ["no"] = false, ["n"] = false, ["0"] = false, ["false"] = false, ["falso"] = false,
    };

    /// <summary>Spanish and English words, initials, 1 and 0, an x for yes. Error: field.yes-no.</summary>
    public static FieldReading Read(object cell)
    {
        var text = CellText.Of(cell);
        return Words.TryGetValue(text, out var yes)
            ? FieldReading.Of(yes ? "true" : "false")
            : FieldReading.Refused("field.yes-no", text);
    }
}

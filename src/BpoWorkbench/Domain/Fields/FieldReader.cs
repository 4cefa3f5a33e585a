namespace BpoWorkbench.Domain.Fields;

/// <summary>Reads the cells of one column into the stored form of its field.</summary>
public sealed class FieldReader
{
    // More than any spreadsheet cell holds.
    private const int LongestText = 32_767;

    // Of the choices; who has more looks them up.
    private const int ChoicesTold = 12;

    private readonly FieldDefinition _field;
    private readonly ReadingStyle _style;
    private readonly Dictionary<string, string> _choices = new(StringComparer.Ordinal);

    public FieldReader(FieldDefinition field, ReadingStyle style)
    {
        _field = field;
        _style = style;
        foreach (var choice in field.Choices)
        {
            _choices.TryAdd(TextFolding.Fold(choice), choice);
        }
    }

    /// <summary>
    /// The cell as a spreadsheet gives it (null, string, double, int, bool, DateTime, TimeSpan) in its stored form: see the class of each
    /// type. A blank is null, or field.required; a formula that failed is field.formula; a text not among the choices is field.choice.
    /// </summary>
    public FieldReading Read(object? cell)
    {
        if (cell is null || CellText.IsBlank(cell))
        {
            return _field.Required ? FieldReading.Refused("field.required") : FieldReading.Blank;
        }

        if (cell is string text && CellText.IsError(text))
        {
            return FieldReading.Refused("field.formula", text);
        }

        return _field.Type switch
        {
            FieldType.Text => ReadText(cell),
            FieldType.Whole => WholeText.Read(cell, _style.Numbers),
            FieldType.Money => MoneyText.Read(cell, _style.Numbers),
            FieldType.Date => DateText.Read(cell, _style.Dates),
            FieldType.YesNo => YesNoText.Read(cell),
            FieldType.Choice => ReadChoice(cell),
            FieldType.TaxNumber => TaxNumber.Read(cell),
            FieldType.Iban => Iban.Read(cell),
            FieldType.Phone => PhoneNumber.Read(cell, _style.Region),
            FieldType.Email => EmailAddress.Read(cell),
            FieldType.PostalCode => PostalCode.Read(cell),
            _ => throw new ArgumentOutOfRangeException(nameof(cell), _field.Type, "Unknown field type"),
        };
    }

    private static FieldReading ReadText(object cell)
    {
        var text = CellText.Of(cell);
        return text.Length <= LongestText ? FieldReading.Of(text) : FieldReading.Refused("field.text.long", LongestText);
    }

    private FieldReading ReadChoice(object cell)
    {
        var text = CellText.Of(cell);
        return _choices.TryGetValue(text, out var same) || _choices.TryGetValue(TextFolding.Fold(text), out same)
            ? FieldReading.Of(same)
            : FieldReading.Refused("field.choice", text, string.Join(", ", _field.Choices.Take(ChoicesTold)) + (_field.Choices.Count > ChoicesTold ? ", …" : ""));
    }
}

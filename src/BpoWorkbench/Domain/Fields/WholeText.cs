using System.Globalization;

namespace BpoWorkbench.Domain.Fields;

/// <summary>A whole number, stored as plain digits: "-1234".</summary>
public static class WholeText
{
    /// <summary>Up to 15 digits, grouped or not; decimals only where they are zeros. Error: field.whole.</summary>
    public static FieldReading Read(object cell, NumberStyle style)
    {
        decimal number;
        switch (cell)
        {
            case double d when Math.Abs(d) < 1e15:
                number = (decimal)d;
                break;
            case int or long or decimal:
                number = Convert.ToDecimal(cell, CultureInfo.InvariantCulture);
                break;
            case string text when NumberText.TryRead(text, style, out number):
                break;
            default:
                return FieldReading.Refused("field.whole", CellText.Of(cell));
        }

        return number == decimal.Truncate(number) && Math.Abs(number) < 1e15m
            ? FieldReading.Of(((long)number).ToString(CultureInfo.InvariantCulture))
            : FieldReading.Refused("field.whole", CellText.Of(cell));
    }
}

using System.Globalization;

namespace BpoWorkbench.Domain.Fields;

/// <summary>An amount, stored as whole minor units (cents) of a currency with two decimals: "123456" is 1.234,56.</summary>
public static class MoneyText
{
    // What a double, and so a workbook, holds to the cent.
    private const decimal Largest = 90_000_000_000_000m;

    /// <summary>
    /// Numeric cells are rounded to the cent, halves away from zero, as a spreadsheet shows them (they are often computed).
    /// Texts were typed, so more than two decimals are refused. Errors: field.money (field.money.point
    /// where a decimal point is expected), field.money.decimals, field.money.size.
    /// </summary>
    public static FieldReading Read(object cell, NumberStyle style)
    {
        decimal amount;
        switch (cell)
        {
            case double d when Math.Abs(d) <= (double)Largest:
                amount = Math.Round((decimal)d, 2, MidpointRounding.AwayFromZero);
                break;
            case double:
                return FieldReading.Refused("field.money.size");
            case int or long or decimal:
                amount = Convert.ToDecimal(cell, CultureInfo.InvariantCulture);
                break;
            case string text when NumberText.TryRead(text, style, out amount):
                break;
            default:
                return FieldReading.Refused(style == NumberStyle.DecimalComma ? "field.money" : "field.money.point", CellText.Of(cell));
        }

        if (Math.Abs(amount) > Largest)
        {
            return FieldReading.Refused("field.money.size");
        }

        var minor = amount * 100;
        return minor == decimal.Truncate(minor)
            ? FieldReading.Of(((long)minor).ToString(CultureInfo.InvariantCulture))
            : FieldReading.Refused("field.money.decimals", CellText.Of(cell));
    }
}

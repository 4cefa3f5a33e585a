using System.Globalization;

namespace BpoWorkbench.Domain.Fields;

/// <summary>A calendar day, stored as yyyy-MM-dd (ISO 8601). A time beside it is left out.</summary>
public static class DateText
{
    // Serials of the 1900 date system; from 61 on, Excel's nonexistent 29 February 1900 no longer matters.
    private const double FirstSerial = 61;
    private const double LastSerial = 109_575;

    /// <summary>
    /// Reads date cells, Excel serials in numeric cells, yyyymmdd, 3/12/2026 (also with - . or spaces, in the column's order), ISO dates,
    /// and words in Spanish or English ("3 de marzo de 2026", "Mar 3, 2026"). Two digits of a year: 00-49 are 2000-2049, as in Windows.
    /// Years 1900 to 2199. Errors, by the order expected: field.date, field.date.month-first.
    /// </summary>
    public static FieldReading Read(object cell, DateOrder order)
    {
        var date = cell switch
        {
            DateTime t => DateOnly.FromDateTime(t),
            double d when d is >= FirstSerial and <= LastSerial => DateOnly.FromDateTime(DateTime.FromOADate(d)),
            double or int or long => Compact(CellText.Of(cell)),
            string text => Parse(text, order),
            _ => null,
        };
        return date is { Year: >= 1900 and < 2200 } found
            ? FieldReading.Of(found.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            : FieldReading.Refused(order == DateOrder.DayFirst ? "field.date" : "field.date.month-first", CellText.Of(cell));
    }

    internal static DateOnly? Parse(ReadOnlySpan<char> text, DateOrder order)
    {
        Span<int> numbers = stackalloc int[3];
        var parts = new DateParts(text);
        if (!parts.TryRead(numbers, out var count, out var month, out var yearDigits))
        {
            return count == 1 && month == 0 ? Compact(text) : null;
        }

        if (month > 0)
        {
            return Make(numbers[1], month, numbers[0], yearDigits);
        }

        return yearDigits < 0
            ? Make(numbers[0], numbers[1], numbers[2], 4)
            : order == DateOrder.DayFirst
                ? Make(numbers[2], numbers[1], numbers[0], yearDigits)
                : Make(numbers[2], numbers[0], numbers[1], yearDigits);
    }

    private static DateOnly? Compact(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        return text.Length == 8 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n)
            ? Make(n / 10_000, n / 100 % 100, n % 100, 4)
            : null;
    }

    private static DateOnly? Make(int year, int month, int day, int yearDigits)
    {
        year += yearDigits == 2 ? (year < 50 ? 2000 : 1900) : 0;
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }
}

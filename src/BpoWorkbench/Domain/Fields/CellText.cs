using System.Globalization;

namespace BpoWorkbench.Domain.Fields;

/// <summary>A raw cell as the text a person would have typed.</summary>
public static class CellText
{
    // Doubles count every whole number up to here.
    private const double ExactWhole = 9_007_199_254_740_992;

    private static readonly string[] Errors =
        ["#N/A", "#N/D", "#REF!", "#¡REF!", "#VALUE!", "#¡VALOR!", "#DIV/0!", "#¡DIV/0!", "#NAME?", "#¿NOMBRE?", "#NULL!", "#¡NULO!", "#NUM!", "#¡NUM!"];

    /// <summary>
    /// Numbers without grouping or exponent and with a decimal point, dates as yyyy-MM-dd (with HH:mm where there is a time),
    /// durations as HH:mm, true and false; texts without spaces, zero-width marks or nulls around them. Null is "".
    /// </summary>
    public static string Of(object? cell) => cell switch
    {
        null => "",
        string s => Trim(PlainText.Whole(s)),
        double d => OfNumber(d),
        bool b => b ? "true" : "false",
        // A time of day without a date stands on day zero of the spreadsheet's calendar.
        DateTime { Year: < 1900 } t => t.ToString("HH:mm", CultureInfo.InvariantCulture),
        DateTime t => t.ToString(t.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture),
        TimeSpan t => string.Create(CultureInfo.InvariantCulture, $"{(long)t.TotalHours:00}:{Math.Abs(t.Minutes):00}"),
        IFormattable f => f.ToString(null, CultureInfo.InvariantCulture),
        _ => Trim(cell.ToString() ?? ""),
    };

    public static bool IsBlank(object? cell) => cell is null || (cell is string s && Trim(s).Length == 0);

    /// <summary>What a spreadsheet leaves where a formula failed, in English or Spanish.</summary>
    public static bool IsError(string text) => text.Length > 0 && text[0] == '#' && Array.IndexOf(Errors, text) >= 0;

    private static string OfNumber(double d) =>
        d == Math.Floor(d) && Math.Abs(d) < ExactWhole
            ? ((long)d).ToString(CultureInfo.InvariantCulture)
            : Math.Abs(d) is >= 1e-9 and < 1e15
                ? ((decimal)d).ToString(CultureInfo.InvariantCulture)
                : d.ToString("R", CultureInfo.InvariantCulture);

    private static string Trim(string text)
    {
        var start = 0;
        var end = text.Length;
        while (start < end && IsEdge(text[start]))
        {
            start++;
        }

        while (end > start && IsEdge(text[end - 1]))
        {
            end--;
        }

        return start == 0 && end == text.Length ? text : text[start..end];
    }

    private static bool IsEdge(char c) => c <= ' ' || (c >= '\u0085' && (char.IsWhiteSpace(c) || c is '\u200B' or '\u200E' or '\u200F' or '\uFEFF'));
}

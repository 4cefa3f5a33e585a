namespace BpoWorkbench.Domain.Fields;

/// <summary>Decides from all the texts of a column whether its dates begin with the day or the month.</summary>
public sealed class DateOrderVote
{
    private int _day;
    private int _month;

    public bool IsDecided => _day != _month;

    /// <summary>The order of most of the telling dates (one of the numbers is above 12); the day first where none tells.</summary>
    public DateOrder Order => _month > _day ? DateOrder.MonthFirst : DateOrder.DayFirst;

    public void Add(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length < 6 || !TryNumber(text, out var first, out var length) || length + 1 >= text.Length || text[length] is not ('/' or '-' or '.' or ' ')
            || !TryNumber(text[(length + 1)..], out var second, out var more) || length + more + 1 >= text.Length
            || text[length + more + 1] != text[length])
        {
            return;
        }

        _day += first is > 12 and <= 31 && second is >= 1 and <= 12 ? 1 : 0;
        _month += second is > 12 and <= 31 && first is >= 1 and <= 12 ? 1 : 0;
    }

    private static bool TryNumber(ReadOnlySpan<char> text, out int number, out int length)
    {
        length = text.Length > 1 && char.IsAsciiDigit(text[1]) ? 2 : 1;
        return int.TryParse(text[..length], System.Globalization.NumberStyles.None, null, out number);
    }
}

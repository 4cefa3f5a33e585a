namespace BpoWorkbench.Domain.Fields;

/// <summary>A written date cut into its numbers and the name of its month.</summary>
internal readonly ref struct DateParts(ReadOnlySpan<char> text)
{
    private static readonly string[] Months =
    [
        "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    ];

    private static readonly string[] Passed =
    [
        "de", "del", "of", "the", "st", "nd", "rd", "th", "lunes", "martes", "miercoles", "miércoles", "jueves", "viernes", "sabado", "sábado", "domingo",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "lun", "mar", "mie", "mié", "jue", "vie", "sab", "sáb", "dom",
        "mon", "tue", "wed", "thu", "fri", "sat", "sun",
    ];

    private readonly ReadOnlySpan<char> _text = text.Trim();

    /// <summary>
    /// Year digits are 2 or 4; -1 where the year came first (ISO). With a month in words the numbers are day, year.
    /// A time of day after the date ("10:30", "T08:00:00Z") ends the reading.
    /// </summary>
    public bool TryRead(scoped Span<int> numbers, out int count, out int month, out int yearDigits)
    {
        count = month = yearDigits = 0;
        var firstDigits = 0;
        for (var i = 0; i < _text.Length;)
        {
            var start = i;
            if (char.IsAsciiDigit(_text[i]))
            {
                var number = 0;
                for (; i < _text.Length && char.IsAsciiDigit(_text[i]); i++)
                {
                    number = i - start < 9 ? (number * 10) + (_text[i] - '0') : -1;
                }

                if (IsDone(count, month))
                {
                    if (!IsTime(_text[start..]))
                    {
                        return false;
                    }

                    break;
                }

                numbers[count++] = number;
                yearDigits = i - start;
                firstDigits = count == 1 ? yearDigits : firstDigits;
            }
            else if (char.IsLetter(_text[i]))
            {
                for (; i < _text.Length && char.IsLetter(_text[i]); i++)
                {
                }

                if (!TryWord(_text[start..i], ref month, IsDone(count, month), _text[i..], out var finished))
                {
                    return false;
                }

                if (finished)
                {
                    break;
                }
            }
            else if (_text[i] is ' ' or '/' or '-' or '.' or ',' or '\u00A0' or 'º')
            {
                i++;
            }
            else
            {
                return false;
            }
        }

        if (!IsDone(count, month))
        {
            return false;
        }

        yearDigits = month == 0 && firstDigits == 4 ? yearDigits <= 2 ? -1 : 0 : yearDigits;
        return yearDigits is -1 or 2 or 4 && (firstDigits <= 2 || yearDigits == -1);
    }

    private static bool IsDone(int count, int month) => count == (month > 0 ? 2 : 3);

    private static bool TryWord(ReadOnlySpan<char> word, ref int month, bool done, ReadOnlySpan<char> rest, out bool finished)
    {
        finished = done && (word is "T" or "t") && IsTime(rest);
        if (finished)
        {
            return true;
        }

        var found = done ? 0 : MonthOf(word);
        // "mar" is a Tuesday or a March: where a month follows, it was a Tuesday.
        if (found > 0 && month is 0 or 3)
        {
            month = found;
            return true;
        }

        foreach (var passed in Passed)
        {
            if (word.Equals(passed, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static int MonthOf(ReadOnlySpan<char> word)
    {
        if (word.Length < 3)
        {
            return 0;
        }

        for (var i = 0; i < Months.Length; i++)
        {
            if (Months[i].AsSpan().StartsWith(word, StringComparison.OrdinalIgnoreCase)
                && (word.Length <= 4 || word.Length == Months[i].Length))
            {
                return (i % 12) + 1;
            }
        }

        return word.Equals("setiembre", StringComparison.OrdinalIgnoreCase) ? 9 : 0;
    }

    private static bool IsTime(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text.IndexOf(':') is not (1 or 2))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c) && c is not (':' or '.' or ',' or '+' or '-' or ' ' or '\u00A0' or '\u202F' or 'Z' or 'z' or 'a' or 'A' or 'p' or 'P' or 'm' or 'M'))
            {
                return false;
            }
        }

        return true;
    }
}

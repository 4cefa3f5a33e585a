namespace BpoWorkbench.Domain.Fields;

/// <summary>
/// A Spanish tax number (NIF) with its check letter, stored in upper case without separators: DNI, NIE, K/L/M (Real Decreto 1065/2007,
/// articles 18-22) and those of companies (Orden EHA/451/2008).
/// </summary>
public static class TaxNumber
{
    private const string PersonLetters = "TRWAGMYFPDXBNJZSQVHLCKE";
    private const string CompanyLetters = "JABCDEFGHI";

    /// <summary>
    /// Reads "12.345.678-Z", "x 2482300 w", "ES B-58378431"; zeros left out of a DNI are restored.
    /// Errors: field.tax-number (not of that shape), field.tax-number.check (the check letter or digit does not fit).
    /// </summary>
    public static FieldReading Read(object cell)
    {
        Span<char> buffer = stackalloc char[11];
        var text = CellText.Of(cell);
        var number = Compact(text, buffer);
        if (number.Length == 11 && number[..2] is "ES")
        {
            number = number[2..];
        }

        Span<char> padded = stackalloc char[9];
        if (number.Length is 7 or 8 && char.IsAsciiLetter(number[^1]) && number[..^1].IndexOfAnyExceptInRange('0', '9') < 0)
        {
            padded.Fill('0');
            number.CopyTo(padded[(9 - number.Length)..]);
            number = padded;
        }

        return number.Length != 9 || number[1..8].IndexOfAnyExceptInRange('0', '9') >= 0
            ? FieldReading.Refused("field.tax-number", text)
            : Fits(number) switch
            {
                true => FieldReading.Of(number.ToString()),
                false => FieldReading.Refused("field.tax-number.check", text),
                null => FieldReading.Refused("field.tax-number", text),
            };
    }

    /// <summary>Null where the first letter is of no kind of number.</summary>
    private static bool? Fits(ReadOnlySpan<char> number)
    {
        var last = number[8];
        switch (number[0])
        {
            case >= '0' and <= '9':
                return last == PersonLetters[int.Parse(number[..8]) % 23];
            case 'X' or 'Y' or 'Z':
                return last == PersonLetters[(((number[0] - 'X') * 10_000_000) + int.Parse(number[1..8])) % 23];
            case 'K' or 'L' or 'M':
                return last == PersonLetters[int.Parse(number[1..8]) % 23];
            case 'A' or 'B' or 'E' or 'H':
                return last == '0' + CompanyCheck(number[1..8]);
            case 'N' or 'P' or 'Q' or 'R' or 'S' or 'W':
                return last == CompanyLetters[CompanyCheck(number[1..8])];
            case 'C' or 'D' or 'F' or 'G' or 'J' or 'U' or 'V':
                var check = CompanyCheck(number[1..8]);
                return last == '0' + check || last == CompanyLetters[check];
            default:
                return null;
        }
    }

    private static int CompanyCheck(ReadOnlySpan<char> digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = digits[i] - '0';
            var twice = digit * 2;
            sum += i % 2 == 0 ? (twice / 10) + (twice % 10) : digit;
        }

        return (10 - (sum % 10)) % 10;
    }

    private static ReadOnlySpan<char> Compact(string text, Span<char> buffer)
    {
        var length = 0;
        foreach (var c in text)
        {
            if (c is ' ' or '-' or '.' or '/' or '\u00A0' or '_')
            {
                continue;
            }

            if (length == buffer.Length)
            {
                return [];
            }

            buffer[length++] = char.ToUpperInvariant(c);
        }

        return buffer[..length];
    }
}

namespace BpoWorkbench.Domain.Fields;

/// <summary>Numbers as people write them: grouped by thousands, with a currency, negative in three ways.</summary>
public static class NumberText
{
    private static readonly string[] Currencies = ["€", "$", "£", "EUR", "USD", "GBP", "euros", "eur.", "euro"];

    /// <summary>
    /// Reads "1.234,56 €", "-1,234.56", "(12,5)", "12,50-", "1 234,56", "1'234.56". Groups must be of three digits: a number written in
    /// the other style is refused rather than read a thousand times too large. At most 15 digits before the decimals and 12 after.
    /// </summary>
    public static bool TryRead(ReadOnlySpan<char> text, NumberStyle style, out decimal value)
    {
        value = 0;
        text = Bare(text, out var negative);
        var (point, group) = style == NumberStyle.DecimalComma ? (',', '.') : ('.', ',');
        var whole = text;
        ReadOnlySpan<char> decimals = [];
        var at = text.IndexOf(point);
        if (at >= 0)
        {
            whole = text[..at];
            decimals = text[(at + 1)..];
        }

        if (whole.Length + decimals.Length == 0 || decimals.Length > 12 || !TryWhole(whole, group, out var units) || !TryDigits(decimals, out var rest))
        {
            return false;
        }

        value = units + new decimal((int)rest, (int)(rest >> 32), 0, false, (byte)decimals.Length);
        value = negative ? -value : value;
        return true;
    }

    /// <summary>The number without its sign and currency.</summary>
    internal static ReadOnlySpan<char> Bare(ReadOnlySpan<char> text, out bool negative)
    {
        text = text.Trim();
        negative = text.Length > 2 && text[0] == '(' && text[^1] == ')';
        if (negative)
        {
            text = text[1..^1];
        }

        text = WithoutSign(WithoutCurrency(text), ref negative);
        return WithoutSign(WithoutCurrency(text), ref negative);
    }

    private static ReadOnlySpan<char> WithoutSign(ReadOnlySpan<char> text, scoped ref bool negative)
    {
        if (negative || text.Length < 2)
        {
            return text;
        }

        negative = text[0] is '-' or '\u2212' || text[^1] is '-' or '\u2212';
        return (text[0] is '-' or '\u2212' or '+' ? text[1..] : negative ? text[..^1] : text).Trim();
    }

    private static ReadOnlySpan<char> WithoutCurrency(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || (char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1])))
        {
            return text;
        }

        foreach (var currency in Currencies)
        {
            if (text.EndsWith(currency, StringComparison.OrdinalIgnoreCase))
            {
                return text[..^currency.Length].TrimEnd();
            }

            if (text.StartsWith(currency, StringComparison.OrdinalIgnoreCase))
            {
                return text[currency.Length..].TrimStart();
            }
        }

        return text;
    }

    private static bool TryWhole(ReadOnlySpan<char> text, char group, out long value)
    {
        value = 0;
        var digits = 0;
        var sinceGroup = -1;
        var used = '\0';
        foreach (var c in text)
        {
            if (char.IsAsciiDigit(c))
            {
                if (++digits > 15)
                {
                    return false;
                }

                value = (value * 10) + (c - '0');
                sinceGroup += sinceGroup >= 0 ? 1 : 0;
            }
            else if (c == group || c is ' ' or '\u00A0' or '\u202F' or '\'' or '\u2019')
            {
                if ((used != '\0' && used != c) || (sinceGroup < 0 ? digits is 0 or > 3 : sinceGroup != 3))
                {
                    return false;
                }

                used = c;
                sinceGroup = 0;
            }
            else
            {
                return false;
            }
        }

        return sinceGroup is -1 or 3;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out long value)
    {
        value = 0;
        foreach (var c in text)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            value = (value * 10) + (c - '0');
        }

        return true;
    }
}

namespace BpoWorkbench.Domain.Fields;

/// <summary>An email address, stored with its domain in lower case.</summary>
public static class EmailAddress
{
    /// <summary>
    /// The dot-atom form of RFC 5322 within the lengths of RFC 5321 (64 before the @, 254 in all), a domain of two or more labels, letters
    /// of any script (RFC 6531). Quoted local parts and address literals, which no customer has, are refused. Error: field.email.
    /// </summary>
    public static FieldReading Read(object cell)
    {
        var text = CellText.Of(cell);
        var address = text.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? text[7..] : text;
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at is < 1 or > 64 || address.Length > 254 || !IsLocal(address.AsSpan(0, at)) || !IsDomain(address.AsSpan(at + 1)))
        {
            return FieldReading.Refused("field.email", text);
        }

        return FieldReading.Of(string.Concat(address.AsSpan(0, at + 1), address[(at + 1)..].ToLowerInvariant()));
    }

    private static bool IsLocal(ReadOnlySpan<char> text)
    {
        var previous = '.';
        foreach (var c in text)
        {
            if (c == '.' ? previous == '.' : !(char.IsLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal)))
            {
                return false;
            }

            previous = c;
        }

        return previous != '.';
    }

    private static bool IsDomain(ReadOnlySpan<char> text)
    {
        var labels = 0;
        ReadOnlySpan<char> last = [];
        foreach (var range in text.Split('.'))
        {
            last = text[range];
            if (last.Length is 0 or > 63 || last[0] == '-' || last[^1] == '-')
            {
                return false;
            }

            foreach (var c in last)
            {
                if (!char.IsLetterOrDigit(c) && c != '-')
                {
                    return false;
                }
            }

            labels++;
        }

        return labels > 1 && last.Length > 1 && char.IsLetter(last[0]);
    }
}

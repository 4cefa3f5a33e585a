using System.Collections.Frozen;

namespace BpoWorkbench.Domain.Fields;

/// <summary>A bank account as an IBAN (ISO 13616), stored in upper case without spaces.</summary>
public static class Iban
{
    // Lengths from the SWIFT IBAN registry, release 99.
    private static readonly FrozenDictionary<string, int> Lengths = (
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 "
        + "GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 "
        + "MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 "
        + "TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30").Split(' ').ToFrozenDictionary(entry => entry[..2], entry => int.Parse(entry.AsSpan(2)));

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> LengthOf = Lengths.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Errors: field.iban (not of that shape, or a country without IBANs), field.iban.length (expected, found), field.iban.check (the
    /// remainder by 97 is not 1: ISO 7064).
    /// </summary>
    public static FieldReading Read(object cell)
    {
        var text = CellText.Of(cell);
        Span<char> buffer = stackalloc char[34];
        var length = 0;
        foreach (var c in text.AsSpan(text.StartsWith("IBAN", StringComparison.OrdinalIgnoreCase) ? 4 : 0))
        {
            if (c is ' ' or '-' or '.' or ':' or '\u00A0')
            {
                continue;
            }

            if (length == buffer.Length || !char.IsAsciiLetterOrDigit(c))
            {
                return FieldReading.Refused("field.iban", text);
            }

            buffer[length++] = char.ToUpperInvariant(c);
        }

        if (length < 4 || !LengthOf.TryGetValue(buffer[..2], out var expected) || !char.IsAsciiDigit(buffer[2]) || !char.IsAsciiDigit(buffer[3]))
        {
            return FieldReading.Refused("field.iban", text);
        }

        return length != expected ? FieldReading.Refused("field.iban.length", expected, length)
            : Remainder(buffer[..length]) == 1 ? FieldReading.Of(buffer[..length].ToString())
            : FieldReading.Refused("field.iban.check", text);
    }

    private static int Remainder(ReadOnlySpan<char> iban)
    {
        var remainder = 0;
        for (var i = 0; i < iban.Length; i++)
        {
            var c = iban[(i + 4) % iban.Length];
            remainder = char.IsAsciiDigit(c) ? ((remainder * 10) + c - '0') % 97 : ((remainder * 100) + c - 'A' + 10) % 97;
        }

        return remainder;
    }
}

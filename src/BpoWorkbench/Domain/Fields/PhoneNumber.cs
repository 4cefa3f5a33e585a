using PhoneNumbers;

namespace BpoWorkbench.Domain.Fields;

/// <summary>A telephone number, stored in E.164 ("+34912345678").</summary>
public static class PhoneNumber
{
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    /// <summary>
    /// Valid by the numbering plan of its country (libphonenumber); without a prefix it is of the region (ISO 3166-1). An extension is
    /// left out. Error: field.phone.
    /// </summary>
    public static FieldReading Read(object cell, string region)
    {
        var text = CellText.Of(cell);
        if (text.Length is < 3 or > 40)
        {
            return FieldReading.Refused("field.phone", text);
        }

        try
        {
            var number = Numbers.Parse(text, region);
            return Numbers.IsValidNumber(number)
                ? FieldReading.Of(Numbers.Format(number, PhoneNumberFormat.E164))
                : FieldReading.Refused("field.phone", text);
        }
        catch (NumberParseException)
        {
            return FieldReading.Refused("field.phone", text);
        }
    }

    /// <summary>Grouped as its country does; with its prefix when it is of another region.</summary>
    internal static string Grouped(string stored, string region)
    {
        try
        {
            var number = Numbers.Parse(stored, null);
            var home = string.Equals(Numbers.GetRegionCodeForNumber(number), region, StringComparison.Ordinal);
            return Numbers.Format(number, home ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL);
        }
        catch (NumberParseException)
        {
            return stored;
        }
    }
}

using System.Globalization;

namespace BpoWorkbench.Domain.Fields;

/// <summary>Shows stored values to a person.</summary>
public sealed class FieldFormat
{
    private readonly CultureInfo _culture;
    private readonly NumberFormatInfo _money;
    private readonly string _yes;
    private readonly string _no;
    private readonly string _region;

    /// <summary>The words for yes and no come from the caller's texts; the currency is its symbol ("€"), the region an ISO 3166-1 code.</summary>
    public FieldFormat(CultureInfo culture, string yes, string no, string currency = "€", string region = "ES")
    {
        (_culture, _yes, _no, _region) = (culture, yes, no, region);
        _money = (NumberFormatInfo)culture.NumberFormat.Clone();
        _money.CurrencySymbol = currency;
        _money.CurrencyDecimalDigits = 2;
    }

    /// <summary>
    /// Dates short, money with its currency, whole numbers and phones grouped, IBANs in fours. Nothing is "", and a value that is not in
    /// its stored form (the field's type was changed since) is shown as it is.
    /// </summary>
    public string Show(FieldType type, string? stored) => stored is null ? "" : type switch
    {
        FieldType.Whole when long.TryParse(stored, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            => whole.ToString("N0", _culture),
        FieldType.Money when long.TryParse(stored, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor)
            => (minor / 100m).ToString("C", _money),
        FieldType.Date when DateOnly.TryParseExact(stored, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            => date.ToString("d", _culture),
        FieldType.YesNo => stored switch { "true" => _yes, "false" => _no, _ => stored },
        FieldType.Iban => string.Join(' ', stored.Chunk(4).Select(group => new string(group))),
        FieldType.Phone => PhoneNumber.Grouped(stored, _region),
        _ => stored,
    };
}

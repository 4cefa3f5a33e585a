using System.Globalization;

namespace BpoWorkbench.Domain.Fields;

/// <summary>A Spanish postal code, stored as five digits.</summary>
public static class PostalCode
{
    /// <summary>
    /// The first two digits are the province, 01 to 52 (Real Decreto 1829/1999, and INE's codes). The zero a spreadsheet drops from the
    /// first nine provinces is restored. Error: field.postal-code.
    /// </summary>
    public static FieldReading Read(object cell)
    {
        var text = CellText.Of(cell);
        return text.Length is 4 or 5 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            && (text.Length == 5 || code >= 1000) && code / 1000 is >= 1 and <= 52
            ? FieldReading.Of(code.ToString("00000", CultureInfo.InvariantCulture))
            : FieldReading.Refused("field.postal-code", text);
    }
}

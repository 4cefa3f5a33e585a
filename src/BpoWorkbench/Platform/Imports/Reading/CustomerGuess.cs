using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>Says which columns are about the customer.</summary>
internal static class CustomerGuess
{
    /// <summary>
    /// The label decides, where the type agrees; a tax number, email or phone is the customer's without one. Phones and emails may be
    /// several; a name is one whole column or all that are parts of it; of the rest the first column is taken.
    /// </summary>
    public static void Assign(IReadOnlyList<GuessedColumn> columns)
    {
        var wholeName = columns.FirstOrDefault(column => column.Words.IsWholeName && column.Type == FieldType.Text && !HoldsCodes(column));
        foreach (var column in columns)
        {
            var part = PartOf(column);
            column.Part = part switch
            {
                CustomerPart.Name => wholeName is null || wholeName == column ? part : CustomerPart.None,
                CustomerPart.Phone or CustomerPart.Email => part,
                _ => columns.Any(other => other.Part == part) ? CustomerPart.None : part,
            };
        }
    }

    private static CustomerPart PartOf(GuessedColumn column) => column.Type switch
    {
        FieldType.TaxNumber => CustomerPart.TaxNumber,
        FieldType.Email => CustomerPart.Email,
        FieldType.Phone => CustomerPart.Phone,
        FieldType.PostalCode => CustomerPart.PostalCode,
        FieldType.Text when column.Words.IsWholeName && HoldsCodes(column) => CustomerPart.Key,
        FieldType.Text when column.Words.Type == FieldType.Text => column.Words.Part,
        _ => CustomerPart.None,
    };

    // "Cliente" may head names or numbers; names have no digits.
    private static bool HoldsCodes(GuessedColumn column) => column.Sample.ShareOf(cell => CellText.Of(cell).Any(char.IsAsciiDigit)) > 0.9;
}

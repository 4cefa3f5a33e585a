using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>The type of a column, from what its label says and how well its cells fit.</summary>
internal static class TypeGuess
{
    // With a label that says so, half the cells are enough: the rest are the errors the import is to show.
    private const double Told = 0.5;
    private const double Untold = 0.9;
    private const int LongestCount = 9;

    public static FieldType Of(HeaderWords words, ColumnSample sample)
    {
        if (sample.Filled == 0)
        {
            return words.Type ?? FieldType.Text;
        }

        if (words.Type is FieldType.Phone or FieldType.PostalCode or FieldType.Date or FieldType.Email or FieldType.Iban or FieldType.TaxNumber
            && sample.Fit(words.Type.Value) >= Told)
        {
            return words.Type.Value;
        }

        if (ByContent(words, sample) is { } found)
        {
            return found;
        }

        return words is { KeyRank: 0, Part: CustomerPart.None } && words.Type != FieldType.Text ? Number(words, sample) : FieldType.Text;
    }

    private static FieldType? ByContent(HeaderWords words, ColumnSample sample)
    {
        foreach (var type in (ReadOnlySpan<FieldType>)[FieldType.Iban, FieldType.Email, FieldType.TaxNumber])
        {
            if (sample.Fit(type) >= Untold)
            {
                return type;
            }
        }

        if (sample.ShareOf(cell => cell is DateTime) >= 0.8
            || (sample.ShareOf(cell => cell is string text && text.AsSpan().IndexOfAny("/-.: ") >= 0) >= Untold && sample.Fit(FieldType.Date) >= Untold))
        {
            return FieldType.Date;
        }

        if (sample.ShareOf(cell => cell is bool || (cell is string text && text.Any(char.IsLetter))) >= Untold && sample.Fit(FieldType.YesNo) == 1)
        {
            return FieldType.YesNo;
        }

        return words is { KeyRank: 0, Type: null } && sample.ShareOf(LooksLikePhone) >= Untold && sample.Fit(FieldType.Phone) >= Untold
            ? FieldType.Phone
            : null;
    }

    private static FieldType Number(HeaderWords words, ColumnSample sample)
    {
        if (sample.ShareOf(IsReference) > 0 || sample.Fit(FieldType.Money) < (words.Type == FieldType.Money ? Told : Untold))
        {
            return FieldType.Text;
        }

        if (words.Type == FieldType.Money)
        {
            return FieldType.Money;
        }

        return sample.Fit(FieldType.Whole) >= Untold ? FieldType.Whole
            : sample.ShareOf(cell => cell is double d && Math.Abs((d * 100) - Math.Round(d * 100)) > 1e-6) > 0.1 ? FieldType.Text
            : FieldType.Money;
    }

    // Digits that are not counted: zeros in front, or longer than any count.
    private static bool IsReference(object cell) =>
        CellText.Of(cell) is var text && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && (text.Length > LongestCount || (text.Length > 1 && text[0] == '0'));

    // Nine digits in Spain's plan, or an international prefix.
    private static bool LooksLikePhone(object cell) => CellText.Of(cell) is { Length: >= 9 and <= 20 } text && text[0] is '+' or '6' or '7' or '9' or '(' or '0'
        && text.Count(char.IsAsciiDigit) >= 9 && !text.Contains(',', StringComparison.Ordinal);
}

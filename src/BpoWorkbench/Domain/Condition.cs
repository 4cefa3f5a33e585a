using System.Globalization;

namespace BpoWorkbench.Domain;

/// <summary>How a value is compared. The numbers are stored: never renumber.</summary>
public enum Comparison
{
    Is = 1,
    Contains = 2,
    AtLeast = 3,
    AtMost = 4,
}

/// <summary>What a rule asks of an item's values.</summary>
/// <param name="Field">The code of the field that is looked at.</param>
/// <param name="Value">What it is compared with, in the stored form of its type.</param>
public readonly record struct Condition(string Field, Comparison Comparison, string Value)
{
    /// <summary>An empty value is none: nothing holds of it.</summary>
    public bool Holds(IReadOnlyDictionary<string, string> values)
    {
        if (!values.TryGetValue(Field, out var value) || value.Length == 0)
        {
            return false;
        }

        return Comparison switch
        {
            Comparison.Is => TextFolding.Fold(value) == TextFolding.Fold(Value),
            Comparison.Contains => TextFolding.Fold(value).Contains(TextFolding.Fold(Value), StringComparison.Ordinal),
            Comparison.AtLeast => Order(value) >= 0,
            _ => Order(value) <= 0,
        };
    }

    // Sums and numbers are stored as whole numbers, days so that they are in order as text.
    private int Order(string value) => long.TryParse(value, CultureInfo.InvariantCulture, out var number) && long.TryParse(Value, CultureInfo.InvariantCulture, out var limit)
        ? number.CompareTo(limit)
        : string.CompareOrdinal(value, Value);
}

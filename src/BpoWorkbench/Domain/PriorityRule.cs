namespace BpoWorkbench.Domain;

/// <summary>What a rule of priority looks at. The numbers are stored: never renumber.</summary>
public enum PriorityTest
{
    Field = 1,
    Age = 2,
    Customer = 3,
}

/// <summary>If it holds of an item, the item belongs into its band; of several that hold the most urgent counts.</summary>
/// <param name="Field">Where a field is looked at, its code.</param>
/// <param name="Value">What it is compared with, in the stored form of its type; of a customer, the key or tax number.</param>
/// <param name="AgeMinutes">How long ago it arrived, by the clock on the wall.</param>
public sealed record PriorityRule(PriorityTest Test, Band Band, string Field = "", Comparison Comparison = Comparison.Is, string Value = "", int AgeMinutes = 0)
{
    /// <param name="customerKey">How the client calls the customer; null where the item has none.</param>
    public bool Holds(IReadOnlyDictionary<string, string> values, string? customerKey, TimeSpan age) => Test switch
    {
        PriorityTest.Age => age >= TimeSpan.FromMinutes(AgeMinutes),
        PriorityTest.Customer => string.Equals(customerKey, Value, StringComparison.OrdinalIgnoreCase),
        _ => new Condition(Field, Comparison, Value).Holds(values),
    };
}

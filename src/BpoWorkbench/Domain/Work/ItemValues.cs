using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Domain.Work;

/// <summary>What the values of a row say beyond themselves: its key, its title, its customer.</summary>
public static class ItemValues
{
    /// <summary>The client's own name for the item, where a field is its key.</summary>
    public static string? Key(IReadOnlyList<FieldDefinition> fields, IReadOnlyDictionary<string, string> values) =>
        fields.FirstOrDefault(f => f.IsKey) is { } key ? Filled(values, key.Code) : null;

    /// <summary>What a list shows: the customer's name, or the first thing that is said.</summary>
    public static string Title(IReadOnlyList<FieldDefinition> fields, IReadOnlyDictionary<string, string> values) =>
        Part(fields, values, CustomerPart.Name)
        ?? fields.Where(f => !f.IsKey && f.Type is FieldType.Text or FieldType.Choice).Select(f => Filled(values, f.Code)).FirstOrDefault(v => v is not null)
        ?? fields.Select(f => Filled(values, f.Code)).FirstOrDefault(v => v is not null)
        ?? "–";

    /// <summary>How the client calls the customer: its key, or else the tax number, which is as good.</summary>
    public static string? CustomerKey(IReadOnlyList<FieldDefinition> fields, IReadOnlyDictionary<string, string> values) =>
        Part(fields, values, CustomerPart.Key) ?? Part(fields, values, CustomerPart.TaxNumber);

    /// <summary>True where the values say anything about a customer.</summary>
    public static bool SpeakOfCustomer(IReadOnlyList<FieldDefinition> fields, IReadOnlyDictionary<string, string> values) =>
        fields.Any(f => f.Customer != CustomerPart.None && Filled(values, f.Code) is not null);

    /// <summary>Writes what the values say about the customer; what they leave out stays as it was.</summary>
    public static void Apply(Customer customer, IReadOnlyList<FieldDefinition> fields, IReadOnlyDictionary<string, string> values)
    {
        foreach (var field in fields)
        {
            if (Filled(values, field.Code) is { } value)
            {
                Apply(customer, field.Customer, value);
            }
        }
    }

    /// <summary>What fields about a customer hold of one who is known; none where nobody is.</summary>
    public static Dictionary<string, string> Of(Customer? customer, IReadOnlyList<FieldDefinition> fields) =>
        customer is null ? [] : fields.Select(f => (f.Code, Value: Part(customer, f.Customer))).Where(f => !string.IsNullOrEmpty(f.Value)).ToDictionary(f => f.Code, f => f.Value!);

    /// <summary>Whether nothing that values say of their customer is said of another than this one.</summary>
    public static bool SpeakOf(Customer customer, IReadOnlyList<FieldDefinition> fields, IReadOnlyDictionary<string, string> values) =>
        new[] { CustomerPart.Key, CustomerPart.TaxNumber, CustomerPart.Name }.All(part => Part(fields, values, part) is not { } said || said == Part(customer, part));

    private static string? Part(Customer customer, CustomerPart part) => part switch
    {
        CustomerPart.Key => customer.Key,
        CustomerPart.Name => customer.Name,
        CustomerPart.Language => customer.Language,
        CustomerPart.TaxNumber => customer.TaxNumber,
        CustomerPart.Address => customer.Address,
        CustomerPart.PostalCode => customer.PostalCode,
        CustomerPart.City => customer.City,
        CustomerPart.Phone => customer.Phones.FirstOrDefault(),
        CustomerPart.Email => customer.Emails.FirstOrDefault(),
        _ => null,
    };

    private static void Apply(Customer customer, CustomerPart part, string value)
    {
        switch (part)
        {
            case CustomerPart.Name: customer.Name = value; break;
            case CustomerPart.Language: customer.Language = value; break;
            case CustomerPart.TaxNumber: customer.TaxNumber = value; break;
            case CustomerPart.Address: customer.Address = value; break;
            case CustomerPart.PostalCode: customer.PostalCode = value; break;
            case CustomerPart.City: customer.City = value; break;
            case CustomerPart.Phone when !customer.Phones.Contains(value): customer.Phones = [.. customer.Phones, value]; break;
            case CustomerPart.Email when !customer.Emails.Contains(value): customer.Emails = [.. customer.Emails, value]; break;
        }
    }

    private static string? Part(IReadOnlyList<FieldDefinition> fields, IReadOnlyDictionary<string, string> values, CustomerPart part) =>
        fields.Where(f => f.Customer == part).Select(f => Filled(values, f.Code)).FirstOrDefault(v => v is not null);

    private static string? Filled(IReadOnlyDictionary<string, string> values, string code) =>
        values.TryGetValue(code, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;
}

using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.People;

/// <summary>A person as typed in, and what is wrong with it.</summary>
public sealed class PersonForm
{
    public static readonly IReadOnlyList<string> Languages = ["es", "en"];

    public string Name { get; set; } = "";

    public string Email { get; set; } = "";

    public string Language { get; set; } = "es";

    public long? TeamId { get; set; }

    /// <summary>Units of work at once; null for what the house has set.</summary>
    public int? Capacity { get; set; }

    /// <summary>Field names, each with the code of what is wrong.</summary>
    public Dictionary<string, string> Faults()
    {
        var faults = new Dictionary<string, string>();
        if (Name.Trim() is not { Length: > 0 and <= 120 })
        {
            faults[nameof(Name)] = "person.name";
        }

        if (!Person.IsEmail(Email.Trim()) || Email.Trim().Length > 254)
        {
            faults[nameof(Email)] = "person.email";
        }

        if (!Languages.Contains(Language))
        {
            faults[nameof(Language)] = "person.language";
        }

        if (Capacity is < 1 or > 100)
        {
            faults[nameof(Capacity)] = "person.capacity";
        }

        return faults;
    }
}

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Platform.Demonstration;

/// <summary>A queue of the demonstration, as the kind of its work tells it.</summary>
/// <param name="Client">The code of the client company.</param>
/// <param name="Template">The code of its template of outcomes.</param>
/// <param name="PerDay">How many items arrive on a working day.</param>
/// <param name="Values">The values of one item, in their stored form.</param>
public sealed record DemonstrationQueue(
    string Client, string Kind, string Name, bool Campaign, TimeSpan Target, string Template, string Script, int PerDay,
    IReadOnlyList<FieldDefinition> Fields, Func<Random, DemonstrationCustomer, DateOnly, Dictionary<string, string>> Values)
{
    /// <summary>Its service time is counted in its client's office hours, and stands still while the client or a third party is waited for.</summary>
    public bool OfficeHours { get; init; }

    /// <summary>Its work is offered without being asked for.</summary>
    public bool Push { get; init; }

    /// <summary>Its team works on it first in the morning.</summary>
    public bool MorningsFirst { get; init; }

    /// <summary>What its kind adds to a new one.</summary>
    public Func<IServiceProvider, Queue, Task>? Furnish { get; init; }

    public IReadOnlyList<PriorityRule> Priorities { get; init; } = [];

    /// <summary>What some of its items ask for; null where everybody can do all of them.</summary>
    public DemonstrationSkill? Asks { get; init; }
}

/// <summary>A skill that items with a value ask for, until they have waited for it long enough.</summary>
public sealed record DemonstrationSkill(string Name, int Level, int DropAfterMinutes, string Field, string Value);

/// <summary>A customer who does not exist.</summary>
public sealed record DemonstrationCustomer(string Key, string Name, string TaxNumber, string Phone, string Email, string Address, string PostalCode, string City);

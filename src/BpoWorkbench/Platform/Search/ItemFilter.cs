using BpoWorkbench.Domain.Work;
using Microsoft.AspNetCore.WebUtilities;

namespace BpoWorkbench.Platform.Search;

/// <summary>Which items a list shows, and the address that says so: a figure anywhere opens the list of its items by it.</summary>
public sealed record ItemFilter
{
    public const string Open = "open";

    /// <summary>Arrived today, whatever became of it.</summary>
    public const string Received = "received";

    /// <summary>Finished today.</summary>
    public const string Done = "done";

    public string? Text { get; init; }

    public long? Client { get; init; }

    public long? Queue { get; init; }

    /// <summary>A <see cref="WorkState"/> in lower case, or <see cref="Open"/> for all that is not ended.</summary>
    public string? State { get; init; }

    /// <summary>Open, and due before now.</summary>
    public bool Overdue { get; init; }

    /// <summary>Its promise is broken: done late, or open and overdue.</summary>
    public bool Late { get; init; }

    /// <summary>Who holds it or finished it.</summary>
    public long? Person { get; init; }

    /// <summary><see cref="Received"/> or <see cref="Done"/>: today by the clock of the item's client.</summary>
    public string? Period { get; init; }

    /// <summary>A column, "-" before it for the other way; <see cref="Order"/> where none is chosen.</summary>
    public string? Sort { get; init; }

    /// <summary>What is open in the order it falls due; with what has ended among it, the newest first.</summary>
    public string Order => Sort ?? (Overdue || States?.All(s => s < WorkState.Done) == true ? "due" : "-received");

    public string Href => QueryHelpers.AddQueryString("/items", Parts().Where(p => p.Value is not null).ToDictionary(p => p.Key, p => p.Value));

    /// <summary>The states that <see cref="State"/> names; null for all of them.</summary>
    public IReadOnlyList<WorkState>? States => State switch
    {
        null or "" => null,
        Open => [WorkState.Ready, WorkState.Claimed, WorkState.Waiting],
        _ => Enum.TryParse<WorkState>(State, ignoreCase: true, out var state) ? [state] : [],
    };

    private IEnumerable<(string Key, string? Value)> Parts() =>
    [
        ("q", Text), ("client", Say(Client)), ("queue", Say(Queue)), ("state", State), ("overdue", Overdue ? "true" : null), ("late", Late ? "true" : null),
        ("person", Say(Person)), ("period", Period), ("sort", Sort),
    ];

    private static string? Say(long? id) => id?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

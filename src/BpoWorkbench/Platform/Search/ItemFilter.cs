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

    public const string Cancelled = "cancelled";

    /// <summary>Open at the beginning of <see cref="From"/>.</summary>
    public const string OpenAt = "open-at";

    public const long NoTeam = 0;

    public string? Text { get; init; }

    public long? Client { get; init; }

    public long? Queue { get; init; }

    /// <summary>The code of a kind of work.</summary>
    public string? Kind { get; init; }

    /// <summary>A <see cref="WorkState"/> in lower case, or <see cref="Open"/> for all that is not ended.</summary>
    public string? State { get; init; }

    /// <summary>Open, and due before now.</summary>
    public bool Overdue { get; init; }

    /// <summary>Due within so many minutes from now, and not overdue.</summary>
    public int? DueIn { get; init; }

    /// <summary>Its promise is broken: done late, or open and overdue.</summary>
    public bool Late { get; init; }

    /// <summary>Who holds it or finished it.</summary>
    public long? Person { get; init; }

    /// <summary>Whose members hold or finished it; <see cref="NoTeam"/> for people who are in none.</summary>
    public long? Team { get; init; }

    /// <summary>Given back, or in the hands of more than one.</summary>
    public bool HandedOver { get; init; }

    /// <summary>In the hands of somebody who is not at work.</summary>
    public bool Absent { get; init; }

    /// <summary>Ready in an open queue that nobody at work can take from.</summary>
    public bool Unattended { get; init; }

    /// <summary><see cref="Received"/>, <see cref="Done"/>, <see cref="Cancelled"/>, <see cref="OpenAt"/>, or a <see cref="WorkEventKind"/> in lower case.</summary>
    public string? Period { get; init; }

    /// <summary>The first day of the period by the clock of the item's client; today where none is named.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Its last day; its first where none is named.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Only this quarter of the hour of each day, from 0 to 95.</summary>
    public int? Quarter { get; init; }

    /// <summary>A column, "-" before it for the other way; <see cref="Order"/> where none is chosen.</summary>
    public string? Sort { get; init; }

    /// <summary>What is open in the order it falls due; with what has ended among it, the newest first.</summary>
    public string Order => Sort ?? (Overdue || States?.All(s => s < WorkState.Done) == true ? "due" : "-received");

    /// <summary>Nothing is asked for, but of whom and in which order.</summary>
    public bool IsEverything => this with { Client = null, Sort = null } == new ItemFilter();

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
        ("person", Say(Person)), ("period", Period), ("sort", Sort), ("kind", Kind), ("team", Say(Team)), ("handed", HandedOver ? "true" : null), ("absent", Absent ? "true" : null), ("unattended", Unattended ? "true" : null),
        ("from", Say(From)), ("to", Say(To)), ("at", Say(Quarter)), ("due", Say(DueIn)),
    ];

    private static string? Say(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Say(long? id) => id?.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

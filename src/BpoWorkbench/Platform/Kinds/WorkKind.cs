using BpoWorkbench.Domain.Fields;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Platform.Kinds;

/// <summary>A kind of work, as its feature registers it once; desk, queues, imports, figures and portal take it from here.</summary>
/// <param name="Code">Stored with every queue of the kind.</param>
/// <param name="Icon">A Material symbol.</param>
/// <param name="Texts">The feature's texts; <c>Kind</c> is its name.</param>
/// <param name="Panel">The component in the middle of the desk; it takes a parameter <c>Item</c>.</param>
/// <param name="Weight">How many units of an agent's capacity one takes.</param>
/// <param name="Fields">What a queue of the kind begins with, and so what its workbooks bring; none where each queue has its own.</param>
public sealed record WorkKind(string Code, string Icon, Type Texts, Type Panel, int Weight = 1, IReadOnlyList<FieldDefinition>? Fields = null)
{
    /// <summary>What the customer's side of the desk shows beside what every kind does; it takes parameters <c>Item</c> and <c>Changed</c>.</summary>
    public Type? CustomerSection { get; init; }

    /// <summary>What the wallboard shows of the kind's queues beside what every kind does; it takes parameters <c>Queues</c> and <c>At</c>.</summary>
    public Type? BoardSection { get; init; }

    /// <summary>The same on the card of a queue in the portal.</summary>
    public Type? PortalSection { get; init; }

    /// <summary>Makes ready, while an agent is busy, what opening an item will show.</summary>
    public Func<IServiceProvider, long, CancellationToken, Task>? Prepare { get; init; }

    /// <summary>A row of a workbook is all that an item of it needs.</summary>
    public bool FromRows { get; init; } = true;
}

/// <summary>The kinds there are.</summary>
public sealed class WorkKinds(IEnumerable<WorkKind> kinds, IStringLocalizerFactory localizers)
{
    private readonly Dictionary<string, WorkKind> _byCode = kinds.ToDictionary(k => k.Code);

    public IReadOnlyCollection<WorkKind> All => _byCode.Values;

    /// <summary>The name of a kind in the reader's language.</summary>
    public string NameOf(string code) => localizers.Create(_byCode[code].Texts)["kind"];

    public WorkKind this[string code] => _byCode[code];
}

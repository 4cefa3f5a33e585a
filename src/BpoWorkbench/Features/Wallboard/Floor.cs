using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Figures;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>All that the wallboard shows, as it was at one moment.</summary>
public sealed record Floor(DateTime At, Day Today, IReadOnlyList<FloorClient> Clients, IReadOnlyList<QuarterFigures> Quarters, IReadOnlyList<FloorAgent> Agents)
{
    public QueueFigures Total { get; } = QueueFigures.Sum(0, [.. Clients.Select(c => c.Figures)]);

    public long Overdue => Clients.Sum(c => c.Overdue);

    public double? Risk => FloorClient.Add(Clients.Select(c => c.Risk));
}

/// <summary>A client's line and those of its queues; where it goes on on another screen, the client's figures are still those of all of them.</summary>
public sealed record FloorClient(long Id, string Name, string Colour, IReadOnlyList<FloorQueue> Queues)
{
    public QueueFigures Figures { get; } = QueueFigures.Sum(Id, [.. Queues.Select(q => q.Figures)]);

    public long Overdue { get; } = Queues.Sum(q => q.Overdue);

    /// <summary>Those that will be late in the queues of which it can be told.</summary>
    public double? Risk { get; } = Add(Queues.Select(q => q.Risk?.Risk?.Late));

    internal static double? Add(IEnumerable<double?> risks) => risks.OfType<double>().ToList() is { Count: > 0 } known ? known.Sum() : null;
}

/// <summary>A queue's line.</summary>
/// <param name="Overdue">How many of its open items should be done by now.</param>
/// <param name="Unattended">Work is ready and nobody who could take it is at a desk.</param>
public sealed record FloorQueue(long Id, string Name, bool IsCampaign, QueueState State, QueueFigures Figures, long Overdue, bool Unattended)
{
    /// <summary>The code of its kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Of a queue whose work is given out.</summary>
    public QueueRisk? Risk { get; init; }
}

/// <summary>What an agent is doing.</summary>
public enum AgentState
{
    Offline,
    Available,

    /// <summary>Has an item of a client on screen that the reader does not see.</summary>
    Elsewhere,

    /// <summary>In a code in which no work is taken: a break, a meeting.</summary>
    Away,
    Working,
}

/// <summary>An agent: what they do, since when, for whom, and what they did today.</summary>
public sealed record FloorAgent(long Id, string Name, string? Team, AgentState State, DateTime? Since, AgentWork? Work, int Held, PersonFigures Today)
{
    /// <summary>What the code they are away in is called.</summary>
    public string? Code { get; init; }
}

/// <summary>What an agent has on screen: for whom and in which queue, never who the customer is.</summary>
public sealed record AgentWork(long ClientId, string ClientCode, string ClientColour, long QueueId, string QueueName);

using BpoWorkbench.Domain;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>What of the wallboard is shown, and from when a figure needs someone.</summary>
/// <param name="Clients">Null for all of them.</param>
public sealed record BoardLook(IReadOnlyList<long>? Clients, IReadOnlyCollection<string> Tiles, IReadOnlyDictionary<string, int> Thresholds)
{
    public const string Chart = "chart";
    public const string People = "people";

    /// <summary>The figures of a line, in their order.</summary>
    public static readonly IReadOnlyList<string> Figures = ["waiting", "in-hand", "on-others", "overdue", "received", "done", "sla", "risk", "oldest"];

    /// <summary>Everything there is.</summary>
    public static readonly BoardLook All = new(null, [.. Figures, Chart, People], new Dictionary<string, int>());

    public static BoardLook Of(BoardView view) => new(view.Clients.Count == 0 ? null : view.Clients, view.Tiles, view.Thresholds);

    public bool Shows(string tile) => Tiles.Contains(tile);

    /// <summary>Whether there is a line of figures at all.</summary>
    public bool HasFigures => Figures.Any(Shows);

    /// <summary>From a threshold on; where none is set, as usual. A service level is warm below it; the age of the oldest counts in minutes.</summary>
    public bool Warm(string figure, double? value, bool usual = false) =>
        !Thresholds.TryGetValue(figure, out var limit) ? usual : value is { } known && (figure == "sla" ? known * 100 < limit : known >= limit);
}

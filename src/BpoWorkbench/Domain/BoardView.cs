namespace BpoWorkbench.Domain;

/// <summary>A wallboard that somebody has put together: which clients, which tiles, and from when a figure needs someone.</summary>
public sealed class BoardView
{
    private BoardView()
    {
    }

    public BoardView(long personId) => PersonId = personId;

    public long Id { get; private set; }

    /// <summary>Whose it is, and who alone changes it.</summary>
    public long PersonId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Whose members and supervisor see it too.</summary>
    public long? TeamId { get; private set; }

    /// <summary>Those shown, as far as the reader sees them; all of them where none is named.</summary>
    public List<long> Clients { get; private set; } = [];

    /// <summary>Codes of what is shown.</summary>
    public List<string> Tiles { get; private set; } = [];

    /// <summary>By the code of a figure, from when it turns warm.</summary>
    public Dictionary<string, int> Thresholds { get; private set; } = [];

    public long Version { get; private set; }

    public void Define(string name, long? teamId, IEnumerable<long> clients, IEnumerable<string> tiles, IEnumerable<KeyValuePair<string, int>> thresholds)
    {
        if (name.Trim() is { Length: 0 or > 80 })
        {
            throw new Refusal("board-view.name") { Field = nameof(Name) };
        }

        (Name, TeamId, Clients, Tiles, Thresholds) = (name.Trim(), teamId, [.. clients], [.. tiles], thresholds.ToDictionary());
        if (Tiles.Count == 0)
        {
            throw new Refusal("board-view.tiles");
        }

        if (Thresholds.Values.Any(limit => limit is < 0 or > 1_000_000))
        {
            throw new Refusal("board-view.threshold");
        }
    }
}

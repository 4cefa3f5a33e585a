using System.Text.Json;

namespace BpoWorkbench.Domain.Work;

/// <summary>What an agent has typed about an item and not yet sent; it survives the page, the browser and the server.</summary>
public sealed class ItemDraft
{
    public string Note { get; set; } = "";

    /// <summary>What is being written to whom it is about.</summary>
    public string Reply { get; set; } = "";

    /// <summary>Values as typed, by field code; only those the agent touched.</summary>
    public Dictionary<string, string> Fields { get; init; } = [];

    public bool IsEmpty => Note.Length == 0 && Reply.Length == 0 && Fields.Count == 0;

    public string? ToJson() => IsEmpty ? null : JsonSerializer.Serialize(this);

    public static ItemDraft Parse(string? json) => json is null ? new() : JsonSerializer.Deserialize<ItemDraft>(json) ?? new();
}

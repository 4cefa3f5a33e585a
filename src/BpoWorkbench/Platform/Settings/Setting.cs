using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Settings;

/// <summary>One typed setting, of the house or of a client, kept as JSON.</summary>
public sealed class Setting : IClientOwned
{
    private Setting()
    {
    }

    public Setting(long clientId, string key) => (ClientId, Key) = (clientId, key);

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public string Key { get; private set; } = "";

    /// <summary>The setting itself, as JSON.</summary>
    public string Value { get; set; } = "{}";

    /// <summary>The part nobody may read, protected with the keys of this installation.</summary>
    public string? Secret { get; set; }

    public long Version { get; private set; }
}

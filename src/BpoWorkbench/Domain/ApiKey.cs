using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace BpoWorkbench.Domain;

/// <summary>What a program outside shows instead of signing in. It is of one client or of the house, may do only what it names, and is shown once: what is kept is its hash.</summary>
public sealed class ApiKey : IClientOwned
{
    /// <summary>Hear the figures of the client's queues as they move.</summary>
    public const string Figures = "figures";

    /// <summary>Read and say what the agents are doing.</summary>
    public const string Presence = "presence";

    /// <summary>Bring workbooks into the client's queues.</summary>
    public const string Imports = "imports";

    /// <summary>Bring items into the client's queues, and bring them up to date.</summary>
    public const string Items = "items";

    /// <summary>Hand in mail for the client's mailboxes.</summary>
    public const string Email = "email";

    /// <summary>All that keys can be allowed, whoever they are of.</summary>
    public static readonly IReadOnlyList<string> AllPermissions = [Email, Figures, Imports, Items, Presence];

    // So that a key found lying about can be told for what it is.
    private const string Mark = "bpo";
    private const int SecretBytes = 32;

    private ApiKey()
    {
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public string Name { get; private set; } = "";

    public List<string> Permissions { get; private set; } = [];

    /// <summary>SHA-256 in hexadecimal; the key is as long as the hash and random, so that salt or slowness would add nothing.</summary>
    public string Hash { get; private set; } = "";

    /// <summary>Its last letters, by which people tell it from others.</summary>
    public string Ending { get; private set; } = "";

    public long MadeBy { get; private set; }

    public DateTime MadeAt { get; private set; }

    /// <summary>To the minute.</summary>
    public DateTime? LastUsedAt { get; private set; }

    public long? RevokedBy { get; private set; }

    public DateTime? RevokedAt { get; private set; }

    public long Version { get; private set; }

    /// <returns>The key, and the text that opens: nobody can tell it again.</returns>
    public static (ApiKey Key, string Text) Make(long clientId, string name, IEnumerable<string> permissions, long personId, DateTime now)
    {
        var allowed = permissions.Distinct().Order(StringComparer.Ordinal).ToList();
        if (name.Trim() is not { Length: > 0 and <= 80 } named)
        {
            throw new Refusal("key.name");
        }

        if (allowed.Count == 0 || !allowed.TrueForAll(PermissionsOf(clientId).Contains))
        {
            throw new Refusal("key.permissions");
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{Mark}_{clientId}_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes))}");
        return (new ApiKey { ClientId = clientId, Name = named, Permissions = allowed, Hash = HashOf(text), Ending = text[^4..], MadeBy = personId, MadeAt = now }, text);
    }

    public void Revoke(long personId, DateTime now)
    {
        if (RevokedAt is not null)
        {
            throw new Refusal("key.revoked", Name);
        }

        (RevokedBy, RevokedAt) = (personId, now);
    }

    public static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>What a key can be allowed of a client, or of the house: never what is the other's.</summary>
    public static IReadOnlyList<string> PermissionsOf(long clientId) => clientId == IClientOwned.House ? [Presence] : [Figures, Imports, Items, Email];

    /// <summary>Whose the text says it is; whether that is true only the hash tells.</summary>
    public static long? ClientOf(string text) =>
        text.Length < 100 && text.Split('_', 3) is [Mark, var client, _] && long.TryParse(client, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}

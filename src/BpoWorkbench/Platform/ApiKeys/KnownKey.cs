using System.Globalization;
using System.Security.Claims;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.ApiKeys;

/// <summary>Who a caller is that came with a key: nobody, but of one client or of the house, and allowed some things.</summary>
public sealed record KnownKey(long Id, long ClientId, IReadOnlyList<string> Permissions)
{
    private const string KeyClaim = "key";
    private const string ClientClaim = "key-client";
    internal const string PermissionClaim = "key-permission";

    // Whatever stands in its row, it opens nothing that is not its owner's.
    internal static KnownKey Of(ApiKey key) => new(key.Id, key.ClientId, [.. key.Permissions.Intersect(ApiKey.PermissionsOf(key.ClientId))]);

    public static KnownKey Of(ClaimsPrincipal caller) =>
        new(Number(caller, KeyClaim), Number(caller, ClientClaim), [.. caller.FindAll(PermissionClaim).Select(c => c.Value)]);

    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
    [
        new(KeyClaim, Id.ToString(CultureInfo.InvariantCulture)), new(ClientClaim, ClientId.ToString(CultureInfo.InvariantCulture)),
        .. Permissions.Select(p => new Claim(PermissionClaim, p)),
    ], scheme));

    private static long Number(ClaimsPrincipal caller, string claim) => long.Parse(caller.FindFirstValue(claim)!, CultureInfo.InvariantCulture);
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.ApiKeys;

/// <summary>A key in the list of its owner's.</summary>
public sealed record KeyRow(long Id, string Name, string Ending, IReadOnlyList<string> Permissions, string MadeBy, DateTime MadeAt, DateTime? LastUsedAt, string? RevokedBy, DateTime? RevokedAt);

/// <summary>The keys that let programs outside in: a client's are held by who keeps the client, the house's by who keeps house.</summary>
public sealed class KeyRing(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, OpenKeys open, TimeProvider time)
{
    /// <summary>Whether the reader makes and revokes keys of this client, or of the house.</summary>
    public bool Holds(long clientId) => scope.Allows(PermissionFor(clientId), clientId);

    /// <returns>Those that open first, then those that were revoked, newest first.</returns>
    public async Task<List<KeyRow>> Of(long clientId, CancellationToken stop = default)
    {
        scope.Require(PermissionFor(clientId), clientId);
        await using var db = await dbs.CreateDbContextAsync(stop);
        return await (from key in db.ApiKeys.AsNoTracking()
                      where key.ClientId == clientId
                      join maker in db.Users on key.MadeBy equals maker.Id
                      join person in db.Users on key.RevokedBy equals person.Id into people
                      from revoker in people.DefaultIfEmpty()
                      orderby key.RevokedAt != null, key.Id descending
                      select new KeyRow(key.Id, key.Name, key.Ending, key.Permissions, maker.Name, key.MadeAt, key.LastUsedAt, revoker.Name, key.RevokedAt)).ToListAsync(stop);
    }

    /// <returns>The text that opens, which nobody can tell again.</returns>
    public async Task<string> Make(long clientId, string name, IReadOnlyCollection<string> permissions)
    {
        scope.Require(PermissionFor(clientId), clientId);
        var (key, text) = ApiKey.Make(clientId, name, permissions, scope.RequirePerson(), time.Now());
        await using var db = await dbs.CreateDbContextAsync();
        if (clientId != IClientOwned.House && !await db.Clients.AnyAsync(c => c.Id == clientId))
        {
            throw new Refusal("access.denied");
        }

        db.ApiKeys.Add(key);
        await db.SaveChangesAsync();
        return text;
    }

    /// <summary>What uses it is cut off at once.</summary>
    public async Task Revoke(long id)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Id == id) ?? throw new Refusal("access.denied");
        scope.Require(PermissionFor(key.ClientId), key.ClientId);
        key.Revoke(scope.RequirePerson(), time.Now());
        await db.SaveChangesAsync();
        open.Revoked(id);
    }

    private static string PermissionFor(long clientId) => clientId == IClientOwned.House ? Permissions.Settings : Permissions.Clients;
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.ApiKeys;

/// <summary>Finds the key that a caller shows. It looks only behind the wall of the client, or of the house, that the key says it is of.</summary>
public sealed class KnownKeys(ScopedWork scoped, TimeProvider time)
{
    // Seen often, it is written down seldom.
    private static readonly TimeSpan Noted = TimeSpan.FromMinutes(1);

    /// <returns>Null where there is no such key, or no longer.</returns>
    public async Task<KnownKey?> Find(string text)
    {
        if (ApiKey.ClientOf(text) is not { } client)
        {
            return null;
        }

        var hash = ApiKey.HashOf(text);
        ApiKey? found = null;
        await In(client, async db =>
        {
            found = await db.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.Hash == hash && k.RevokedAt == null);
            var now = time.Now();
            if (found is { } key && !(key.LastUsedAt > now - Noted))
            {
                await db.Write(() => db.ApiKeys.Where(k => k.Id == key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedAt, now)));
            }
        });
        return found is null ? null : KnownKey.Of(found);
    }

    /// <summary>Whether a key that was found a moment ago still opens.</summary>
    public async Task<bool> StillOpens(KnownKey key)
    {
        var opens = false;
        await In(key.ClientId, async db => opens = await db.ApiKeys.AnyAsync(k => k.Id == key.Id && k.RevokedAt == null));
        return opens;
    }

    private Task In(long client, Func<WorkbenchDb, Task> work) => scoped.AsClient(client, async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        await work(db);
    });
}

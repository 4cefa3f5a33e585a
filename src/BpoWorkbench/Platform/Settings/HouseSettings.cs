using System.Text.Json;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Settings;

/// <summary>The settings of the house. Whatever runs may read them; writing is for whoever holds the permission.</summary>
public sealed class HouseSettings(ScopedWork scoped, IDataProtectionProvider protection)
{
    public async Task<T?> Read<T>(string key)
        where T : class
    {
        var stored = await Find(key);
        return stored is null ? null : JsonSerializer.Deserialize<T>(stored.Value);
    }

    public async Task<string?> Secret(string key) =>
        await Find(key) is { Secret: { } kept } ? Protector(key).Unprotect(kept) : null;

    /// <summary>Adds the setting to the context or changes it there; the caller saves.</summary>
    /// <param name="secret">A new secret; null keeps the one there is, an empty one removes it.</param>
    public async Task Put<T>(WorkbenchDb db, string key, T value, string? secret = null)
    {
        var setting = await db.Settings.SingleOrDefaultAsync(s => s.ClientId == IClientOwned.House && s.Key == key);
        if (setting is null)
        {
            setting = new Setting(IClientOwned.House, key);
            db.Settings.Add(setting);
        }

        setting.Value = JsonSerializer.Serialize(value);
        setting.Secret = secret switch
        {
            null => setting.Secret,
            "" => null,
            _ => Protector(key).Protect(secret),
        };
    }

    private IDataProtector Protector(string key) => protection.CreateProtector("settings", key);

    private async Task<Setting?> Find(string key)
    {
        Setting? found = null;
        await scoped.AsSystem(async services =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            found = await db.Settings.AsNoTracking().SingleOrDefaultAsync(s => s.ClientId == IClientOwned.House && s.Key == key);
        });
        return found;
    }
}

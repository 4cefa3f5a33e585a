using System.Security.Cryptography;
using System.Text;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Account;

/// <summary>
/// The set-up of an empty workbench. There is no password to begin with: whoever can read what the program prints at start
/// creates the administrator, once.
/// </summary>
public sealed class FirstRun(ScopedWork scoped, HouseSettings settings, IWebHostEnvironment environment)
{
    private const string Key = "first-run";
    private volatile bool _done;

    /// <summary>Whether nobody can sign in yet. The demonstration brings its own people.</summary>
    public async Task<bool> IsNeeded()
    {
        if (!_done)
        {
            await scoped.AsSystem(async services => _done = environment.IsDevelopment() || await Db(services).Users.AnyAsync());
        }

        return !_done;
    }

    /// <summary>A new code, of which only the hash is kept; an earlier one is void.</summary>
    public async Task<string> NewCode()
    {
        var code = RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 12);
        await scoped.AsSystem(async services =>
        {
            var db = Db(services);
            await settings.Put(db, Key, new Code(Hash(code)));
            await db.SaveChangesAsync();
        });
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>Refuses a wrong code, and every code once there is someone. Called inside <see cref="WorkbenchDb.Write"/>.</summary>
    public async Task Use(WorkbenchDb db, string code)
    {
        if (await db.Users.AnyAsync() || await db.Settings.SingleOrDefaultAsync(s => s.ClientId == IClientOwned.House && s.Key == Key) is not { } kept)
        {
            throw new Refusal("first-run.over");
        }

        var expected = System.Text.Json.JsonSerializer.Deserialize<Code>(kept.Value)!.Sha256;
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(expected), Encoding.ASCII.GetBytes(Hash(code))))
        {
            throw new Refusal("first-run.wrong-code");
        }

        db.Settings.Remove(kept);
    }

    private static WorkbenchDb Db(IServiceProvider services) => services.GetRequiredService<WorkbenchDb>();

    private static string Hash(string code) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        code.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant())));

    private sealed record Code(string Sha256);
}

using System.Threading.RateLimiting;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.ApiKeys;

/// <summary>How often a key may be shown in a minute, and how often one address may show what is none.</summary>
public sealed class KeyUses(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<long> _keys = PerMinute<long>(configuration.GetValue("ApiKeys:UsesPerMinute", 120));
    // A telephone tells of every call of every agent.
    private readonly PartitionedRateLimiter<long> _houseKeys = PerMinute<long>(configuration.GetValue("ApiKeys:HouseUsesPerMinute", 6000));
    // A mail server hands in each message by itself.
    private readonly PartitionedRateLimiter<long> _mailKeys = PerMinute<long>(configuration.GetValue("ApiKeys:MailUsesPerMinute", 30_000));
    private readonly PartitionedRateLimiter<string> _wrong = PerMinute<string>(configuration.GetValue("ApiKeys:WrongPerMinute", 30));

    /// <summary>False where the key has been shown too often: how long to wait then.</summary>
    public bool Take(KnownKey key, out TimeSpan wait) => Take(key.ClientId == IClientOwned.House ? _houseKeys : key.Permissions is [ApiKey.Email] ? _mailKeys : _keys, key.Id, out wait);

    /// <summary>Another key that is none.</summary>
    public void Wrong(string address) => Take(_wrong, address, out _);

    /// <summary>Whether the address has shown so many that none is looked at any more for now.</summary>
    public bool IsShutOut(string address) => _wrong.GetStatistics(address) is { CurrentAvailablePermits: 0 };

    public void Dispose()
    {
        _keys.Dispose();
        _houseKeys.Dispose();
        _mailKeys.Dispose();
        _wrong.Dispose();
    }

    private static bool Take<T>(PartitionedRateLimiter<T> limiter, T who, out TimeSpan wait)
    {
        using var lease = limiter.AttemptAcquire(who);
        wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.Zero;
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<T> PerMinute<T>(int uses)
        where T : notnull => PartitionedRateLimiter.Create<T, T>(who =>
            RateLimitPartition.GetFixedWindowLimiter(who, _ => new() { PermitLimit = uses, Window = TimeSpan.FromMinutes(1) }));
}

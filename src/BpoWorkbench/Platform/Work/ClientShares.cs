using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Sharing;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>
/// What each client has contracted of its agents' assignments, as it was a few seconds ago at most, and what was done for it in the last
/// four weeks, as it was an hour ago at most: Next asks all the time.
/// </summary>
public sealed class ClientShares(ScopedWork scoped, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FreshUsual = TimeSpan.FromHours(1);
    private static readonly TimeSpan Weeks = TimeSpan.FromDays(28);

    private readonly SemaphoreSlim _one = new(1, 1);
    private Known<int?> _shares = new(DateTime.MinValue, []);
    private Known<long> _usual = new(DateTime.MinValue, []);

    /// <summary>The parts of the clients that one agent serves.</summary>
    public async Task<Dictionary<long, Part>> Of(IEnumerable<long> served)
    {
        if (IsStale(Fresh, _shares))
        {
            await Refresh();
        }

        var (shares, usual) = (_shares.By, _usual.By);
        return Part.Of([.. served.Select(client => new ClientShare(client, shares.GetValueOrDefault(client), usual.GetValueOrDefault(client)))]);
    }

    public void Dispose() => _one.Dispose();

    private bool IsStale<T>(TimeSpan fresh, Known<T> known) => time.Now() - known.At >= fresh;

    // One asks for all who find it stale together.
    private async Task Refresh()
    {
        await _one.WaitAsync();
        try
        {
            if (IsStale(Fresh, _shares))
            {
                await scoped.AsSystem(Read);
            }
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task Read(IServiceProvider services)
    {
        var now = time.Now();
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        if (IsStale(FreshUsual, _usual))
        {
            // Today is left out: it is today's flood that others are to be kept from.
            var (from, to) = (now - Weeks, now.Date);
            _usual = new(now, await db.Counters.Where(c => c.Quarter >= from && c.Quarter < to && c.Measure == Measure.Done)
                .GroupBy(c => c.ClientId).Select(g => new { g.Key, Done = g.Sum(c => c.Amount) }).ToDictionaryAsync(g => g.Key, g => g.Done));
        }

        _shares = new(now, await db.Clients.Select(c => new { c.Id, c.Share }).ToDictionaryAsync(c => c.Id, c => c.Share));
    }

    private sealed record Known<T>(DateTime At, Dictionary<long, T> By);
}

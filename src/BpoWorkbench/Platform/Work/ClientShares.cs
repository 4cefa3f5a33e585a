using BpoWorkbench.Data;
using BpoWorkbench.Domain.Sharing;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>What each client has contracted of its agents' assignments, as it was a few seconds ago at most: Next asks all the time.</summary>
public sealed class ClientShares(ScopedWork scoped, TimeProvider time)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);

    private Read _last = new(DateTimeOffset.MinValue, []);

    /// <summary>The parts of the clients that one agent serves.</summary>
    public async Task<Dictionary<long, Part>> Of(IEnumerable<long> served)
    {
        var shares = await Shares();
        return Part.Of([.. served.Select(client => (client, shares.GetValueOrDefault(client)))]);
    }

    private async Task<Dictionary<long, int?>> Shares()
    {
        var last = _last;
        if (time.GetUtcNow() - last.At < Fresh)
        {
            return last.Shares;
        }

        await scoped.AsSystem(async services =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            _last = last = new Read(time.GetUtcNow(), await db.Clients.Select(c => new { c.Id, c.Share }).ToDictionaryAsync(c => c.Id, c => c.Share));
        });
        return last.Shares;
    }

    private sealed record Read(DateTimeOffset At, Dictionary<long, int?> Shares);
}

using BpoWorkbench.Data;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Portal;

/// <summary>A company, as its portal shows it.</summary>
public sealed record PortalClient(long Id, string Name, string Colour, string TimeZone)
{
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}

/// <summary>Which company the reader looks at: the one they asked for, else the one they looked at last, else the first of theirs.</summary>
public sealed class PortalClients(IDbContextFactory<WorkbenchDb> dbs, PortalSight sight)
{
    private long? _last;

    public async Task<List<PortalClient>> All(CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        return await sight.Clients(db).OrderBy(c => c.Name).Select(c => new PortalClient(c.Id, c.Name, c.Colour, c.TimeZone)).ToListAsync(stop);
    }

    /// <returns>Null where the reader may not look at the one they asked for.</returns>
    public PortalClient? Choose(IReadOnlyList<PortalClient> mine, long? asked)
    {
        var chosen = asked is null ? mine.FirstOrDefault(c => c.Id == _last) ?? (mine.Count > 0 ? mine[0] : null) : mine.FirstOrDefault(c => c.Id == asked);
        _last = chosen?.Id ?? _last;
        return chosen;
    }
}

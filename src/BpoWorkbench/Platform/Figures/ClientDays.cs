using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Figures;

/// <summary>Which day it is where: clients by the zone their figures are counted in.</summary>
internal static class ClientDays
{
    /// <summary>Few: one entry for each zone that any of the clients is in.</summary>
    public static async Task<List<(Day Today, long[] Clients)>> Today(this WorkbenchDb db, IReadOnlyCollection<long> clients, TimeProvider time, CancellationToken stop)
    {
        var zones = await db.Clients.AsNoTracking().Where(c => clients.Contains(c.Id)).Select(c => new { c.Id, c.TimeZone }).ToListAsync(stop);
        var now = time.Now();
        return [.. zones.GroupBy(c => c.TimeZone).Select(z => (Day.At(now, TimeZoneInfo.FindSystemTimeZoneById(z.Key)), z.Select(c => c.Id).ToArray()))];
    }
}

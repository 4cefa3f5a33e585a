using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>
/// What is held by somebody who has been away for longer than the lease goes back with its draft: to them first, for as long as the
/// queue keeps it for its owner, then to everyone.
/// </summary>
public sealed class EndLeases(ScopedWork scoped, LeaseTimes times, PersonBell bell, TimeProvider time) : IOnEveryNode
{
    public static TimeSpan Pace => TimeSpan.FromSeconds(2);

    private const int Slice = 100;

    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
        for (var ended = Slice; ended == Slice && times.LastSeenBefore(times.Lease) is { } limit;)
        {
            stop.ThrowIfCancellationRequested();
            List<long> owners = [];
            await using var db = await dbs.CreateDbContextAsync(stop);
            await db.Write(async () => owners = await End(db, limit, stop), stop);
            ended = owners.Count;
            owners.ForEach(bell.Ring);
        }
    });

    private async Task<List<long>> End(WorkbenchDb db, DateTime limit, CancellationToken stop)
    {
        var left = await (from item in db.WorkItems
                          where item.State == WorkState.Claimed && item.OwnerId != null && item.ClaimedAt < limit
                              && !db.Presences.Any(p => p.PersonId == item.OwnerId && p.LastSeen >= limit)
                          orderby item.Id
                          select new { Item = item, LastSeen = db.Presences.Where(p => p.PersonId == item.OwnerId).Select(p => (DateTime?)p.LastSeen).FirstOrDefault() })
            .Take(Slice).ToListAsync(stop);
        var owners = left.ConvertAll(one => one.Item.OwnerId!.Value);
        foreach (var one in left)
        {
            var lane = await Lanes.For(db, one.Item, one.Item.OwnerId!.Value);
            one.Item.EndLease(lane, one.LastSeen ?? one.Item.ClaimedAt!.Value, time.Now());
        }

        await db.SaveChangesAsync(stop);
        return owners;
    }
}

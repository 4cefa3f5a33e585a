using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>
/// Marks the open items whose due time has passed, for the promise to the client is broken from then on, and warns of those that have
/// used the share of their time that their policy names. What stands still is neither.
/// </summary>
public sealed class MarkBreaches(ScopedWork scoped, TimeProvider time) : IRecurring
{
    private const int Slice = 200;

    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
        await Sweep(dbs, (items, now) => items.Where(i => i.Due < now).OrderBy(i => i.Due), (item, now) => item.Breach(now), stop);
        await Sweep(dbs, (items, now) => items.Where(i => i.WarnedAt == null && i.WarnAt <= now).OrderBy(i => i.WarnAt), (item, now) => item.Warn(now), stop);
    });

    private async Task Sweep(IDbContextFactory<WorkbenchDb> dbs, Func<IQueryable<WorkItem>, DateTime, IQueryable<WorkItem>> which, Action<WorkItem, DateTime> mark, CancellationToken stop)
    {
        for (var marked = Slice; marked == Slice && !stop.IsCancellationRequested;)
        {
            await using var db = await dbs.CreateDbContextAsync(stop);
            var now = time.Now();
            await db.Write(async () =>
            {
                var running = db.WorkItems.Where(i => i.State < WorkState.Done && i.Promise == Promise.Open && i.ClockLeftMs == null);
                var found = await which(running, now).Take(Slice).ToListAsync(stop);
                found.ForEach(i => mark(i, now));
                await db.SaveChangesAsync(stop);
                marked = found.Count;
            }, stop);
        }
    }
}

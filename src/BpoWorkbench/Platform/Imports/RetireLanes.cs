using BpoWorkbench.Data;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>Shuts the lanes of imports that have run dry, so that sharing out need not look at them for ever.</summary>
public sealed class RetireLanes(ScopedWork scoped) : IRecurring
{
    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        var dry = await db.Lanes.Where(l => l.Open && l.BatchId != 0 && !Lanes.Ready(db).Any(i => i.LaneId == l.Id)).ToListAsync(stop);
        dry.ForEach(l => l.Retire());
        await db.SaveChangesAsync(stop);
    });
}

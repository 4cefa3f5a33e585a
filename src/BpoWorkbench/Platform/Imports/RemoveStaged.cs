using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>Takes away, slice by slice, what a cancelled or failed import has put in place.</summary>
public sealed class RemoveStaged(IDbContextFactory<WorkbenchDb> dbs, TimeProvider time)
{
    private const int Slice = 100;

    public async Task Run(ImportBatch batch, CancellationToken stop)
    {
        for (var removed = 1; removed > 0;)
        {
            await using var db = await dbs.CreateDbContextAsync(stop);
            await db.Write(async () =>
            {
                removed = await RemoveSome(db, batch.Id, stop);
                if (removed == 0)
                {
                    (await db.ImportBatches.SingleAsync(b => b.Id == batch.Id, stop)).Removed(time.Now());
                    await db.SaveChangesAsync(stop);
                    db.Touched(batch.ClientId);
                }
            }, stop);
        }
    }

    private static async Task<int> RemoveSome(WorkbenchDb db, long batchId, CancellationToken stop)
    {
        var items = db.WorkItems.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).Where(i => i.BatchId == batchId);
        var ids = await items.OrderBy(i => i.Id).Take(Slice).Select(i => i.Id).ToArrayAsync(stop);
        if (ids.Length > 0)
        {
            await db.WorkEvents.Where(e => EF.Parameter(ids).Contains(e.ItemId)).ExecuteDeleteAsync(stop);
            return await db.WorkItems.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).Where(i => EF.Parameter(ids).Contains(i.Id)).ExecuteDeleteAsync(stop);
        }

        // Whom another import speaks of as well is now brought by that one.
        await db.Customers.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).Where(c => c.BatchId == batchId && db.WorkItems.Any(i => i.CustomerId == c.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.BatchId, c => db.WorkItems.Where(i => i.CustomerId == c.Id).Max(i => i.BatchId)), stop);
        var customers = await db.Customers.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).Where(c => c.BatchId == batchId)
            .OrderBy(c => c.Id).Take(Slice).ExecuteDeleteAsync(stop);
        return customers > 0 ? customers : await db.RejectedRows.Where(r => r.BatchId == batchId).OrderBy(r => r.Id).Take(Slice).ExecuteDeleteAsync(stop)
            + await db.ImportChanges.Where(c => c.BatchId == batchId).OrderBy(c => c.Id).Take(Slice).ExecuteDeleteAsync(stop)
            + await db.Lanes.Where(l => l.BatchId == batchId).ExecuteDeleteAsync(stop);
    }
}

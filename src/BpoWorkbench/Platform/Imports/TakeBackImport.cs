using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>
/// Takes back what an import did, slice by slice: its items are withdrawn, what it changed is as before. What somebody has worked on since
/// stays as it is. It goes on where it was cut short; once more changes nothing.
/// </summary>
public sealed class TakeBackImport(IDbContextFactory<WorkbenchDb> dbs, GateHolds holds, TimeProvider time)
{
    public async Task Run(ImportBatch batch, CancellationToken stop)
    {
        var slice = new SliceSize(holds);
        while (await TakeBackChanges(batch, slice, stop) > 0)
        {
        }

        for (long? after = 0; after is not null;)
        {
            after = await Withdraw(batch, after.Value, slice, stop);
        }

        await using var db = await dbs.CreateDbContextAsync(stop);
        await db.Write(async () =>
        {
            var kept = await KeptItems(db, batch.Id).CountAsync(stop);
            (await db.ImportBatches.SingleAsync(b => b.Id == batch.Id, stop)).Undone(kept, time.Now());
            db.Touched(batch.ClientId);
            await db.SaveChangesAsync(stop);
        }, stop);
    }

    /// <summary>What an import that was taken back has left as it was.</summary>
    public static IQueryable<WorkItem> KeptItems(WorkbenchDb db, long batchId) => db.WorkItems.Where(i =>
        (i.BatchId == batchId && !i.Events.Any(e => e.Kind == WorkEventKind.Cancelled && e.Detail == WorkItem.Withdrawn))
        || db.ImportChanges.Any(c => c.BatchId == batchId && c.ItemId == i.Id && c.State == ImportChangeState.Kept));

    private async Task<int> TakeBackChanges(ImportBatch batch, SliceSize slice, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        return await slice.Write(db, async most =>
        {
            var changes = await db.ImportChanges.Include(c => c.Item!.Queue).Include(c => c.Item!.Customer).Include(c => c.Item!.Events).AsSplitQuery()
                .Where(c => c.BatchId == batch.Id && c.State == ImportChangeState.Applied).OrderBy(c => c.Id).Take(most).ToListAsync(stop);
            foreach (var change in changes)
            {
                if (!change.CanBeTakenBack)
                {
                    change.Keep();
                    continue;
                }

                if (change.EndsItem)
                {
                    await Families.Reinstate(db, change.Item!, batch.UndoneBy, time.Now(), TimeSpan.MaxValue);
                }

                change.TakeBack(batch.UndoneBy, time.Now());
            }

            db.Touched(batch.ClientId);
            await db.SaveChangesAsync(stop);
            return changes.Count;
        }, stop);
    }

    /// <returns>The last item that was looked at; null at the end.</returns>
    private async Task<long?> Withdraw(ImportBatch batch, long after, SliceSize slice, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        long? last = null;
        await slice.Write(db, async most =>
        {
            var items = await db.WorkItems.Include(i => i.Events).Where(i => i.BatchId == batch.Id && i.Id > after && i.State == WorkState.Ready)
                .OrderBy(i => i.Id).Take(most).ToListAsync(stop);
            foreach (var item in items.Where(i => i.IsUntouched))
            {
                item.Withdraw(batch.UndoneBy, time.Now());
            }

            db.Touched(batch.ClientId);
            await db.SaveChangesAsync(stop);
            last = items.Count > 0 ? items[^1].Id : null;
            return items.Count;
        }, stop);
        return last;
    }
}

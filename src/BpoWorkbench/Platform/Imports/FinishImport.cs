using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>
/// After publishing: items and customers who were known before learn what the workbook says of them. It goes on where it was cut short;
/// once more changes nothing, nor do two at once.
/// </summary>
public sealed class FinishImport(IDbContextFactory<WorkbenchDb> dbs, GateHolds holds, TimeProvider time)
{
    public async Task Run(ImportBatch batch, CancellationToken stop)
    {
        var slice = new SliceSize(holds);
        while (await Apply(batch, slice, stop) > 0)
        {
        }

        await BringCustomers(batch, slice, stop);
        await using var db = await dbs.CreateDbContextAsync(stop);
        await db.Write(async () =>
        {
            (await db.Batch(batch.Id, stop)).Finish(time.Now());
            db.Touched(batch.ClientId);
            await db.SaveChangesAsync(stop);
        }, stop);
    }

    private async Task<int> Apply(ImportBatch batch, SliceSize slice, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        return await slice.Write(db, async most =>
        {
            var asked = await db.Batch(batch.Id, stop);
            if (asked.State != ImportState.Publishing)
            {
                return 0;
            }

            var changes = await db.ImportChanges.Include(c => c.Item!.Queue).Include(c => c.Item!.Customer)
                .Where(c => c.BatchId == batch.Id && c.State == ImportChangeState.Staged).OrderBy(c => c.Id).Take(most).ToListAsync(stop);
            foreach (var change in changes)
            {
                if (change.Apply(batch.PersonId, time.Now()))
                {
                    await Follow(db, change, batch.PersonId);
                    change.Applied(time.Now());
                }
                else
                {
                    asked.Miss(change);
                    if (!change.EndsItem)
                    {
                        db.RejectedRows.Add(new RejectedRow(batch.ClientId, batch.Id, change.Row, [new RowProblem(-1, "", "import.key-ended", [change.Item!.ExternalKey ?? ""])], []));
                    }
                }
            }

            db.Touched(batch.ClientId);
            await db.SaveChangesAsync(stop);
            return changes.Count;
        }, stop);
    }

    // What follows from other values, or from an end.
    private async Task Follow(WorkbenchDb db, ImportChange change, long? personId)
    {
        var item = change.Item!;
        if (change.EndsItem)
        {
            await Families.Ended(db, item, personId, time.Now());
            return;
        }

        if (item.Customer is { } customer)
        {
            ItemValues.Apply(customer, item.Queue!.Fields, change.After);
        }

        var band = item.Queue!.BandFor(item.Fields, item.Customer?.Key ?? item.Customer?.TaxNumber);
        item.Raise(band, await SetPriority.Beside(db, item, band), time.Now());
    }

    private async Task BringCustomers(ImportBatch batch, SliceSize slice, CancellationToken stop)
    {
        long after = 0;
        for (var more = true; more;)
        {
            await using var db = await dbs.CreateDbContextAsync(stop);
            var queue = await db.Queues.AsNoTracking().SingleAsync(q => q.Id == batch.QueueId, stop);
            var items = await db.WorkItems.AsNoTracking().IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).Where(i => i.BatchId == batch.Id && i.Id > after && i.CustomerId != null && !db.Customers.Any(c => c.Id == i.CustomerId && c.BatchId == batch.Id))
                .OrderBy(i => i.Id).Take(slice.Rows).Select(i => new { i.Id, i.CustomerId, i.Fields }).ToListAsync(stop);
            more = items.Count > 0;
            after = more ? items[^1].Id : after;
            await slice.Write(db, async _ =>
            {
                if ((await db.Batch(batch.Id, stop)).State != ImportState.Publishing)
                {
                    return 0;
                }

                var ids = items.ConvertAll(i => i.CustomerId);
                var customers = await db.Customers.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, stop);
                var of = await CustomersOf.Rows(db, queue, [], stop);
                foreach (var item in items)
                {
                    var customer = customers[item.CustomerId!.Value];
                    // Another import may have brought them that is still being looked at: they are there now.
                    customer.BatchId = null;
                    of.Apply(customer, item.Fields);
                }

                await db.SaveChangesAsync(stop);
                return items.Count;
            }, stop);
        }
    }
}

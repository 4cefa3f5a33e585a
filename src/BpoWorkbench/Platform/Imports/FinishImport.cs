using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>After publishing: customers who were known before learn what the workbook says of them. Once more changes nothing.</summary>
public sealed class FinishImport(IDbContextFactory<WorkbenchDb> dbs, TimeProvider time)
{
    private const int Slice = 50;

    public async Task Run(ImportBatch batch, CancellationToken stop)
    {
        long after = 0;
        for (var more = true; more;)
        {
            await using var db = await dbs.CreateDbContextAsync(stop);
            var queue = await db.Queues.AsNoTracking().SingleAsync(q => q.Id == batch.QueueId, stop);
            var items = await db.WorkItems.AsNoTracking().Where(i => i.BatchId == batch.Id && i.Id > after && i.CustomerId != null && i.Customer!.BatchId != batch.Id)
                .OrderBy(i => i.Id).Take(Slice).Select(i => new { i.Id, i.CustomerId, i.Fields }).ToListAsync(stop);
            more = items.Count > 0;
            after = more ? items[^1].Id : after;
            await db.Write(async () =>
            {
                var ids = items.ConvertAll(i => i.CustomerId);
                var customers = await db.Customers.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, stop);
                var of = await CustomersOf.Rows(db, queue, [], stop);
                foreach (var item in items)
                {
                    of.Apply(customers[item.CustomerId!.Value], item.Fields);
                }

                if (!more)
                {
                    (await db.ImportBatches.SingleAsync(b => b.Id == batch.Id, stop)).Finish(time.Now());
                    db.Touched(batch.ClientId);
                }

                await db.SaveChangesAsync(stop);
            }, stop);
        }
    }
}

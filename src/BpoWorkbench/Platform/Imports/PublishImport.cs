using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>The commit point of an import: one short transaction, after which all of it is there for everyone.</summary>
public sealed class PublishImport(IDbContextFactory<WorkbenchDb> dbs, TimeProvider time)
{
    /// <param name="confirmedBy">Whose word it is; null where nobody was asked.</param>
    /// <exception cref="Refusal">queue.closed while it waited for that word.</exception>
    /// <param name="from">Where it must stand still: otherwise somebody was quicker, and nothing is done.</param>
    public async Task Run(long batchId, ImportState from, long? confirmedBy, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        await db.Write(async () =>
        {
            var batch = await db.Batch(batchId, stop);
            if (batch.State != from)
            {
                return;
            }

            if (confirmedBy is not null && await db.Queues.SingleAsync(q => q.Id == batch.QueueId, stop) is { State: QueueState.Closed } closed)
            {
                throw new Refusal("queue.closed", closed.Name);
            }

            batch.Publish(confirmedBy, time.Now());
            var lanes = await db.Lanes.Where(l => l.BatchId == batchId).ToListAsync(stop);
            lanes.ForEach(l => l.Publish());
            // The rules may have changed while it was read, and nobody sorted what nobody saw.
            var asks = lanes.Exists(l => l.Needs != Needs.None);
            if (asks || await db.Queues.Where(q => q.Id == batch.QueueId).Select(q => q.Skills).SingleAsync(stop) is { Count: > 0 })
            {
                await db.Queues.Where(q => q.Id == batch.QueueId).ExecuteUpdateAsync(set => set.SetProperty(q => q.SkillsPending, true), stop);
            }

            var one = await db.WorkItems.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).Where(i => i.BatchId == batchId).OrderBy(i => i.Id)
                .SelectMany(i => i.Events).FirstOrDefaultAsync(stop);
            Count(db, batch, one);

            db.Touched(batch.ClientId);
            await db.SaveChangesAsync(stop);
        }, stop);
    }

    /// <summary>All items of a batch arrived at one moment: what one of them moved, times their number, is what all of them did.</summary>
    internal static void Count(WorkbenchDb db, ImportBatch batch, WorkEvent? one)
    {
        if (one is not null)
        {
            db.CounterDeltas.AddRange(Measures.Of(one).Select(move => new CounterDelta(batch.ClientId, one.QueueId, move with { Amount = move.Amount * batch.Accepted })));
        }
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Cancels, in slices, what is left in the queues someone asked it for; what an agent has in hand stays with them.</summary>
public sealed class CancelWhatIsLeft(ScopedWork scoped, TimeProvider time) : IRecurring
{
    private const int Slice = 50;

    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
        await using var db = await dbs.CreateDbContextAsync(stop);
        foreach (var id in await db.Queues.Where(q => q.CancelUpTo != null).Select(q => q.Id).ToListAsync(stop))
        {
            while (!stop.IsCancellationRequested && await CancelSlice(dbs, id, stop))
            {
                // The next one.
            }
        }
    });

    private async Task<bool> CancelSlice(IDbContextFactory<WorkbenchDb> dbs, long queueId, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var more = false;
        await db.Write(async () =>
        {
            var queue = await db.Queues.SingleAsync(q => q.Id == queueId, stop);
            var left = await Left(db, queue, WorkState.Ready, stop) is { Count: > 0 } ready ? ready : await Left(db, queue, WorkState.Waiting, stop);
            var related = await Families.Related(db, left, stop);
            foreach (var item in left.Where(i => i.IsOpen))
            {
                item.Cancel(queue.CancelAskedBy!.Value, time.Now());
                if (related.Contains(item.Id))
                {
                    await Families.Ended(db, item, queue.CancelAskedBy.Value, time.Now());
                }
            }

            more = left.Count > 0;
            if (!more)
            {
                queue.NothingLeft();
            }

            await db.SaveChangesAsync(stop);
        }, stop);
        return more;
    }

    // One state at a time and in the order of their index: a slice costs the same however much is left.
    private static Task<List<WorkItem>> Left(WorkbenchDb db, Queue queue, WorkState state, CancellationToken stop) =>
        db.WorkItems.Where(i => i.QueueId == queue.Id && i.State == state && i.ReceivedAt <= queue.CancelUpTo)
            .OrderBy(i => i.Due).ThenBy(i => i.Id).Take(Slice).ToListAsync(stop);
}

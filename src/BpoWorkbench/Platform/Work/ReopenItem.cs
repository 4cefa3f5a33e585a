using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>A supervisor has a done item done again: first by whoever did it, if they still work its queue.</summary>
public sealed class ReopenItem(ChangeItem change)
{
    public Task Run(long itemId, string reason) => change.Run(itemId, Permissions.Queues, async step =>
    {
        var (item, queue) = (step.Item, step.Item.Queue!);
        if (queue.State == QueueState.Closed)
        {
            throw new Refusal("queue.closed", queue.Name);
        }

        var works = await TransferTargets.People(step.Db, queue).AnyAsync(p => p.Id == item.DoneBy);
        item.Reopen(reason, await Lanes.For(step.Db, item, works ? item.DoneBy!.Value : 0), step.Person, step.Now);
    });
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Hands an item over, with a packet: to another queue of its client, or to a person who works its own.</summary>
public sealed class TransferItem(ChangeItem change)
{
    public Task Run(long itemId, TransferTarget target, Packet packet) => change.Run(itemId, Permissions.Work, async step =>
    {
        var to = await step.Db.Queues.SingleOrDefaultAsync(q => q.Id == target.QueueId && q.ClientId == step.Item.ClientId) ?? throw new Refusal("queue.unknown");
        if (to.State == QueueState.Closed)
        {
            throw new Refusal("queue.closed", to.Name);
        }

        if (target.PersonId is { } person && !await TransferTargets.People(step.Db, to).AnyAsync(p => p.Id == person))
        {
            throw new Refusal("item.transfer-nowhere", step.Item.Title);
        }

        var lane = await Lanes.In(step.Db, to, step.Item, step.Now, target.PersonId);
        step.Item.HandOver(to, lane, packet, await ItemKeys.AreFree(step.Db, step.Item, to.Id, step.Item.ExternalKey), step.Person, step.Now);
    });
}

/// <summary>Whoever was handed an item takes it on.</summary>
public sealed class AcceptTransfer(ChangeItem change)
{
    public Task Run(long itemId) => change.Run(itemId, Permissions.Work, step => step.Item.Accept(step.Person, step.Now));
}

/// <summary>Whoever was handed an item sends it back to who did, with the reason.</summary>
public sealed class BounceTransfer(ChangeItem change)
{
    public Task Run(long itemId, string reason) => change.Run(itemId, Permissions.Work, async step =>
    {
        var transfer = await step.Db.Transfers.Include(t => t.FromQueue).Where(t => t.ItemId == itemId).OrderByDescending(t => t.Id).FirstOrDefaultAsync()
            ?? throw new Refusal("item.not-handed-over", step.Item.Title);
        // Nobody is given the work of a closed queue any more.
        if (transfer.FromQueue!.State == QueueState.Closed)
        {
            throw new Refusal("queue.closed", transfer.FromQueue.Name);
        }

        var lane = await Lanes.In(step.Db, transfer.FromQueue, step.Item, step.Now, transfer.SentBy);
        step.Item.Bounce(transfer, lane, reason, await ItemKeys.AreFree(step.Db, step.Item, transfer.FromQueueId, transfer.ExternalKey), step.Person, step.Now);
    });
}

/// <summary>Whether a queue calls another item by a key already.</summary>
internal static class ItemKeys
{
    public static async Task<bool> AreFree(WorkbenchDb db, WorkItem item, long queueId, string? key) =>
        key is null || !await db.WorkItems.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).AnyAsync(i => i.QueueId == queueId && i.ExternalKey == key && i.Id != item.Id);
}

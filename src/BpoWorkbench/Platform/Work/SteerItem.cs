using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>What a supervisor does with an item; whoever had it in hand, or has it now, is told.</summary>
public sealed class SteerItem(ChangeItem change, PersonBell bell)
{
    /// <param name="unlessSince">The change that is taken back.</param>
    internal async Task<Changed> Run(long itemId, Func<ChangeItem.Step, Task> verb, Changed? unlessSince = null)
    {
        HashSet<long?> told = [];
        var changed = await change.Run(itemId, Permissions.Queues, async step =>
        {
            told.UnionWith([step.Item.OwnerId, step.Item.PromisedBy]);
            await verb(step);
            told.UnionWith([step.Item.OwnerId, step.Item.PromisedBy]);
        }, unlessSince);
        foreach (var person in told.OfType<long>())
        {
            bell.Ring(person);
        }

        return changed;
    }
}

/// <summary>Takes an item out of somebody's hands.</summary>
public sealed class ReleaseItem(SteerItem steer)
{
    public Task<Changed> Run(long itemId) => steer.Run(itemId, async step => step.Item.Release(step.Person, await step.Lane(), step.Now));
}

/// <summary>Ends an item that need not be done; and takes that back within ten minutes, with the children that went along.</summary>
public sealed class CancelItem(SteerItem steer)
{
    public Task<Changed> Run(long itemId) => steer.Run(itemId, async step =>
    {
        step.Item.Cancel(step.Person, step.Now);
        await Families.Ended(step.Db, step.Item, step.Person, step.Now);
    });

    public Task TakeBack(Changed cancelled) => steer.Run(cancelled.ItemId, step => Families.Reinstate(step.Db, step.Item, step.Person, step.Now), cancelled);
}

/// <summary>Keeps an item for somebody who works its queue: offered to them first, for as long as they are there and the queue's grace after.</summary>
public sealed class AssignItem(SteerItem steer)
{
    public Task<Changed> Run(long itemId, long personId) => steer.Run(itemId, async step =>
    {
        if (!await TransferTargets.People(step.Db, step.Item.Queue!).AnyAsync(p => p.Id == personId))
        {
            throw new Refusal("item.assign-nobody", step.Item.Title);
        }

        step.Item.Assign(await step.Lane(personId), step.Person, step.Now);
    });

    /// <summary>Back to whoever had it, or was to have it, or to everyone.</summary>
    public Task TakeBack(Changed assigned) =>
        steer.Run(assigned.ItemId, async step => step.Item.Assign(await step.Lane(assigned.KeptFor), step.Person, step.Now), assigned);
}

/// <summary>Moves an item to another queue of its client and kind.</summary>
public sealed class MoveItem(SteerItem steer)
{
    public Task<Changed> Run(long itemId, long queueId) => steer.Run(itemId, step => To(step, queueId, null));

    public Task TakeBack(Changed moved) => steer.Run(moved.ItemId, step => To(step, moved.QueueId, moved.KeptFor), moved);

    private static async Task To(ChangeItem.Step step, long queueId, long? keptFor)
    {
        var to = await step.Db.Queues.SingleOrDefaultAsync(q => q.Id == queueId && q.ClientId == step.Item.ClientId) ?? throw new Refusal("queue.unknown");
        if (to.State == QueueState.Closed)
        {
            throw new Refusal("queue.closed", to.Name);
        }

        var lane = await Lanes.In(step.Db, to, step.Item, step.Now, keptFor);
        step.Item.MoveTo(to, lane, await ItemKeys.AreFree(step.Db, step.Item, to.Id, step.Item.ExternalKey), step.Person, step.Now);
    }
}

/// <summary>Puts an item aside until a moment, whoever has it. The client is asked by who works on it: they know what to ask.</summary>
public sealed class HoldItem(SteerItem steer)
{
    public static readonly IReadOnlyList<WaitingOn> For = [WaitingOn.Nobody, WaitingOn.Customer, WaitingOn.ThirdParty];

    public Task<Changed> Run(long itemId, DateTime until, WaitingOn on, string? note) => steer.Run(itemId, step =>
    {
        if (!For.Contains(on))
        {
            throw new Refusal("item.hold-for-whom", step.Item.Title);
        }

        step.Item.Hold(until, on, note, step.Person, step.Now);
        return Task.CompletedTask;
    });

    public Task TakeBack(Changed held) => steer.Run(held.ItemId, async step => step.Item.Wake(await step.Lane(step.Item.PromisedBy), step.Now, step.Person), held);
}

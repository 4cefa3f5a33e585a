using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>What a supervisor does with some items, all of them or none; whoever had one in hand, or has it now, is told.</summary>
public sealed class SteerItem(ChangeItem change, PersonBell bell)
{
    /// <param name="since">The changes that are taken back.</param>
    internal async Task<IReadOnlyList<Changed>> Run(IReadOnlyList<long> items, Func<ChangeItem.Step, Task> verb, IReadOnlyList<Changed>? since = null)
    {
        HashSet<long?> told = [];
        var changed = await change.Run(items, Permissions.Queues, async step =>
        {
            told.UnionWith([step.Item.OwnerId, step.Item.PromisedBy]);
            await verb(step);
            told.UnionWith([step.Item.OwnerId, step.Item.PromisedBy]);
        }, since);
        foreach (var person in told.OfType<long>())
        {
            bell.Ring(person);
        }

        return changed;
    }

    /// <summary>Takes back what was done, each from how it stood before.</summary>
    internal Task TakeBack(IReadOnlyList<Changed> done, Func<ChangeItem.Step, Changed, Task> verb) =>
        Run([.. done.Select(d => d.ItemId)], step => verb(step, done.First(d => d.ItemId == step.Item.Id)), done);
}

/// <summary>Takes items out of somebody's hands.</summary>
public sealed class ReleaseItem(SteerItem steer)
{
    public Task<IReadOnlyList<Changed>> Run(IReadOnlyList<long> items) => steer.Run(items, async step => step.Item.Release(step.Person, await step.Lane(), step.Now));
}

/// <summary>Ends items that need not be done; and takes that back within ten minutes, with the children that went along.</summary>
public sealed class CancelItem(SteerItem steer)
{
    public Task<IReadOnlyList<Changed>> Run(IReadOnlyList<long> items) => steer.Run(items, async step =>
    {
        step.Item.Cancel(step.Person, step.Now);
        await Families.Ended(step.Db, step.Item, step.Person, step.Now);
    });

    public Task TakeBack(IReadOnlyList<Changed> cancelled) => steer.TakeBack(cancelled, (step, _) => Families.Reinstate(step.Db, step.Item, step.Person, step.Now, WorkItem.UndoWindow));
}

/// <summary>Keeps items for somebody who works their queue: offered to them first, for as long as they are there and the queue's grace after.</summary>
public sealed class AssignItem(SteerItem steer)
{
    public Task<IReadOnlyList<Changed>> Run(IReadOnlyList<long> items, long personId) => steer.Run(items, async step =>
    {
        if (!await TransferTargets.People(step.Db, step.Item.Queue!).AnyAsync(p => p.Id == personId))
        {
            throw new Refusal("item.assign-nobody", step.Item.Title);
        }

        step.Item.Assign(await step.Lane(personId), step.Person, step.Now);
    });

    /// <summary>Back to whoever had it, or was to have it, or to everyone.</summary>
    public Task TakeBack(IReadOnlyList<Changed> assigned) =>
        steer.TakeBack(assigned, async (step, before) => step.Item.Assign(await step.Lane(before.KeptFor), step.Person, step.Now));
}

/// <summary>Moves items to another queue of their client and kind.</summary>
public sealed class MoveItem(SteerItem steer)
{
    public Task<IReadOnlyList<Changed>> Run(IReadOnlyList<long> items, long queueId) => steer.Run(items, step => To(step, queueId, null));

    public Task TakeBack(IReadOnlyList<Changed> moved) => steer.TakeBack(moved, (step, before) => To(step, before.QueueId, before.KeptFor));

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

/// <summary>Puts items aside until a moment, whoever has them. The client is asked by who works on it: they know what to ask.</summary>
public sealed class HoldItem(SteerItem steer)
{
    public static readonly IReadOnlyList<WaitingOn> For = [WaitingOn.Nobody, WaitingOn.Customer, WaitingOn.ThirdParty];

    public Task<IReadOnlyList<Changed>> Run(IReadOnlyList<long> items, DateTime until, WaitingOn on, string? note) => steer.Run(items, step =>
    {
        if (!For.Contains(on))
        {
            throw new Refusal("item.hold-for-whom", step.Item.Title);
        }

        step.Item.Hold(until, on, note, step.Person, step.Now);
        return Task.CompletedTask;
    });

    public Task TakeBack(IReadOnlyList<Changed> held) => steer.TakeBack(held, async (step, _) => step.Item.Wake(await step.Lane(step.Item.PromisedBy), step.Now, step.Person));
}

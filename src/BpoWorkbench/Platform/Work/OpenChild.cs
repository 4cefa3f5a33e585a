using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>A queue that an item can open another in.</summary>
public sealed record ChildQueue(long Id, string Name, IReadOnlyList<FieldDefinition> Fields);

/// <summary>Opens an item in another queue of the same client, for the sake of one in hand, which may wait until it is done.</summary>
public sealed class OpenChild(ChangeItem change, IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task<List<ChildQueue>> Queues(long queueId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var from = await db.Queues.AsNoTracking().SingleOrDefaultAsync(q => q.Id == queueId) ?? throw new Refusal("queue.unknown");
        scope.Require(Permissions.Work, from.ClientId);
        return await db.Queues.AsNoTracking().Where(q => q.ClientId == from.ClientId && q.State == QueueState.Open && q.Id != queueId)
            .OrderBy(q => q.Name).Select(q => new ChildQueue(q.Id, q.Name, q.Fields)).ToListAsync();
    }

    /// <param name="typed">What was typed by field; the rest is taken from the parent where it has the same field, and from its customer.</param>
    /// <param name="packet">What whoever takes it on must know.</param>
    public async Task<long> Run(long parentId, long queueId, IReadOnlyDictionary<string, string> typed, bool wait, Packet? packet = null)
    {
        WorkItem? child = null;
        await change.Run(parentId, Permissions.Work, async step =>
        {
            var (db, parent) = (step.Db, step.Item);
            var queue = await db.Queues.Include(q => q.Policies).SingleOrDefaultAsync(q => q.Id == queueId && q.ClientId == parent.ClientId) ?? throw new Refusal("queue.unknown");
            if (queue.State == QueueState.Closed)
            {
                throw new Refusal("queue.closed", queue.Name);
            }

            await db.Entry(parent).Reference(i => i.Customer).LoadAsync();
            var values = Values(parent, queue, typed);
            var key = ItemValues.Key(queue.Fields, values);
            if (!await ItemKeys.AreFree(db, parent, queueId, key))
            {
                throw new Refusal("item.key-exists", key);
            }

            var customer = await CustomerOf(db, parent, queue, values);
            var lane = await Lanes.At(db, queue, values, customer);
            child = parent.OpenChild(queue, lane, key, ItemValues.Title(queue.Fields, values), values, customer, packet, step.Person, step.Now);
            db.WorkItems.Add(child);
            if (wait)
            {
                parent.WaitForChildren(step.Person, step.Now);
            }
        });
        return child!.Id;
    }

    /// <summary>What a child has before anything is typed: of its parent's customer, and of fields of the same name and type.</summary>
    public async Task<Dictionary<string, string>> Known(long parentId, IReadOnlyList<FieldDefinition> fields)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var parent = await db.WorkItems.AsNoTracking().Include(i => i.Queue).Include(i => i.Customer).SingleOrDefaultAsync(i => i.Id == parentId) ?? throw new Refusal("item.unknown");
        scope.Require(Permissions.Work, parent.ClientId);
        return Known(parent, fields);
    }

    private static Dictionary<string, string> Known(WorkItem parent, IReadOnlyList<FieldDefinition> fields)
    {
        // Its own name is nobody's, not the customer's either: they may have others there.
        var known = ItemValues.Of(parent.Customer, [.. fields.Where(f => !f.IsKey)]);
        foreach (var field in fields.Where(f => parent.Fields.GetValueOrDefault(f.Code, "").Length > 0 && parent.Queue!.Fields.Any(h => h.Code == f.Code && h.Type == f.Type)))
        {
            known[field.Code] = parent.Fields[field.Code];
        }

        return known;
    }

    // Who has neither key nor tax number would be somebody new each time.
    private static async Task<Customer?> CustomerOf(WorkbenchDb db, WorkItem parent, Queue queue, Dictionary<string, string> values)
    {
        if (parent.Customer is not { } known || !ItemValues.SpeakOf(known, queue.Fields, values))
        {
            return await ReceiveItem.FindOrMake(db, queue, values) ?? parent.Customer;
        }

        ItemValues.Apply(known, queue.Fields, values);
        return known;
    }

    private static Dictionary<string, string> Values(WorkItem parent, Queue queue, IReadOnlyDictionary<string, string> typed)
    {
        var values = Known(parent, queue.Fields).Concat(TypedValues.Read(queue.Fields, typed))
            .GroupBy(v => v.Key).ToDictionary(v => v.Key, v => v.Last().Value);
        return queue.Fields.FirstOrDefault(f => f.Required && string.IsNullOrWhiteSpace(values.GetValueOrDefault(f.Code))) is { } missing
            ? throw new Refusal("item.child-field-required", missing.Label)
            : values;
    }
}

/// <summary>Puts an item aside until the last of its children has ended.</summary>
public sealed class WaitForChildren(ChangeItem change)
{
    public Task Run(long itemId) => change.Run(itemId, Permissions.Work, async step =>
    {
        if (!await step.Db.WorkItems.AnyAsync(c => c.ParentId == itemId && c.State < WorkState.Done))
        {
            throw new Refusal("item.no-open-children", step.Item.Title);
        }

        step.Item.WaitForChildren(step.Person, step.Now);
    });
}

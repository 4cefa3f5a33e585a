using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>One new item, by hand or from outside; its values are already in the stored form of their types.</summary>
public sealed class ReceiveItem(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    public async Task<long> Run(long queueId, Dictionary<string, string> values)
    {
        await using var db = await dbs.CreateDbContextAsync();
        WorkItem? item = null;
        await db.Write(async () =>
        {
            var queue = await db.Queues.Include(q => q.Policies).SingleOrDefaultAsync(q => q.Id == queueId) ?? throw new Refusal("queue.unknown");
            scope.Require(Permissions.Queues, queue.ClientId);
            var key = ItemValues.Key(queue.Fields, values);
            if (queue.State == QueueState.Closed)
            {
                throw new Refusal("queue.closed", queue.Name);
            }

            if (key is not null && await db.WorkItems.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).AnyAsync(i => i.QueueId == queueId && i.ExternalKey == key))
            {
                throw new Refusal("item.key-exists", key) { Field = queue.Fields.First(f => f.IsKey).Code };
            }

            var customer = await FindOrMake(db, queue, values);
            var lane = await Lanes.At(db, queue, values, customer);
            item = WorkItem.Receive(queue, lane, time.Now(), key, ItemValues.Title(queue.Fields, values), values, customer, scope.PersonId);
            db.WorkItems.Add(item);
            await db.SaveChangesAsync();
        });
        return item!.Id;
    }

    internal static async Task<Customer?> FindOrMake(WorkbenchDb db, Queue queue, Dictionary<string, string> values)
    {
        var customers = await CustomersOf.Rows(db, queue, [values]);
        var (customer, isNew) = customers.Find(values);
        if (customer is null)
        {
            return null;
        }

        if (isNew)
        {
            db.Customers.Add(customer);
        }

        // Whoever an import has brought is there for everyone from their first item on.
        customer.BatchId = null;
        customers.Apply(customer, values);
        return customer;
    }
}

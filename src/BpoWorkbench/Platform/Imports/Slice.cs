using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>Some rows of a batch as they are written together: items with their first event, customers, and what was rejected.</summary>
internal sealed class Slice(ImportBatch batch, Queue queue, BatchLanes lanes)
{
    private readonly List<Customer> _customers = [];
    private long _nextCustomer;
    private long _nextItem;

    public List<WorkItem> Items { get; } = [];

    public List<RejectedRow> Rejected { get; } = [];

    /// <summary>Sorts the rows out, by what is there now.</summary>
    public static async Task<Slice> Of(WorkbenchDb db, ImportBatch batch, Queue queue, BatchLanes lanes, List<ImportedRow> rows, CancellationToken stop)
    {
        var slice = new Slice(batch, queue, lanes);
        if (db.Engine.WritersTakeTurns)
        {
            (slice._nextCustomer, slice._nextItem) = await Next(db, stop);
        }

        var good = rows.Where(r => r.Problems.Count == 0).ToList();
        var keys = await KeysInUse(db, batch.Id, queue, good, stop);
        var customers = await CustomersOf.Rows(db, queue, good.Select(r => r.Values), stop);
        foreach (var row in rows)
        {
            slice.Add(row, keys, customers);
        }

        await slice.GiveIds(db, stop);
        return slice;
    }

    /// <summary>
    /// True while nobody has added an item or a customer since the rows were sorted out: their ids are free and their keys nobody else's.
    /// Asked inside <see cref="WorkbenchDb.Write"/>, so that it stays so.
    /// </summary>
    public async Task<bool> Holds(WorkbenchDb db, CancellationToken stop) =>
        db.Engine.WritersTakeTurns && await Next(db, stop) == (_nextCustomer, _nextItem);

    public async Task Write(WorkbenchDb db, CancellationToken stop)
    {
        await db.Insert(batch.ClientId, _customers, withKeys: true, stop);
        await db.Insert(batch.ClientId, Items, withKeys: true, stop);
        await db.Insert(batch.ClientId, Items.ConvertAll(i => i.Events[0]), withKeys: false, stop);
        await db.Insert(batch.ClientId, Rejected, withKeys: false, stop);
    }

    private void Add(ImportedRow row, Dictionary<string, bool> keys, CustomersOf customers)
    {
        var problems = row.Problems;
        var key = ItemValues.Key(queue.Fields, row.Values);
        if (problems.Count == 0 && row.Values.Count == 0)
        {
            problems = [new RowProblem(-1, "", "import.row-empty", [])];
        }
        else if (problems.Count == 0 && key is not null && keys.TryGetValue(key, out var here))
        {
            problems = [KeyProblem(here ? "import.key-twice" : "import.key-exists", key)];
        }

        if (problems.Count > 0)
        {
            Rejected.Add(new RejectedRow(batch.ClientId, batch.Id, row.Row, problems, [.. row.Source.Cells.Select(CellText.Of)]));
            return;
        }

        var (customer, isNew) = customers.Find(row.Values);
        if (customer is not null)
        {
            Describe(customer, isNew, customers, row.Values);
        }

        if (key is not null)
        {
            keys[key] = true;
        }

        var lane = lanes.For(row.Values, customer);
        Items.Add(WorkItem.Receive(queue, lane, batch.StartedAt!.Value, key, ItemValues.Title(queue.Fields, row.Values), row.Values, customer, batch.PersonId, batch.Id));
    }

    private void Describe(Customer customer, bool isNew, CustomersOf customers, Dictionary<string, string> values)
    {
        if (isNew)
        {
            customer.BatchId = batch.Id;
            _customers.Add(customer);
        }

        // Those whom others see already are brought up to date when the batch is published.
        if (customer.BatchId == batch.Id)
        {
            customers.Apply(customer, values);
        }
    }

    private RowProblem KeyProblem(string code, string key)
    {
        var field = queue.Fields.First(f => f.IsKey);
        var column = batch.Plan!.Columns.FirstOrDefault(c => c.Field == field.Code);
        return new RowProblem(column?.Column ?? -1, column?.Header ?? field.Label, code, [key]);
    }

    // The value says whether it was this very file that used the key.
    private static async Task<Dictionary<string, bool>> KeysInUse(WorkbenchDb db, long batchId, Queue queue, List<ImportedRow> rows, CancellationToken stop)
    {
        var keys = rows.Select(r => ItemValues.Key(queue.Fields, r.Values)).OfType<string>().Distinct().ToArray();
        return keys.Length == 0 ? [] : await db.WorkItems.IgnoreQueryFilters([WorkbenchDb.PublishedFilter])
            .Where(i => i.QueueId == queue.Id && EF.Parameter(keys).Contains(i.ExternalKey)).Select(i => new { i.ExternalKey, i.BatchId })
            .ToDictionaryAsync(i => i.ExternalKey!, i => i.BatchId == batchId, stop);
    }

    private static async Task<(long Customer, long Item)> Next(WorkbenchDb db, CancellationToken stop) =>
        ((await db.Engine.Ids<Customer>(db, 1, stop)).Single(), (await db.Engine.Ids<WorkItem>(db, 1, stop)).Single());

    private async Task GiveIds(WorkbenchDb db, CancellationToken stop)
    {
        foreach (var (customer, id) in _customers.Zip(await db.Engine.Ids<Customer>(db, _customers.Count, stop)))
        {
            customer.Id = id;
        }

        foreach (var (item, id) in Items.Zip(await db.Engine.Ids<WorkItem>(db, Items.Count, stop)))
        {
            item.Id = item.Events[0].ItemId = id;
            item.CustomerId = item.Customer?.Id;
        }
    }
}

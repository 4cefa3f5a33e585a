using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;

namespace BpoWorkbench.Platform.Imports;

/// <summary>Some rows of a batch as they are written together: items with their first event, customers, and what was rejected.</summary>
internal sealed class Slice(ImportBatch batch, Queue queue, BatchLanes lanes)
{
    private readonly List<Customer> _customers = [];
    private long _nextCustomer;
    private long _nextItem;

    public List<WorkItem> Items { get; } = [];

    /// <summary>What becomes of items that are there already.</summary>
    public List<ImportChange> Changes { get; } = [];

    public List<RejectedRow> Rejected { get; } = [];

    /// <summary>So many rows say what is known already.</summary>
    public int Unchanged { get; private set; }

    /// <summary>The items of which rows say nothing new, by the number of the row.</summary>
    public Dictionary<int, long> Same { get; } = [];

    /// <summary>Sorts the rows out, by what is there now.</summary>
    public static async Task<Slice> Of(WorkbenchDb db, ImportBatch batch, Queue queue, BatchLanes lanes, List<ImportedRow> rows, CancellationToken stop)
    {
        var slice = new Slice(batch, queue, lanes);
        if (db.Engine.WritersTakeTurns)
        {
            (slice._nextCustomer, slice._nextItem) = await Next(db, stop);
        }

        var good = rows.Where(r => r is { Known: false, Problems.Count: 0 }).ToList();
        var keys = await KeysInUse.Of(db, batch, queue, good, stop);
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
        await db.Insert(batch.ClientId, Changes, withKeys: false, stop);
        await db.Insert(batch.ClientId, Rejected, withKeys: false, stop);
    }

    private void Add(ImportedRow row, KeysInUse keys, CustomersOf customers)
    {
        var key = ItemValues.Key(queue.Fields, row.Values);
        var item = keys.Find(key);
        if (row.Known)
        {
            Unchanged++;
        }
        else if (Problems(row, key, item) is { Count: > 0 } problems)
        {
            Rejected.Add(new RejectedRow(batch.ClientId, batch.Id, row.Row, problems, [.. row.Source.Cells.Select(CellText.Of)]));
        }
        else
        {
            if (item is null)
            {
                Receive(row, key, customers);
            }
            else
            {
                Change(row, item);
            }

            keys.Use(key, item);
        }
    }

    private IReadOnlyList<RowProblem> Problems(ImportedRow row, string? key, ItemInUse? item) => row.Problems.Count > 0 ? row.Problems
        : row.Values.Count == 0 ? [new RowProblem(-1, "", "import.row-empty", [])]
        : key is null ? []
        : item is null ? Removes ? [KeyProblem("import.key-unknown", key)] : []
        : item.IsOurs ? [KeyProblem("import.key-twice", key)]
        : item.IsHidden ? [KeyProblem("import.key-elsewhere", key)]
        : !item.IsOpen && !Removes && Differences(row, item).Count > 0 ? [KeyProblem("import.key-ended", key)] : [];

    private bool Removes => batch.Plan!.Purpose == ImportPurpose.Remove;

    private void Receive(ImportedRow row, string? key, CustomersOf customers)
    {
        var (customer, isNew) = customers.Find(row.Values);
        if (customer is not null)
        {
            Describe(customer, isNew, customers, row.Values);
        }

        var lane = lanes.For(row.Values, customer);
        Items.Add(WorkItem.Receive(queue, lane, batch.StartedAt!.Value, key, ItemValues.Title(queue.Fields, row.Values), row.Values, customer, batch.PersonId, batch.Id));
    }

    private void Change(ImportedRow row, ItemInUse item)
    {
        var after = Removes ? [] : Differences(row, item);
        if (Removes ? item.IsOpen : after.Count > 0)
        {
            Changes.Add(new ImportChange(batch, row.Row, item.Id, after));
        }
        else
        {
            Unchanged++;
            Same[row.Row] = item.Id;
        }
    }

    // A column that is not there leaves the field as it is, an empty cell empties it.
    private Dictionary<string, string> Differences(ImportedRow row, ItemInUse item) => (row.Said ?? batch.Plan!.Columns.Select(c => c.Field)).Distinct()
        .Where(code => row.Values.GetValueOrDefault(code, "") != item.Fields.GetValueOrDefault(code, ""))
        .ToDictionary(code => code, code => row.Values.GetValueOrDefault(code, ""));

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

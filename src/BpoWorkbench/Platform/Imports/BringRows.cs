using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>What became of a row.</summary>
public enum RowFate { Created, Updated, Unchanged, Rejected }

/// <summary>What became of a row, and of which item; null where it was rejected.</summary>
public sealed record BroughtRow(int Row, RowFate Fate, long? ItemId, string? Key, IReadOnlyList<RowProblem> Problems);

/// <summary>The import that the rows were, and what became of each, in order.</summary>
public sealed record BroughtRows(long BatchId, IReadOnlyList<BroughtRow> Rows);

/// <summary>
/// Rows that go into a queue at once, without a workbook: an import of their own, read and published in one transaction. What it does to
/// items that were there before follows in slices, as after any import, for agents need the gate meanwhile.
/// </summary>
public sealed class BringRows(IDbContextFactory<WorkbenchDb> dbs, FinishImport finish, TimeProvider time)
{
    /// <summary>Called inside <see cref="WorkbenchDb.Write"/>; the queue comes with its policies, untracked.</summary>
    /// <exception cref="Refusal">queue.closed.</exception>
    public async Task<BroughtRows> Run(WorkbenchDb db, Queue queue, List<ImportedRow> rows, long keyId, CancellationToken stop)
    {
        var now = time.Now();
        var batch = new ImportBatch(queue.ClientId, null, now) { KeyId = keyId };
        batch.Start(queue, PlanOf(queue.Fields), rows.Count, unasked: true, now);
        var lanes = new BatchLanes(queue);
        await lanes.Open(db, rows, stop);
        db.ImportBatches.Add(batch);
        await db.SaveChangesAsync(stop);

        var slice = await Slice.Of(db, batch, queue, lanes, rows, stop);
        await slice.Write(db, stop);
        batch.Staged(rows.Count, slice.Items.Count, slice.Changes.Count, slice.Unchanged, slice.Rejected.Count);
        batch.Publish(confirmedBy: null, now);
        PublishImport.Count(db, batch, slice.Items.FirstOrDefault()?.Events[0]);
        db.Touched(queue.ClientId);
        await db.SaveChangesAsync(stop);
        return new BroughtRows(batch.Id, Fates(queue, slice, rows));
    }

    /// <summary>Once the transaction has ended: whoever is killed before it is done leaves it to the sweep.</summary>
    /// <returns>The same, or where items have ended meanwhile, what became of their rows.</returns>
    public async Task<BroughtRows> Finish(BroughtRows brought, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        await finish.Run(await db.ImportBatches.AsNoTracking().SingleAsync(b => b.Id == brought.BatchId, stop), stop);
        var rejected = await db.RejectedRows.AsNoTracking().Where(r => r.BatchId == brought.BatchId).ToDictionaryAsync(r => r.Row, r => r.Problems, stop);
        return !brought.Rows.Any(IsLate) ? brought
            : brought with { Rows = [.. brought.Rows.Select(row => IsLate(row) ? row with { Fate = RowFate.Rejected, ItemId = null, Problems = rejected[row.Row] } : row)] };

        bool IsLate(BroughtRow row) => row.Fate == RowFate.Updated && rejected.ContainsKey(row.Row);
    }

    /// <summary>Every field has a column of its own, in their order.</summary>
    public static ImportPlan PlanOf(IReadOnlyList<FieldDefinition> fields) =>
        new(0, 0, [.. fields.Select((field, column) => new ImportColumn(column, field.Label, field.Code, ReadingStyle.Spanish))]);

    private static List<BroughtRow> Fates(Queue queue, Slice slice, List<ImportedRow> rows)
    {
        var rejected = slice.Rejected.ToDictionary(r => r.Row, r => r.Problems);
        var changed = slice.Changes.ToDictionary(c => c.Row, c => c.ItemId);
        // Whatever became nothing else became a new item, one after the other.
        var made = new Queue<WorkItem>(slice.Items);
        return rows.ConvertAll(row =>
        {
            var key = ItemValues.Key(queue.Fields, row.Values);
            return rejected.TryGetValue(row.Row, out var problems) ? new BroughtRow(row.Row, RowFate.Rejected, null, key, problems)
                : changed.TryGetValue(row.Row, out var item) ? new BroughtRow(row.Row, RowFate.Updated, item, key, [])
                : slice.Same.TryGetValue(row.Row, out item) ? new BroughtRow(row.Row, RowFate.Unchanged, item, key, [])
                : new BroughtRow(row.Row, RowFate.Created, made.Dequeue().Id, key, []);
        });
    }
}

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

/// <summary>Rows that go into a queue at once, without a workbook: an import of their own, read, published and finished in one transaction.</summary>
public sealed class BringRows(FinishImport finish, TimeProvider time)
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
        await db.SaveChangesAsync(stop);
        await finish.Apply(db, batch, rows.Count, stop);
        BringCustomers(batch, queue, slice.Items);
        batch.Finish(now);
        await db.SaveChangesAsync(stop);
        return new BroughtRows(batch.Id, await Fates(db, batch, queue, slice, rows, stop));
    }

    /// <summary>Every field has a column of its own, in their order.</summary>
    public static ImportPlan PlanOf(IReadOnlyList<FieldDefinition> fields) =>
        new(0, 0, [.. fields.Select((field, column) => new ImportColumn(column, field.Label, field.Code, ReadingStyle.Spanish))]);

    // Those who were known before learn what the rows say of them.
    private static void BringCustomers(ImportBatch batch, Queue queue, List<WorkItem> items)
    {
        foreach (var item in items.Where(i => i.Customer is { } known && known.BatchId != batch.Id))
        {
            // Another import may have brought them that is still being looked at: they are there now.
            item.Customer!.BatchId = null;
            ItemValues.Apply(item.Customer, queue.Fields, item.Fields);
        }
    }

    private static async Task<List<BroughtRow>> Fates(WorkbenchDb db, ImportBatch batch, Queue queue, Slice slice, List<ImportedRow> rows, CancellationToken stop)
    {
        // With those whose item had ended by then.
        var rejected = await db.RejectedRows.AsNoTracking().Where(r => r.BatchId == batch.Id).ToDictionaryAsync(r => r.Row, r => r.Problems, stop);
        var changed = slice.Changes.ToDictionary(c => c.Row, c => c.ItemId);
        // Whatever became nothing else became a new item, one after the other.
        var made = slice.Items.GetEnumerator();
        return rows.ConvertAll(row =>
        {
            var key = ItemValues.Key(queue.Fields, row.Values);
            return rejected.TryGetValue(row.Row, out var problems) ? new BroughtRow(row.Row, RowFate.Rejected, null, key, problems)
                : changed.TryGetValue(row.Row, out var item) ? new BroughtRow(row.Row, RowFate.Updated, item, key, [])
                : slice.Same.TryGetValue(row.Row, out item) ? new BroughtRow(row.Row, RowFate.Unchanged, item, key, [])
                : made.MoveNext() ? new BroughtRow(row.Row, RowFate.Created, made.Current.Id, key, [])
                : throw new InvalidOperationException($"Row {row.Row} of import {batch.Id} became nothing.");
        });
    }
}

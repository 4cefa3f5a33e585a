using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>Puts the rows of a batch in place, unseen, slice by slice; what is in place already is not touched again.</summary>
public sealed class StageRows(IDbContextFactory<WorkbenchDb> dbs, ImportFiles files, GateHolds holds)
{
    /// <returns>False when somebody has cancelled it meanwhile.</returns>
    /// <exception cref="Refusal">The file turns out to be damaged, or locked.</exception>
    public async Task<bool> Run(ImportBatch batch, CancellationToken stop)
    {
        var (queue, file, lanes) = await Ready(batch, stop);
        using var rows = new ImportRows(files, file, batch, queue.Fields);
        var slice = new SliceSize(holds, unseen: true);
        // While one slice is written, the next is read.
        var ahead = Task.Run(() => rows.Take(slice.Rows), stop);
        try
        {
            for (List<ImportedRow> next; (next = await ahead).Count > 0;)
            {
                ahead = Task.Run(() => rows.Take(slice.Rows), stop);
                if (!await Stage(batch, queue, lanes, next, slice, stop))
                {
                    return false;
                }
            }
        }
        finally
        {
            // The file must not be closed under a reader.
            await ((Task)ahead).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return true;
    }

    private async Task<(Queue Queue, StoredFile File, BatchLanes Lanes)> Ready(ImportBatch batch, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var queue = await db.Queues.AsNoTracking().Include(q => q.Policies).SingleAsync(q => q.Id == batch.QueueId, stop);
        var file = await db.Files.AsNoTracking().SingleAsync(f => f.Id == batch.FileId, stop);
        return (queue, file, new BatchLanes(queue, batch.Id));
    }

    /// <returns>False when somebody has cancelled it meanwhile.</returns>
    private async Task<bool> Stage(ImportBatch asked, Queue queue, BatchLanes lanes, List<ImportedRow> rows, SliceSize size, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        await db.Database.OpenConnectionAsync(stop);
        await lanes.Open(db, rows, stop);
        // Where writers take turns, sorted out before it is ours; again then only where somebody was quicker.
        var slice = db.Engine.WritersTakeTurns ? await Slice.Of(db, asked, queue, lanes, rows, stop) : null;
        var goesOn = false;
        await size.Write(db, async _ =>
        {
            var batch = await db.ImportBatches.SingleAsync(b => b.Id == asked.Id, stop);
            goesOn = batch.State == ImportState.Staging;
            if (goesOn)
            {
                if (slice is null || !await slice.Holds(db, stop))
                {
                    db.ChangeTracker.Clear();
                    db.Attach(batch);
                    slice = await Slice.Of(db, asked, queue, lanes, rows, stop);
                }

                await slice.Write(db, stop);
                batch.Staged(rows[^1].Row, slice.Items.Count, slice.Changes.Count, slice.Unchanged, slice.Rejected.Count);
                await db.SaveChangesAsync(stop);
                db.Touched(batch.ClientId);
            }

            return rows.Count;
        }, stop);
        return goesOn;
    }
}

using System.Text.Json;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>Sends a batch on its way into a queue of the same client.</summary>
public sealed class StartImport(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, ImportSight sight, WakeImports wake, TimeProvider time)
{
    /// <param name="unasked">Goes in once it is checked, without anybody being asked.</param>
    /// <param name="learnt">How its columns were matched, to be remembered for the next workbook like it.</param>
    public async Task Run(long batchId, long queueId, ImportPlan plan, int rowsExpected, bool unasked = false, LearntMatch? learnt = null)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var clientId = 0L;
        await db.Write(async () =>
        {
            var batch = await db.Batch(batchId);
            sight.Require(batch);
            clientId = batch.ClientId;
            var queue = await sight.Queues(db).Include(q => q.Policies).SingleOrDefaultAsync(q => q.Id == queueId) ?? throw new Refusal("queue.unknown");
            // Refuses now, rather than in the background, what the fields do not allow.
            _ = plan.Reader(queue.Fields);
            _ = queue.PolicyAt(time.Now());
            await RequireNew(db, batch, queueId, plan);
            batch.Start(queue, plan, rowsExpected, unasked, time.Now());
            if (learnt is not null)
            {
                await ColumnMatches.Learn(db, queue, learnt, scope.PersonId, time.Now());
            }

            db.Touched(clientId);
            await db.SaveChangesAsync();
        });
        await wake.For(clientId);
    }

    // The same content, read the same way, says nothing new; taken back, it may come again.
    private static async Task RequireNew(WorkbenchDb db, ImportBatch batch, long queueId, ImportPlan plan)
    {
        var twins = await (from file in db.Files
                           join same in db.Files on new { file.ClientId, file.Sha256 } equals new { same.ClientId, same.Sha256 }
                           join before in db.ImportBatches on same.Id equals before.FileId
                           join client in db.Clients on before.ClientId equals client.Id
                           where file.Id == batch.FileId && before.QueueId == queueId && before.State == ImportState.Published
                           orderby before.Id descending
                           select new { before.Plan, before.PublishedAt, client.TimeZone }).ToListAsync();
        if (twins.Find(t => JsonSerializer.Serialize(t.Plan) == JsonSerializer.Serialize(plan)) is { } twin)
        {
            throw new Refusal("import.same-file", TimeZoneInfo.ConvertTimeFromUtc(twin.PublishedAt!.Value, TimeZoneInfo.FindSystemTimeZoneById(twin.TimeZone)));
        }
    }
}

/// <summary>Somebody has seen what an import would do, and wants it.</summary>
public sealed class ConfirmImport(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, ImportSight sight, PublishImport publish, WakeImports wake)
{
    public async Task Run(long batchId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var batch = await db.ImportBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Id == batchId) ?? throw new Refusal("import.unknown");
        await sight.RequireOpen(db, batch);
        await publish.Run(batchId, ImportState.Checked, scope.RequirePerson(), CancellationToken.None);
        await wake.For(batch.ClientId);
    }
}

/// <summary>Takes back what an import did, but for what has been worked on since.</summary>
public sealed class UndoImport(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, ImportSight sight, WakeImports wake, TimeProvider time)
{
    public async Task Run(long batchId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var clientId = 0L;
        await db.Write(async () =>
        {
            var batch = await db.Batch(batchId);
            await sight.RequireOpen(db, batch);
            clientId = batch.ClientId;
            var days = await db.Queues.Where(q => q.Id == batch.QueueId).Select(q => q.ImportUndoDays).SingleAsync();
            batch.Undo(TimeSpan.FromDays(days), scope.RequirePerson(), time.Now());
            db.Touched(clientId);
            await db.SaveChangesAsync();
        });
        await wake.For(clientId);
    }
}

/// <summary>Stops an import that is not published yet; what it has put in place is removed.</summary>
public sealed class CancelImport(IDbContextFactory<WorkbenchDb> dbs, ImportSight sight, WakeImports wake, TimeProvider time)
{
    public async Task Run(long batchId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var clientId = 0L;
        await db.Write(async () =>
        {
            var batch = await db.Batch(batchId);
            sight.Require(batch);
            clientId = batch.ClientId;
            batch.Cancel(time.Now());
            db.Touched(clientId);
            await db.SaveChangesAsync();
        });
        await wake.For(clientId);
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>Sends a batch on its way into a queue of the same client.</summary>
public sealed class StartImport(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, WakeImports wake, TimeProvider time)
{
    public async Task Run(long batchId, long queueId, ImportPlan plan, int rowsExpected)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var batch = await db.ImportBatches.SingleOrDefaultAsync(b => b.Id == batchId) ?? throw new Refusal("import.unknown");
        scope.Require(Permissions.Queues, batch.ClientId);
        var queue = await db.Queues.Include(q => q.Policies).SingleOrDefaultAsync(q => q.Id == queueId) ?? throw new Refusal("queue.unknown");
        // Refuses now, rather than in the background, what the fields do not allow.
        _ = plan.Reader(queue.Fields);
        _ = queue.PolicyAt(time.Now());
        batch.Start(queue, plan, rowsExpected, time.Now());
        db.Touched(batch.ClientId);
        await db.SaveChangesAsync();
        await wake.For(batch.ClientId);
    }
}

/// <summary>Stops an import that is not published yet; what it has put in place is removed.</summary>
public sealed class CancelImport(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, WakeImports wake, TimeProvider time)
{
    public async Task Run(long batchId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var clientId = 0L;
        await db.Write(async () =>
        {
            var batch = await db.ImportBatches.SingleOrDefaultAsync(b => b.Id == batchId) ?? throw new Refusal("import.unknown");
            scope.Require(Permissions.Queues, clientId = batch.ClientId);
            batch.Cancel(time.Now());
            db.Touched(clientId);
            await db.SaveChangesAsync();
        });
        await wake.For(clientId);
    }
}

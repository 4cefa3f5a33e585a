using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Shared;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>
/// Carries on whatever imports a client has under way, one after the other, until each has ended. It may be stopped at any line; a run
/// too many finds nothing to do. Imports of one client take turns, so that two of them never bring the same customer.
/// </summary>
public sealed class RunImports(ScopedWork scoped, Failures failures, TimeProvider time)
{
    public Task ForClient(long clientId, CancellationToken stop) => scoped.AsClient(clientId, async services =>
    {
        var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
        long stumbled = 0;
        while (await Next(dbs, stumbled, stop) is { } batch)
        {
            try
            {
                await (batch.State switch
                {
                    ImportState.Staging => Bring(services, batch, stop),
                    ImportState.Publishing => services.GetRequiredService<FinishImport>().Run(batch, stop),
                    ImportState.Undoing => services.GetRequiredService<TakeBackImport>().Run(batch, stop),
                    _ => services.GetRequiredService<RemoveStaged>().Run(batch, stop),
                });
            }
            catch (Refusal refusal)
            {
                await Change(dbs, batch.Id, b => b.Fail(refusal.Code, refusal.Args.Select(a => $"{a}")), stop);
            }
            catch (Exception exception) when (!stop.IsCancellationRequested)
            {
                // Left for the next sweep, so that what passes by itself may pass.
                var reference = failures.Report(exception);
                await Change(dbs, batch.Id, b => b.Stumble(reference), stop);
                stumbled = batch.Id;
            }
        }
    });

    private async Task Bring(IServiceProvider services, ImportBatch batch, CancellationToken stop)
    {
        if (!await services.GetRequiredService<StageRows>().Run(batch, stop))
        {
            return;
        }

        if (batch.Unasked)
        {
            await services.GetRequiredService<PublishImport>().Run(batch.Id, ImportState.Staging, confirmedBy: null, stop);
        }
        else
        {
            await Change(services.GetRequiredService<IDbContextFactory<WorkbenchDb>>(), batch.Id, b => b.Check(time.Now()), stop);
        }
    }

    private static async Task<ImportBatch?> Next(IDbContextFactory<WorkbenchDb> dbs, long after, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        await using var db = await dbs.CreateDbContextAsync(stop);
        return await db.ImportBatches.AsNoTracking()
            .Where(b => b.Id > after && (b.State == ImportState.Staging || b.State == ImportState.Publishing || b.State == ImportState.Cancelling || b.State == ImportState.Undoing))
            .OrderBy(b => b.Id).FirstOrDefaultAsync(stop);
    }

    private static async Task Change(IDbContextFactory<WorkbenchDb> dbs, long batchId, Action<ImportBatch> verb, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        await db.Write(async () =>
        {
            var batch = await db.Batch(batchId, stop);
            verb(batch);
            db.Touched(batch.ClientId);
            await db.SaveChangesAsync(stop);
        }, stop);
    }
}

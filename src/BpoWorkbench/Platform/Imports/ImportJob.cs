using System.Globalization;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace BpoWorkbench.Platform.Imports;

/// <summary>Carries on one client's imports in the background. The scheduler runs it once at a time for each client.</summary>
[DisallowConcurrentExecution]
public sealed class ImportJob(RunImports imports, IHostApplicationLifetime host) : IJob
{
    private const string Client = "client";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        // A stop of the server does not wait for a long import: it goes on after the next start.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, host.ApplicationStopping);
        try
        {
            await imports.ForClient(long.Parse(context.MergedJobDataMap.GetString(Client)!, CultureInfo.InvariantCulture), stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The sweep finds what is left.
        }
    }

    internal static Task Schedule(IScheduler scheduler, long clientId, CancellationToken stop)
    {
        var name = $"imports-{clientId}";
        var job = JobBuilder.Create<ImportJob>().WithIdentity(name).UsingJobData(Client, $"{clientId}").Build();
        var trigger = TriggerBuilder.Create().WithIdentity(name).ForJob(job).StartNow().Build();
        return scheduler.ScheduleJob(job, [trigger], ScheduleJobOptions.Replacing, stop).AsTask();
    }
}

/// <summary>Sees to it that a client's imports are being carried on. To be asked once too often does no harm.</summary>
public sealed class WakeImports(ISchedulerFactory schedulers)
{
    public async Task For(long clientId, CancellationToken stop = default) =>
        await ImportJob.Schedule(await schedulers.GetScheduler(stop), clientId, stop);
}

/// <summary>Finds imports that nobody is carrying on: after a stop of the server, or where asking for it was lost. What nobody has decided on for long is discarded.</summary>
public sealed class SweepImports(ScopedWork scoped, WakeImports wake, TimeProvider time) : IRecurring
{
    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        var clients = await db.ImportBatches
            .Where(b => b.State == ImportState.Staging || b.State == ImportState.Publishing || b.State == ImportState.Cancelling || b.State == ImportState.Undoing)
            .Select(b => b.ClientId).Distinct().ToListAsync(stop);
        foreach (var client in clients)
        {
            await wake.For(client, stop);
        }

        await Discard(db, time.Now(), stop);
    });

    private static async Task Discard(WorkbenchDb db, DateTime now, CancellationToken stop)
    {
        var before = now - ImportBatch.TimeToDecide;
        foreach (var id in await db.ImportBatches.Where(b => b.State == ImportState.Checked && b.CheckedAt < before).Select(b => b.Id).ToListAsync(stop))
        {
            await db.Write(async () =>
            {
                // Somebody may just have decided.
                if (await db.Batch(id, stop) is { State: ImportState.Checked } batch)
                {
                    batch.Cancel(now);
                    db.Touched(batch.ClientId);
                    await db.SaveChangesAsync(stop);
                }
            }, stop);
            db.ChangeTracker.Clear();
        }
    }
}

using System.Threading.Channels;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace BpoWorkbench.Platform.Work;

/// <summary>
/// Signals the job that offers work as soon as something moves: work arrives, somebody becomes available, capacity frees. Many moves at
/// once are one signal; one that is lost is found by the job's own schedule.
/// </summary>
public sealed class WatchForOffers(LiveFeed live, ScopedWork scoped, ISchedulerFactory schedulers, ILogger<WatchForOffers> log) : BackgroundService
{
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    // Full when a signal is on its way already.
    private readonly Channel<bool> _moved = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        live.ChangedHere += (_, _) => _moved.Writer.TryWrite(true);
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in _moved.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await Signal(stoppingToken);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                log.LogDebug(failure, "Offering could not be signalled; its schedule finds the work.");
            }

            await Task.Delay(Gathering, stoppingToken);
        }
    }

    private Task Signal(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        if (await db.Queues.AnyAsync(q => q.Push && q.State == QueueState.Open, stop))
        {
            await (await schedulers.GetScheduler(stop)).TriggerJob(new JobKey(nameof(OfferWork)), stop);
        }
    });
}

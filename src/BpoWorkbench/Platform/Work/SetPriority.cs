using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>A supervisor says how urgent items are, and why.</summary>
public sealed class SetPriority(SteerItem steer)
{
    public Task<IReadOnlyList<Changed>> Run(IReadOnlyList<long> items, Band band, string reason) => steer.Run(items, async step =>
        step.Item.SetBand(band, reason, await Beside(step.Db, step.Item, band), step.Person, step.Now));

    public Task TakeBack(IReadOnlyList<Changed> set) => steer.TakeBack(set, async (step, before) =>
        step.Item.RestoreBand(before.Band, before.BandIsByHand, await Beside(step.Db, step.Item, before.Band), step.Person, step.Now));

    /// <summary>The lane of another band for the same people: what one agent is offered first stays theirs.</summary>
    internal static async Task<Lane> Beside(WorkbenchDb db, WorkItem item, Band band) =>
        await Lanes.For(db, item, await db.Lanes.Where(l => l.Id == item.LaneId).Select(l => l.PersonId).SingleAsync(), band);
}

/// <summary>Raises what has grown old, as the rules of its queue say.</summary>
public sealed class RaiseByAge(ScopedWork scoped, TimeProvider time) : IRecurring
{
    private const int Slice = 100;

    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
        await using var db = await dbs.CreateDbContextAsync(stop);
        var queues = await db.Queues.AsNoTracking().Where(q => q.State != QueueState.Closed).Select(q => new { q.Id, q.Priorities }).ToListAsync(stop);
        // The most urgent first: what it raises, the next leaves alone.
        foreach (var (queue, rule) in queues.SelectMany(q => q.Priorities.Where(r => r.Test == PriorityTest.Age).OrderBy(r => r.Band).Select(r => (q.Id, r))))
        {
            await Raise(dbs, queue, rule, stop);
        }
    });

    private async Task Raise(IDbContextFactory<WorkbenchDb> dbs, long queue, PriorityRule rule, CancellationToken stop)
    {
        for (var raised = Slice; raised == Slice && !stop.IsCancellationRequested;)
        {
            await using var db = await dbs.CreateDbContextAsync(stop);
            var now = time.Now();
            var before = now.AddMinutes(-rule.AgeMinutes);
            await db.Write(async () =>
            {
                var old = await db.WorkItems.Where(i => i.QueueId == queue && i.State < WorkState.Done && i.ReceivedAt <= before && i.Band > rule.Band && !i.BandIsByHand)
                    .OrderBy(i => i.ReceivedAt).Take(Slice).ToListAsync(stop);
                foreach (var item in old)
                {
                    item.Raise(rule.Band, await SetPriority.Beside(db, item, rule.Band), now);
                }

                await db.SaveChangesAsync(stop);
                raised = old.Count;
            }, stop);
        }
    }
}

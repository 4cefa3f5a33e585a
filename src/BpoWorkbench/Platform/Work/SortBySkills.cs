using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>
/// Puts what is open where the skill rules of its queue say: what does without a preferred skill from now on, and everything of a queue
/// whose rules have changed.
/// </summary>
public sealed class SortBySkills(ScopedWork scoped, TimeProvider time) : IRecurring
{
    private const int Slice = 100;

    // So many ids are looked at together where the rules have changed.
    private const int Stride = 5_000;

    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
        await Ease(dbs, stop);
        await using var db = await dbs.CreateDbContextAsync(stop);
        foreach (var queue in await db.Queues.AsNoTracking().Where(q => q.SkillsPending).Select(q => new { q.Id, q.Version }).ToListAsync(stop))
        {
            await Sort(dbs, queue.Id, stop);
            // Changed meanwhile, it is gone through once more.
            await db.Write(() => db.Queues.Where(q => q.Id == queue.Id && q.Version == queue.Version).ExecuteUpdateAsync(set => set.SetProperty(q => q.SkillsPending, false), stop), stop);
        }
    });

    private async Task Ease(IDbContextFactory<WorkbenchDb> dbs, CancellationToken stop)
    {
        for (var eased = Slice; eased == Slice && !stop.IsCancellationRequested;)
        {
            await using var db = await dbs.CreateDbContextAsync(stop);
            var now = time.Now();
            eased = await Ask(db, db.WorkItems.Where(i => i.State == WorkState.Ready && i.EaseAt <= now).OrderBy(i => i.EaseAt).Take(Slice), now, stop);
        }
    }

    private async Task Sort(IDbContextFactory<WorkbenchDb> dbs, long queue, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var last = await db.WorkItems.MaxAsync(i => (long?)i.Id, stop) ?? 0;
        for (long from = 0; from <= last; from += Stride)
        {
            var ids = await db.WorkItems.Where(i => i.Id > from && i.Id <= from + Stride && i.QueueId == queue && i.State < WorkState.Done).Select(i => i.Id).ToArrayAsync(stop);
            foreach (var slice in ids.Chunk(Slice))
            {
                db.ChangeTracker.Clear();
                await Ask(db, db.WorkItems.Where(i => EF.Parameter(slice).Contains(i.Id) && i.State < WorkState.Done), time.Now(), stop);
            }
        }
    }

    private static async Task<int> Ask(WorkbenchDb db, IQueryable<WorkItem> which, DateTime now, CancellationToken stop)
    {
        var asked = 0;
        await db.Write(async () =>
        {
            var items = await which.Include(i => i.Queue).ToListAsync(stop);
            // Most of a slice stand together.
            var lanes = new Dictionary<(long Queue, Band Band, string Needs), Lane>();
            foreach (var item in items)
            {
                var needs = item.Queue!.AskedAt(item.Fields, now - item.ReceivedAt);
                var stand = (item.QueueId, item.Band, needs.Needs);
                if (!lanes.TryGetValue(stand, out var lane))
                {
                    lanes[stand] = lane = await Lanes.Of(db, item, needs.Needs);
                }

                item.Ask(needs, lane, now);
            }

            await db.SaveChangesAsync(stop);
            asked = items.Count;
        }, stop);
        return asked;
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>What waited for a time and has waited it out goes back to its queue: to whoever promised it first.</summary>
public sealed class WakeItems(ScopedWork scoped, TimeProvider time) : IRecurring
{
    private const int Slice = 100;

    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
        await Sweep(dbs, (db, now) => db.WorkItems.Where(i => i.State == WorkState.Waiting && i.WakeAt <= now).OrderBy(i => i.WakeAt), stop);
        // Those whose last child ended where nobody told them.
        await Sweep(dbs, (db, _) => db.WorkItems.Where(i => i.State == WorkState.Waiting && i.WaitingOn == WaitingOn.Children
            && !db.WorkItems.Any(c => c.ParentId == i.Id && c.State < WorkState.Done)).OrderBy(i => i.Id), stop);
    });

    private async Task Sweep(IDbContextFactory<WorkbenchDb> dbs, Func<WorkbenchDb, DateTime, IQueryable<WorkItem>> which, CancellationToken stop)
    {
        for (var woken = Slice; woken == Slice && !stop.IsCancellationRequested;)
        {
            await using var db = await dbs.CreateDbContextAsync(stop);
            var now = time.Now();
            await db.Write(async () =>
            {
                var due = await which(db, now).Take(Slice).ToListAsync(stop);
                foreach (var item in due)
                {
                    await Families.Wake(db, item, now);
                }

                await db.SaveChangesAsync(stop);
                woken = due.Count;
            }, stop);
        }
    }
}

/// <summary>
/// Call-backs that their agent did not take within the queue's grace are offered to everyone who works the queue; so is what a supervisor
/// has assigned, but its grace only begins when the agent has gone.
/// </summary>
public sealed class OfferToAll(ScopedWork scoped, TimeProvider time) : IRecurring
{
    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        var now = time.Now();
        // The lanes first: there are few with anything in them, however much is ready in the others.
        var lanes = await Kept(db).ToDictionaryAsync(l => l.Id, l => l.PersonId, stop);
        if (lanes.Count == 0)
        {
            return;
        }

        var seen = await db.Presences.Where(p => lanes.Values.Contains(p.PersonId)).ToDictionaryAsync(p => p.PersonId, p => p.LastSeen, stop);
        await db.Write(async () =>
        {
            var kept = await Lanes.Ready(db).Where(i => lanes.Keys.Contains(i.LaneId)).Select(item => new
            {
                Item = item,
                item.Queue!.OwnerGraceMinutes,
                Since = item.Events.Max(e => e.At),
                Assigned = item.Events.Any(a => a.Kind == WorkEventKind.Assigned && !item.Events.Any(e => e.Id > a.Id && e.From != e.To)),
            }).ToListAsync(stop);
            foreach (var one in kept.Where(k => (k.Assigned && Seen(k.Item) > k.Since ? Seen(k.Item) : k.Since).AddMinutes(k.OwnerGraceMinutes) <= now))
            {
                one.Item.OfferToAll(await Lanes.For(db, one.Item));
            }

            await db.SaveChangesAsync(stop);
        }, stop);

        DateTime Seen(WorkItem item) => seen.GetValueOrDefault(lanes[item.LaneId]);
    });

    internal static IQueryable<Lane> Kept(WorkbenchDb db) =>
        db.Lanes.Where(l => l.PersonId != 0 && Lanes.Ready(db).Any(i => i.LaneId == l.Id));
}

/// <summary>Closes the campaigns whose end has come; what is left in them stays, to be cancelled or moved by a person.</summary>
public sealed class EndCampaigns(ScopedWork scoped, TimeProvider time) : IRecurring
{
    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        var now = time.Now();
        var ended = await db.Queues.Where(q => q.IsCampaign && q.EndsAt <= now && q.State != QueueState.Closed).ToListAsync(stop);
        ended.ForEach(q => q.Close());
        await db.SaveChangesAsync(stop);
    });
}

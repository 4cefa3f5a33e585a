using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>
/// Offers the work of queues that push it: to whoever is available with nothing on screen and has room for it, the longest idle first, by
/// the same rule as Next. What was not accepted in time goes back before, and its agent is offered nothing more until they show that they
/// are there.
/// </summary>
public sealed class OfferWork(ScopedWork scoped, PersonBell bell, TimeProvider time) : IRecurring
{
    public async Task Run(CancellationToken stop)
    {
        List<long> idle = [];
        await scoped.AsSystem(async services =>
        {
            var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
            await TakeBack(dbs, stop);
            await using var db = await dbs.CreateDbContextAsync(stop);
            idle = await Available(db, stop);
        });
        foreach (var agent in idle)
        {
            stop.ThrowIfCancellationRequested();
            await scoped.AsPerson(agent, async services =>
            {
                if (await services.GetRequiredService<NextItem>().Offer() is not null)
                {
                    bell.Ring(agent);
                }
            });
        }
    }

    // Nobody is asked for where nothing is ready to be offered.
    private static async Task<List<long>> Available(WorkbenchDb db, CancellationToken stop)
    {
        var queues = await db.Queues.Where(q => q.Push && q.State == QueueState.Open && db.WorkItems.Any(i => i.QueueId == q.Id && i.State == WorkState.Ready))
            .Select(q => q.Id).ToListAsync(stop);
        if (queues.Count == 0)
        {
            return [];
        }

        var members = db.Set<QueueMember>().Where(m => queues.Contains(m.QueueId));
        return await db.Presences.Where(p => p.Online && p.Code!.ReceivesWork && !p.MissedOffer
                && !db.WorkItems.Any(i => i.OwnerId == p.PersonId && i.State == WorkState.Claimed && (i.ActiveSince != null || i.OfferedUntil != null))
                && members.Any(m => m.PersonId == p.PersonId || db.TeamMembers.Any(t => t.TeamId == m.TeamId && t.PersonId == p.PersonId)))
            .OrderBy(p => db.WorkEvents.Where(e => e.PersonId == p.PersonId).Max(e => (DateTime?)e.At) ?? p.Since).ThenBy(p => p.PersonId)
            .Select(p => p.PersonId).ToListAsync(stop);
    }

    private async Task TakeBack(IDbContextFactory<WorkbenchDb> dbs, CancellationToken stop)
    {
        List<long> owners = [];
        await using var db = await dbs.CreateDbContextAsync(stop);
        await db.Write(async () =>
        {
            var now = time.Now();
            var missed = await db.WorkItems.Where(i => i.State == WorkState.Claimed && i.OfferedUntil <= now).ToListAsync(stop);
            owners = missed.ConvertAll(i => i.OwnerId!.Value);
            foreach (var item in missed)
            {
                item.Miss(await Lanes.For(db, item), now);
            }

            foreach (var presence in await db.Presences.Where(p => owners.Contains(p.PersonId)).ToListAsync(stop))
            {
                presence.Missed();
            }

            await db.SaveChangesAsync(stop);
        }, stop);
        owners.ForEach(bell.Ring);
    }
}

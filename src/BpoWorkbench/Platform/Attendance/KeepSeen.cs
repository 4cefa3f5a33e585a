using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>
/// Notes, again and again, who has a page connected to this node, in one statement for all of them. The server asks its connections and
/// no page's timer, for browsers put pages in the background to sleep.
/// </summary>
public sealed class KeepSeen(ScopedWork scoped, OpenCircuits circuits, LeaseTimes times, TimeProvider time, ILogger<KeepSeen> log) : BackgroundService
{
    /// <summary>They are there.</summary>
    public Task See(IReadOnlyCollection<long> people, CancellationToken stop = default) => scoped.AsSystem(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        var now = time.Now();
        var found = await db.Presences.Where(p => p.LostFrom != null && people.Contains(p.PersonId)).ToListAsync(stop);
        if (found.Count > 0)
        {
            found.ForEach(p => p.Found(now));
            await db.TouchedBy(found.ConvertAll(p => p.PersonId), stop);
            await db.SaveChangesAsync(stop);
        }

        await db.Write(() => db.Presences.Where(p => people.Contains(p.PersonId) && p.CodeId != PresenceCode.Offline)
            .ExecuteUpdateAsync(set => set.SetProperty(p => p.LastSeen, now), stop), stop);
    });

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var beat = new PeriodicTimer(times.Beat, time);
        while (await beat.WaitForNextTickAsync(stoppingToken))
        {
            var people = circuits.Connected();
            if (people.Count > 0)
            {
                try
                {
                    await See(people, stoppingToken);
                }
                catch (Exception failure) when (failure is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
                {
                    log.LogWarning(failure, "Who is there could not be noted; it is tried again.");
                }
            }
        }
    }
}

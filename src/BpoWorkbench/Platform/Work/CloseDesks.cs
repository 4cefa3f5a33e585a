using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>
/// After a stop of the server nobody is at a desk: what was on screen counts until its owner was last seen. Where several nodes share
/// the database, the desks of the others go on, and those of one that died are known by their silence.
/// </summary>
public sealed class CloseDesks(ScopedWork scoped, TimeProvider time) : IHostedService, IRecurring
{
    /// <summary>An open desk is seen more often than that.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(2);

    public Task StartAsync(CancellationToken cancellationToken) => Close(atStart: true, cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task Run(CancellationToken stop) => Close(atStart: false, stop);

    private Task Close(bool atStart, CancellationToken stop) => scoped.AsSystem(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        var alone = db.Engine.WritersTakeTurns;
        if (alone && !atStart)
        {
            return;
        }

        var since = time.Now() - Silence;
        await db.Write(async () =>
        {
            var gone = await db.Presences.Where(p => p.Online && (alone || p.LastSeen <= since)).ToDictionaryAsync(p => p.PersonId, stop);
            var owners = gone.Keys.ToArray();
            foreach (var item in await db.WorkItems.Where(i => i.State == WorkState.Claimed && i.ActiveSince != null && (alone || owners.Contains(i.OwnerId!.Value))).ToListAsync(stop))
            {
                item.Leave(gone.TryGetValue(item.OwnerId ?? 0, out var owner) ? owner.LastSeen : item.ActiveSince!.Value);
            }

            foreach (var presence in gone.Values)
            {
                presence.Seen(false, presence.LastSeen);
            }

            await db.SaveChangesAsync(stop);
        }, stop);
    });
}

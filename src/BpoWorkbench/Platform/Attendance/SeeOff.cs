using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>
/// Whoever has not been seen for a while is no longer at work: what was on their screen counts until they were last seen. After a stop of
/// a server that was alone that is everybody; where several nodes share the database, those whose node died are known by their silence.
/// </summary>
public sealed class SeeOff(ScopedWork scoped, LeaseTimes times, TimeProvider time) : IHostedService, IRecurring
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        times.ServerStarted();
        return scoped.AsSystem(async services =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(cancellationToken);
            await Gone(db, db.Engine.WritersTakeTurns ? DateTime.MaxValue : time.Now() - times.Silence, cancellationToken);
        });
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        if (times.LastSeenBefore(times.Silence) is { } limit)
        {
            await Gone(db, limit, stop);
        }
    });

    private static Task Gone(WorkbenchDb db, DateTime limit, CancellationToken stop) => db.Write(async () =>
    {
        // Who is only at a telephone, which has said so since a page of theirs was last seen, is not looked for here.
        var gone = await db.Presences.Where(p => (p.Online || (p.CodeId != PresenceCode.Offline && p.LastSeen >= p.Since)) && p.LastSeen < limit)
            .ToDictionaryAsync(p => p.PersonId, stop);
        var owners = gone.Keys.ToArray();
        foreach (var item in await db.WorkItems.Where(i => i.State == WorkState.Claimed && i.ActiveSince != null && owners.Contains(i.OwnerId!.Value)).ToListAsync(stop))
        {
            item.Leave(gone[item.OwnerId!.Value].LastSeen);
        }

        foreach (var presence in gone.Values)
        {
            presence.Gone();
        }

        await db.TouchedBy(owners, stop);
        await db.SaveChangesAsync(stop);
    }, stop);
}

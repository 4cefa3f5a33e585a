using BpoWorkbench.Data;
using BpoWorkbench.Domain.Sharing;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>At start: sharing out goes on from what was given to whom before.</summary>
internal sealed class RecallAssignments(ScopedWork scoped, SharingOut sharing) : IHostedService
{
    private const int Assignments = 300;

    // So far back it looks, and no further, however seldom somebody presses Next.
    private const int Events = 20_000;

    public Task StartAsync(CancellationToken cancellationToken) => scoped.AsSystem(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(cancellationToken);
        var last = await db.WorkEvents.MaxAsync(e => (long?)e.Id, cancellationToken) ?? 0;
        var given = await db.WorkEvents.Where(e => e.Id > last - Events && (e.Kind == WorkEventKind.Claimed || e.Kind == WorkEventKind.Offered) && e.PersonId != null)
            .OrderByDescending(e => e.Id).Take(Assignments).Select(e => new { e.Id, e.ClientId, PersonId = e.PersonId!.Value }).ToListAsync(cancellationToken);
        var people = given.Select(g => g.PersonId).Distinct().ToList();
        var grants = (await db.Grants.AsNoTracking().Where(g => people.Contains(g.PersonId)).ToListAsync(cancellationToken))
            .Where(g => Roles.PermissionsOf(g.Role).Contains(Permissions.Work)).ToLookup(g => g.PersonId, g => g.ClientId ?? 0);
        foreach (var assignment in given.OrderBy(g => g.Id))
        {
            sharing.Learn(assignment.PersonId, assignment.ClientId, [.. grants[assignment.PersonId].Union([assignment.ClientId])]);
        }
    });

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

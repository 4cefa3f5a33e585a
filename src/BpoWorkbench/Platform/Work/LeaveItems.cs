using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Stops the handle time of what the agent has on screen.</summary>
public sealed class LeaveItems(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    /// <param name="awaySince">Since when they have been away from the window; what exceeds the queue's limit does not count.</param>
    /// <param name="except">The item they turn to; what lies on their other desks.</param>
    public async Task Run(DateTime? awaySince = null, params IReadOnlyCollection<long> except)
    {
        var person = scope.RequirePerson();
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            var active = await db.WorkItems.Include(i => i.Queue)
                .Where(i => i.State == WorkState.Claimed && i.OwnerId == person && i.ActiveSince != null && !except.Contains(i.Id)).ToListAsync();
            foreach (var item in active)
            {
                var now = time.Now();
                var counts = awaySince?.AddMinutes(item.Queue!.AwayMinutes) ?? now;
                item.Leave(counts < now ? counts : now);
            }

            await db.SaveChangesAsync();
        });
    }
}

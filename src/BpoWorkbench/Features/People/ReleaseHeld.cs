using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.People;

/// <summary>Gives back to the queues what someone holds who may no longer work on it. Called inside <see cref="WorkbenchDb.Write"/>.</summary>
public sealed class ReleaseHeld(ClientScope scope, TimeProvider time)
{
    /// <param name="clientId">Only this client's items; all when left out.</param>
    public async Task Run(WorkbenchDb db, long personId, long? clientId = null)
    {
        var held = await db.WorkItems
            .Where(i => i.OwnerId == personId && i.State == WorkState.Claimed && (clientId == null || i.ClientId == clientId)).ToListAsync();
        foreach (var item in held)
        {
            item.Release(scope.PersonId, await Lanes.For(db, item), time.Now());
        }
    }
}

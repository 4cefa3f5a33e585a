using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Queues;

/// <summary>Whether a queue's or campaign's work is given out, and what becomes of what is left in it.</summary>
public sealed class SteerQueue(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    public Task Pause(long id) => Step(id, queue => queue.Pause());

    public Task Resume(long id) => Step(id, queue => queue.Resume());

    public Task Close(long id) => Step(id, queue => queue.Close());

    public Task CancelWhatIsLeft(long id) => Step(id, queue => queue.CancelWhatIsLeft(scope.RequirePerson(), time.Now()));

    private async Task Step(long id, Action<Queue> step)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var queue = await db.Queues.SingleOrDefaultAsync(q => q.Id == id) ?? throw new Refusal("access.denied");
        scope.Require(Permissions.Queues, queue.ClientId);
        step(queue);
        db.Touched(queue.ClientId);
        await db.SaveChangesAsync();
    }
}

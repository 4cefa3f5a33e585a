using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Api;

/// <summary>The queues that a client's programs know of: those that its people see in the portal.</summary>
internal static class SeenQueues
{
    public static IQueryable<Queue> Of(WorkbenchDb db, KnownKey key) => db.Queues.AsNoTracking().Where(q => q.ClientId == key.ClientId && q.SeenInPortal);

    /// <returns>One that takes work, with its policies.</returns>
    /// <exception cref="Refusal">queue.unknown; queue.closed.</exception>
    public static async Task<Queue> Find(WorkbenchDb db, KnownKey key, long id, CancellationToken stop)
    {
        var queue = await Of(db, key).Include(q => q.Policies).SingleOrDefaultAsync(q => q.Id == id, stop) ?? throw new Refusal("queue.unknown");
        return queue.State == QueueState.Closed ? throw new Refusal("queue.closed", queue.Name) : queue;
    }
}

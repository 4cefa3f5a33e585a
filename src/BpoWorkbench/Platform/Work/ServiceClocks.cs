using System.Collections.Concurrent;
using BpoWorkbench.Data;
using BpoWorkbench.Domain.Clock;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>The clocks of the policies that items arrived under, each read once: such a policy never changes.</summary>
public sealed class ServiceClocks
{
    private readonly ConcurrentDictionary<long, ServiceClock> _known = new();

    /// <returns>Those of the policies that are in the scope of the context, by their ids.</returns>
    public async Task<IReadOnlyDictionary<long, ServiceClock>> Of(WorkbenchDb db, params IReadOnlyCollection<long> policies)
    {
        var unread = policies.Where(id => !_known.ContainsKey(id)).Distinct().ToArray();
        if (unread.Length > 0)
        {
            foreach (var policy in await db.Policies.AsNoTracking().Where(p => unread.Contains(p.Id)).ToListAsync())
            {
                _known[policy.Id] = policy.Clock;
            }
        }

        return _known;
    }
}

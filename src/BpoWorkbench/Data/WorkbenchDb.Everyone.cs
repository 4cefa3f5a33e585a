using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Data;

public sealed partial class WorkbenchDb
{
    /// <summary>The ids of all clients: what a grant without a client stands for, and what the system's jobs go through.</summary>
    public Task<List<long>> EveryClient() =>
        Clients.IgnoreQueryFilters([Wall.FilterName]).Select(c => c.Id).ToListAsync();

    /// <summary>Who has an item on screen, whoever's it is: that they are busy concerns all they work for, with what does not.</summary>
    public Task<List<long>> BusyPeople(CancellationToken stop) =>
        WorkItems.IgnoreQueryFilters([Wall.FilterName]).Where(i => i.State == WorkState.Claimed && i.ActiveSince != null && i.OwnerId != null)
            .Select(i => i.OwnerId!.Value).Distinct().ToListAsync(stop);
}

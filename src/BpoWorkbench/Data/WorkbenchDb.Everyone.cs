using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Data;

public sealed partial class WorkbenchDb
{
    /// <summary>The ids of all clients: what a grant without a client stands for, and what the system's jobs go through.</summary>
    public Task<List<long>> EveryClient() =>
        Clients.IgnoreQueryFilters([Wall.FilterName]).Select(c => c.Id).ToListAsync();
}

using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Data;

public partial class WorkbenchDb
{
    /// <summary>The ids of all clients: what a grant without a client stands for, and what the system's jobs go through.</summary>
    public Task<List<long>> EveryClient() => Database.SqlQuery<long>($"SELECT \"Value\" FROM \"EveryClient\"").ToListAsync();

    /// <summary>Who has an item on screen, whoever's it is: that they are busy concerns all they work for, with what does not.</summary>
    public Task<List<long>> BusyPeople(CancellationToken stop) => Database.SqlQuery<long>($"SELECT \"Value\" FROM \"BusyPeople\"").ToListAsync(stop);
}

using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Data;

public partial class WorkbenchDb
{
    /// <summary>The ids of all clients: what a grant without a client stands for, and what the system's jobs go through.</summary>
    public Task<List<long>> EveryClient() => Database.SqlQuery<long>($"SELECT \"Value\" FROM \"EveryClient\"").ToListAsync();

    /// <summary>Whether another client bears the code.</summary>
    public async Task<bool> IsCodeTaken(string code, long exceptClient) =>
        await Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM \"EveryClient\" WHERE \"Code\" = {code} AND \"Value\" <> {exceptClient}").SingleAsync() > 0;

    /// <summary>What the other clients have contracted together of their agents' assignments, in per cent.</summary>
    public async Task<int> SharesOfOthers(long exceptClient) =>
        (int)await Database.SqlQuery<long>($"SELECT coalesce(sum(\"Share\"), 0) AS \"Value\" FROM \"EveryClient\" WHERE \"Active\" AND \"Value\" <> {exceptClient}").SingleAsync();

    /// <summary>Who has an item on screen, whoever's it is: that they are busy concerns all they work for, with what does not.</summary>
    public Task<List<long>> BusyPeople(CancellationToken stop) => Database.SqlQuery<long>($"SELECT \"Value\" FROM \"BusyPeople\"").ToListAsync(stop);
}

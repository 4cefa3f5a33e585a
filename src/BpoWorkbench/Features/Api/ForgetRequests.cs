using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Api;

/// <summary>Forgets what programs have asked for once, when nobody can be asking it again.</summary>
public sealed class ForgetRequests(ScopedWork scoped, TimeProvider time) : IRecurring
{
    /// <summary>So long a request is answered the same.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        var until = time.Now() - Kept;
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        await db.Write(() => db.TakenRequests.Where(r => r.TakenAt < until).ExecuteDeleteAsync(stop), stop);
    });
}

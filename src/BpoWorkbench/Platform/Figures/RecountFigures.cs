using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BpoWorkbench.Platform.Figures;

/// <summary>What the last recount found.</summary>
public sealed record Recount(DateTime At, long Events, int Differences)
{
    internal const string Key = "figures.recount";
}

/// <summary>Counts everything again at night, so that a figure that is wrong is known before anybody bills on it.</summary>
public sealed class RecountFigures(ScopedWork scoped, HouseSettings settings, TimeProvider time, ILogger<RecountFigures> log) : IRecurring
{
    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        var check = await services.GetRequiredService<VerifyFigures>().Run(stop);
        foreach (var difference in check.Differences)
        {
            log.LogError("A counter differs from its events: {Difference}", difference);
        }

        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        await settings.Put(db, Recount.Key, new Recount(time.Now(), check.Events, check.Differences.Count));
        await db.SaveChangesAsync(stop);
    });
}

/// <summary>Health: at the last recount every counter said what the events say.</summary>
public sealed class FiguresCheck(HouseSettings settings) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await settings.Read<Recount>(Recount.Key) switch
        {
            { Differences: > 0 } found => HealthCheckResult.Degraded($"{found.Differences} counters differ from their events; kpi verify names them"),
            _ => HealthCheckResult.Healthy(),
        };
}

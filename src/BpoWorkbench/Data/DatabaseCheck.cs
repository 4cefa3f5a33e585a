using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BpoWorkbench.Data;

/// <summary>Health: the database answers and is of this version.</summary>
public sealed class DatabaseCheck(WorkbenchDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Engine.IsMigrated(db, cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("migrations are pending");
}

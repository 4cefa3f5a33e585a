using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BpoWorkbench.Platform.Files.Scanning;

/// <summary>Health: the scanner for viruses answers. Without it everything else goes on, unscanned and saying so.</summary>
public sealed class ScannerCheck(VirusScanner scanner) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await scanner.Answers(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("the scanner for viruses does not answer");
}

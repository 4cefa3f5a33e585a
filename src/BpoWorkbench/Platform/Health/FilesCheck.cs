using BpoWorkbench.Data;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BpoWorkbench.Platform.Health;

/// <summary>Health: a file can be written and taken away again where the clients' files lie.</summary>
public sealed class FilesCheck(DataDirectory data) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var path = Path.Combine(data.Files, $".health-{Guid.NewGuid():N}");
            await using var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            await file.WriteAsync(new byte[1], cancellationToken);
            await file.FlushAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "files cannot be written", exception);
        }
    }
}

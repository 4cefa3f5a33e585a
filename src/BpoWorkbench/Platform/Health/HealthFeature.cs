using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BpoWorkbench.Platform.Health;

/// <summary>/health: 200 while every part works, 503 otherwise, naming the parts. A part registers its own check with AddHealthChecks().</summary>
public static class HealthFeature
{
    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<FilesCheck>("files");

    public static void MapHealth(this WebApplication app) =>
        app.MapHealthChecks("/health", new HealthCheckOptions { ResponseWriter = Answer }).AllowAnonymous();

    // Anyone may ask, so exceptions stay in the log.
    private static Task Answer(HttpContext context, HealthReport report) => context.Response.WriteAsJsonAsync(new
    {
        status = report.Status.ToString(),
        parts = report.Entries.ToDictionary(entry => entry.Key, entry => new { status = entry.Value.Status.ToString(), says = entry.Value.Description }),
    });
}

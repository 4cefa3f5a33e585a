using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace BpoWorkbench.Tests.Support;

/// <summary>Makes the databases of a workbench, for others to begin with a copy of them.</summary>
internal static class Founding
{
    /// <summary>Starts a workbench where there is none yet, and stops it.</summary>
    public static async Task Of(IEnumerable<string> arguments)
    {
        await using var app = Program.Build(["--environment=Testing", "--urls=http://127.0.0.1:0", .. arguments], builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.Configure<QuartzHostedServiceOptions>(jobs => jobs.AutoStart = false);
        });
        await app.StartAsync();
        await app.StopAsync();
    }
}

using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BpoWorkbench.Features.Account;

/// <summary>Leads every page to the set-up until it is done, and makes it disappear afterwards.</summary>
internal sealed class FirstRunGate(RequestDelegate next, FirstRun firstRun)
{
    public const string Path = "/account/first-run";
    private static readonly string[] Open = ["/health", "/language", "/theme", "/antiforgery", "/_"];

    public async Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        if (path.Equals(Path, StringComparison.OrdinalIgnoreCase))
        {
            if (!await firstRun.IsNeeded())
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }
        }
        else if (!System.IO.Path.HasExtension(path) && !Array.Exists(Open, start => path.StartsWith(start, StringComparison.OrdinalIgnoreCase)) && await firstRun.IsNeeded())
        {
            http.Response.Redirect(Path);
            return;
        }

        await next(http);
    }
}

/// <summary>Prints the one-time code when the program starts with nobody in it.</summary>
internal sealed partial class PrintFirstRunCode(FirstRun firstRun, IServer server, IHostApplicationLifetime lifetime, ILogger<FirstRun> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await firstRun.IsNeeded())
        {
            var code = await firstRun.NewCode();
            // Where it listens is known only once it does.
            lifetime.ApplicationStarted.Register(() => Say((server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "") + FirstRunGate.Path, code));
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "Nobody can sign in yet. Open {Address} and create the administrator with this code: {Code}")]
    private partial void Say(string address, string code);
}

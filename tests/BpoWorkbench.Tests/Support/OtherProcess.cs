using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace BpoWorkbench.Tests.Support;

/// <summary>The product as a process of its own, to be killed.</summary>
internal sealed class OtherProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;

    private OtherProcess(Process process, Uri address) => (_process, _client) = (process, new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address });

    public static async Task<OtherProcess> Start(string environment, params IEnumerable<string> arguments)
    {
        var address = new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "BpoWorkbench.dll"), $"--environment={environment}", $"--urls={address}" }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var other = new OtherProcess(process, address);
        try
        {
            await other.UntilWell();
            return other;
        }
        catch
        {
            await other.DisposeAsync();
            throw;
        }
    }

    /// <summary>As kill -9 does: without a word to the process.</summary>
    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
        _client.Dispose();
    }

    private async Task UntilWell()
    {
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(100))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(2) && !_process.HasExited, "The other process did not start.");
            try
            {
                using var answer = await _client.GetAsync(new Uri("/health", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not yet listening.
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

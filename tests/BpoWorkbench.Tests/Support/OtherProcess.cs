using System.Diagnostics;
using System.Text.RegularExpressions;

namespace BpoWorkbench.Tests.Support;

/// <summary>The product as a process of its own, to be killed.</summary>
internal sealed partial class OtherProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _client;

    private OtherProcess(Process process, Uri address) => (_process, _client) = (process, new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address });

    public static async Task<OtherProcess> Start(string environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "BpoWorkbench.dll"), $"--environment={environment}", "--urls=http://127.0.0.1:0" }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        var address = new TaskCompletionSource<Uri>();
        process.OutputDataReceived += (_, said) =>
        {
            if (said.Data is { } line && Listening().Match(line) is { Success: true } found)
            {
                address.TrySetResult(new Uri(found.Value));
            }
        };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await Patience.Until(() => address.Task.IsCompleted || process.HasExited);
            Assert.True(address.Task.IsCompleted, "The other process did not start.");
            var other = new OtherProcess(process, await address.Task);
            await Patience.Until(other.IsWell);
            return other;
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            process.Dispose();
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

    private async Task<bool> IsWell()
    {
        using var answer = await _client.GetAsync(new Uri("/health", UriKind.Relative));
        return answer.IsSuccessStatusCode;
    }

    [GeneratedRegex(@"(?<=Now listening on: )http\S+")]
    private static partial Regex Listening();
}

using System.Diagnostics;

namespace BpoWorkbench.Tests.Support;

/// <summary>The product as a process of its own, to be killed.</summary>
internal sealed class OtherProcess : IAsyncDisposable
{
    private readonly Process _process;

    private OtherProcess(Process process) => _process = process;

    public bool Lives => !_process.HasExited;

    /// <summary>Does not wait for it: what it does in the database tells how far it has come.</summary>
    public static OtherProcess Start(string environment, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { Path.Combine(AppContext.BaseDirectory, "BpoWorkbench.dll"), $"--environment={environment}", "--urls=http://127.0.0.1:0" }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new OtherProcess(process);
    }

    /// <summary>As kill -9 does: without a word to the process.</summary>
    public async Task Kill()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Lives)
        {
            await Kill();
        }

        _process.Dispose();
    }
}

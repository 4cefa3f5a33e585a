using System.Collections.Concurrent;
using System.Diagnostics;

namespace BpoWorkbench.Tests.Support;

/// <summary>A program of the system as tests run it: as an ordinary user, for some insist on that where the tests are run by root.</summary>
internal sealed class Daemon : IAsyncDisposable
{
    // It ends when nobody holds the other end of its input any more: however the test ends, even killed.
    private const string EndsWithUs = """exec 3<&0; "$@" </dev/null 3<&- & program=$!; { read -r _ <&3; kill "$program"; } & watch=$!; wait "$program"; kill "$watch" 2>/dev/null""";

    // By number, for what "nobody" is called differs.
    private const string Nobody = "65534";

    private static readonly string[] Ordinary = Environment.IsPrivilegedProcess ? ["setpriv", $"--reuid={Nobody}", $"--regid={Nobody}", "--clear-groups"] : [];

    private readonly ConcurrentQueue<string> _said = new();
    private readonly Process _process;

    private Daemon(Process process) => _process = process;

    public bool HasEnded => _process.HasExited;

    /// <summary>All it has said so far.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Runs beside the test until it is disposed of.</summary>
    public static Daemon Start(params IEnumerable<string> command) => Start(["sh", "-c", EndsWithUs, "sh", .. Ordinary, .. command], null, null);

    /// <summary>Runs to its end.</summary>
    /// <returns>What it ended with, and what it said.</returns>
    public static async Task<(int Code, string Said)> Run(IEnumerable<string> command, byte[]? input = null, IReadOnlyDictionary<string, string>? environment = null)
    {
        await using var daemon = Start([.. Ordinary, .. command], input ?? [], environment);
        await daemon._process.WaitForExitAsync();
        return (daemon._process.ExitCode, daemon.Said);
    }

    /// <summary>Gives files, and folders with all that is in them, to the user that these programs are run as, and to nobody else.</summary>
    public static async Task HandOver(params string[] paths)
    {
        string[][] steps = [["chmod", "-R", "u=rwx,go=", .. paths], .. Environment.IsPrivilegedProcess ? new[] { (string[])["chown", "-R", $"{Nobody}:{Nobody}", .. paths] } : []];
        foreach (var step in steps)
        {
            using var program = Process.Start(step[0], step[1..]);
            await program.WaitForExitAsync();
            Assert.Equal(0, program.ExitCode);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasEnded)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Daemon Start(string[] command, byte[]? input, IReadOnlyDictionary<string, string>? environment)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var daemon = new Daemon(Process.Start(start)!);
        daemon._process.OutputDataReceived += (_, line) => daemon.Hear(line.Data);
        daemon._process.ErrorDataReceived += (_, line) => daemon.Hear(line.Data);
        daemon._process.BeginOutputReadLine();
        daemon._process.BeginErrorReadLine();
        if (input is not null)
        {
            daemon._process.StandardInput.BaseStream.Write(input);
            daemon._process.StandardInput.Close();
        }

        return daemon;
    }

    private void Hear(string? line)
    {
        if (line is not null)
        {
            _said.Enqueue(line);
        }
    }
}

using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BpoWorkbench.Tests.Support;

/// <summary>clamd as a process of the test's own, which knows one sign, a harmless one: EICAR's.</summary>
internal sealed class Clamd : IAsyncDisposable
{
    /// <summary>What it is called where it is found.</summary>
    public const string Found = "Eicar-Test.UNOFFICIAL";

    /// <summary>So much it takes in.</summary>
    public const int MostBytes = 256 * 1024;

    /// <summary>Every scanner takes it for a virus; put together here, or this file would be one.</summary>
    public static readonly byte[] Eicar = Encoding.ASCII.GetBytes(string.Concat(@"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD", "-ANTIVIRUS-TEST-FILE!$H+H*"));

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bpo-clamd-");
    private Process? _process;

    public Clamd() => Address = FreePort();

    /// <summary>"127.0.0.1:port".</summary>
    public string Address { get; }

    public string Socket => Path.Combine(_folder.FullName, "clamd.ctl");

    public static async Task<Clamd> Start()
    {
        var clamd = new Clamd();
        await clamd.Begin();
        return clamd;
    }

    /// <summary>It answers from now on.</summary>
    public async Task Begin()
    {
        var settings = Path.Combine(_folder.FullName, "clamd.conf");
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "test.ndb"), $"Eicar-Test:0:*:{Convert.ToHexStringLower(Eicar)}\n");
        await File.WriteAllLinesAsync(settings,
        [
            $"DatabaseDirectory {_folder.FullName}", $"LocalSocket {Socket}", "TCPAddr 127.0.0.1", $"TCPSocket {Address.Split(':')[1]}", $"TemporaryDirectory {_folder.FullName}",
            "Foreground yes", $"StreamMaxLength {MostBytes}",
        ]);
        var start = new ProcessStartInfo("/usr/sbin/clamd", ["-c", settings]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, _) => { };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Patience.Until(Listens);
    }

    public async Task End()
    {
        if (_process is { } process)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            _process = null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await End();
        _folder.Delete(recursive: true);
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }

    private async Task<bool> Listens()
    {
        Assert.False(_process!.HasExited, "clamd did not start.");
        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(Socket));
            using var caller = new TcpClient();
            await caller.ConnectAsync(IPEndPoint.Parse(Address));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

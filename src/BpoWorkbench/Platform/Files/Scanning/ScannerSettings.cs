using System.Net;
using System.Net.Sockets;

namespace BpoWorkbench.Platform.Files.Scanning;

/// <summary>Where clamd listens, under "Files".</summary>
public sealed class ScannerSettings
{
    private const int ClamdPort = 3310;

    /// <summary>"host", "host:port", or the path of its socket; left out, nothing is scanned.</summary>
    public string? Scanner { get; set; }

    /// <summary>How long a file that comes in waits for it; then it is scanned later.</summary>
    public int ScannerSeconds { get; set; } = 10;

    public bool IsThere => !string.IsNullOrWhiteSpace(Scanner);

    /// <summary>Null where it is none.</summary>
    public EndPoint? EndPoint() => Scanner?.Trim() switch
    {
        null or "" => null,
        ['/', ..] path => new UnixDomainSocketEndPoint(path),
        var host => Uri.TryCreate($"clamd://{host}", UriKind.Absolute, out var address) && address is { Host.Length: > 0, AbsolutePath: "" or "/" }
            ? new DnsEndPoint(address.IdnHost.Trim('[', ']'), address.Port < 0 ? ClamdPort : address.Port) : null,
    };
}

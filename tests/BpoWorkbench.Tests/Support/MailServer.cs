using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BpoWorkbench.Tests.Support;

/// <summary>A mail server of the test's own: keeps what it accepts, and answers as the test says.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public MailServer()
    {
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whole messages, headers first.</summary>
    public ConcurrentQueue<string> Accepted { get; } = new();

    /// <summary>The answer to RCPT TO; "250" accepts.</summary>
    public Func<string, string> ToRecipient { get; set; } = _ => "250 ok";

    /// <summary>Takes the message and breaks off without an answer.</summary>
    public bool BreaksAfterData { get; set; }

    /// <summary>How long it takes from having a message to saying so.</summary>
    public TimeSpan Thinks { get; set; }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _stop.Dispose();
    }

    private async Task Serve()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var caller = await _listener.AcceptTcpClientAsync(_stop.Token);
                await Talk(caller);
            }
            catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The next caller, or none.
            }
        }
    }

    private async Task Talk(TcpClient caller)
    {
        using var reader = new StreamReader(caller.GetStream(), Encoding.UTF8);
        await using var writer = new StreamWriter(caller.GetStream(), new UTF8Encoding(false)) { AutoFlush = true, NewLine = "\r\n" };
        await writer.WriteLineAsync("220 test");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            switch (line.Split(' ')[0].ToUpperInvariant())
            {
                case "RCPT":
                    await writer.WriteLineAsync(ToRecipient(line));
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    var text = new StringBuilder();
                    var part = await reader.ReadLineAsync(_stop.Token);
                    for (; part is not (null or "."); part = await reader.ReadLineAsync(_stop.Token))
                    {
                        text.AppendLine(part);
                    }

                    if (part is null)
                    {
                        // Who breaks off before the dot has sent nothing (RFC 5321, 4.1.1.4).
                        return;
                    }

                    Accepted.Enqueue(text.ToString());
                    await Task.Delay(Thinks, _stop.Token);
                    if (BreaksAfterData)
                    {
                        caller.Client.LingerState = new LingerOption(true, 0);
                        return;
                    }

                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }
}

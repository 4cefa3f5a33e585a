using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using BpoWorkbench.Domain;
using Microsoft.Extensions.Options;

namespace BpoWorkbench.Platform.Files.Scanning;

/// <summary>What the scanner said.</summary>
/// <param name="Result">Null where it could not be asked, so that it is asked again.</param>
/// <param name="Says">What was found, or why there is no result: <see cref="VirusScanner.Away"/>, or in its own words.</param>
public sealed record ScanAnswer(Scan? Result, string? Says);

/// <summary>
/// Asks clamd, where one is configured, whether there are viruses in a file (INSTREAM, clamd(8)). It never fails: where clamd is away or
/// takes too long there is no result, and who comes soon after that does not wait for it again.
/// </summary>
public sealed class VirusScanner(IOptions<ScannerSettings> settings, TimeProvider time)
{
    /// <summary>Why there is no result: it does not answer.</summary>
    public const string Away = "away";

    /// <summary>Why it cannot tell: it is well, and that file takes it too long.</summary>
    public const string Slow = "slow";

    private const int LongestAnswer = 4096;
    private static readonly TimeSpan ToConnect = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeftAlone = TimeSpan.FromSeconds(30);

    private readonly EndPoint? _scanner = settings.Value.EndPoint();
    private long _awayUntil = DateTime.MinValue.Ticks;

    public bool IsThere => _scanner is not null;

    /// <summary>It did not answer just now.</summary>
    public bool IsAway => time.Now().Ticks < Interlocked.Read(ref _awayUntil);

    /// <summary>How long a file that comes in waits for it.</summary>
    public TimeSpan Patience => TimeSpan.FromSeconds(settings.Value.ScannerSeconds);

    /// <summary>From where the stream is to its end, or so many bytes of it.</summary>
    public async Task<ScanAnswer> Scan(Stream content, long bytes, TimeSpan patience, CancellationToken stop)
    {
        var answer = await Ask("zINSTREAM\0", content, bytes, patience, stop);
        if (answer is null)
        {
            Interlocked.Exchange(ref _awayUntil, (time.Now() + LeftAlone).Ticks);
            return new(null, Away);
        }

        var said = answer.StartsWith("stream: ", StringComparison.Ordinal) ? answer[8..] : answer;
        return said switch
        {
            "OK" => new(Domain.Scan.Clean, null),
            _ when said.EndsWith(" FOUND", StringComparison.Ordinal) => new(Domain.Scan.Infected, said[..^6]),
            _ when said.Contains("size limit exceeded", StringComparison.OrdinalIgnoreCase) => new(Domain.Scan.Failed, Words(said)),
            _ => new(null, Words(said)),
        };
    }

    public async Task<bool> Answers(CancellationToken stop)
    {
        var answers = await Ask("zPING\0", Stream.Null, 0, ToConnect, stop) == "PONG";
        Interlocked.Exchange(ref _awayUntil, (answers ? DateTime.MinValue : time.Now() + LeftAlone).Ticks);
        return answers;
    }

    private static string Words(string said) => said.Replace(" ERROR", "", StringComparison.Ordinal).TrimEnd('.');

    // Null where it does not answer in time.
    private async Task<string?> Ask(string command, Stream content, long bytes, TimeSpan patience, CancellationToken stop)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            waiting.CancelAfter(ToConnect < patience ? ToConnect : patience);
            using var socket = _scanner is UnixDomainSocketEndPoint ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(_scanner!, waiting.Token);
            waiting.CancelAfter(patience);
            await using var stream = new NetworkStream(socket);
            await Send(stream, command, content, bytes, waiting.Token);
            return await Answer(stream, waiting.Token);
        }
        catch (Exception failure) when (failure is SocketException or IOException || (failure is OperationCanceledException && !stop.IsCancellationRequested))
        {
            return null;
        }
    }

    // Up to its zero and no further: what follows, where it had enough, is that the connection breaks.
    private static async Task<string?> Answer(NetworkStream from, CancellationToken stop)
    {
        var answer = new byte[LongestAnswer];
        var length = 0;
        for (int read; answer.AsSpan(0, length).IndexOf((byte)0) < 0 && length < answer.Length && (read = await from.ReadAsync(answer.AsMemory(length), stop)) > 0;)
        {
            length += read;
        }

        return length == 0 ? null : Encoding.UTF8.GetString(answer, 0, length).Trim('\0', '\n', ' ');
    }

    private static async Task Send(NetworkStream to, string command, Stream content, long bytes, CancellationToken stop)
    {
        await to.WriteAsync(Encoding.ASCII.GetBytes(command), stop);
        var chunk = new byte[4 + (64 * 1024)];
        try
        {
            for (int read; bytes > 0 && (read = await content.ReadAsync(chunk.AsMemory(4, (int)Math.Min(bytes, chunk.Length - 4)), stop)) > 0; bytes -= read)
            {
                BinaryPrimitives.WriteInt32BigEndian(chunk, read);
                await to.WriteAsync(chunk.AsMemory(0, 4 + read), stop);
            }

            await to.WriteAsync(command.Contains("INSTREAM", StringComparison.Ordinal) ? new byte[4] : ReadOnlyMemory<byte>.Empty, stop);
        }
        catch (IOException)
        {
            // It has had enough, says why, and closes.
        }
    }
}

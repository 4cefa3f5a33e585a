using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Features.Email;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Support;

/// <summary>What was found after the program was killed again and again while mail came in and went out.</summary>
/// <param name="Acknowledged">Messages that were answered to have been taken.</param>
/// <param name="Lost">Of those: not there, or without what they said.</param>
/// <param name="Twice">Of all that were handed in: there more than once, or in more than one item.</param>
/// <param name="SentTwice">Letters that the mail server took more than once.</param>
/// <param name="Untrue">Letters that are said to be sent, and that it never took; or taken, and said to be neither sent nor uncertain.</param>
internal sealed record MailKillsFound(int Acknowledged, int Lost, int Twice, int Letters, int Sent, int Uncertain, int Unsent, int Others, int SentTwice, int Untrue);

/// <summary>
/// The program in a process of its own, killed with -9 again and again while a mail server hands messages in, each until it is answered, and
/// another takes the letters that leave.
/// </summary>
internal sealed partial class MailKills : IAsyncDisposable
{
    private const string Mailbox = "iberluz@bpo.example";
    private const int AtOnce = 4;
    private const int LettersEach = 12;

    private readonly MailServer _server = new() { Thinks = TimeSpan.FromMilliseconds(15) };
    private readonly ConcurrentDictionary<int, string> _acknowledged = new();
    private readonly int _kills;
    private string _key = "";
    private long _client;

    public MailKills(int kills) => _kills = kills;

    /// <summary>So many letters wait to leave, and there is a mailbox: in a workbench that is stopped before the killing begins.</summary>
    public async Task SetUp(IServiceProvider services, long client, long maker, DateTime now)
    {
        _client = client;
        await services.GetRequiredService<ScopedWork>().AsSystem(async scope =>
        {
            await using var db = await scope.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            await scope.GetRequiredService<HouseSettings>().Put(db, SmtpSettings.Key, new SmtpSettings("127.0.0.1", _server.Port, null, "avisos@bpo.example", "Centro", Tls: false, "http://here"));
            var queue = new Queue(client, EmailFeature.Kind, "Correo");
            queue.Policies.Add(new ServicePolicy(queue, DateTime.UnixEpoch, TimeSpan.FromHours(8)));
            var (key, text) = ApiKey.Make(client, "Postfix", [ApiKey.Email], maker, now);
            _key = text;
            db.AddRange(queue, key);
            await db.SaveChangesAsync();
            db.Mailboxes.Add(new Mailbox(queue, Mailbox));
            for (var letter = 0; letter < _kills * LettersEach; letter++)
            {
                db.Outbox.Add(new OutboxMessage(client, $"cliente{letter}@example.com", $"Carta {letter}", "Hola.", null, now.AddMinutes(-5)));
            }

            await db.SaveChangesAsync();
        });
    }

    /// <summary>Kills it so often, at a random moment after it has begun to take messages and to send letters.</summary>
    /// <param name="arguments">Of the program, whose workbench is stopped.</param>
    public async Task Kill(IReadOnlyList<string> arguments)
    {
        var random = new Random(3);
        var port = FreePort();
        using var stop = new CancellationTokenSource();
        var number = 0;
        var handing = Enumerable.Range(0, AtOnce).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                await HandIn(port, Interlocked.Increment(ref number), stop.Token);
            }
        })).ToList();
        for (var kill = 0; kill < _kills; kill++)
        {
            await using var doomed = OtherProcess.Start("Production", [.. arguments, $"--urls=http://127.0.0.1:{port}"]);
            var (taken, left) = (_acknowledged.Count, _server.Accepted.Count);
            // Every other time in the midst of sending, which begins some seconds after the start.
            var letters = kill % 2 == 0 ? 0 : random.Next(1, 10);
            for (var waited = 0; (_acknowledged.Count == taken || _server.Accepted.Count < left + letters) && waited < 60_000; waited += 5)
            {
                if (!doomed.Lives)
                {
                    throw new InvalidOperationException("The program ended by itself.");
                }

                await Task.Delay(5);
            }

            await Task.Delay(random.Next(kill % 2 == 0 ? 600 : 40));
            await doomed.Kill();
        }

        await stop.CancelAsync();
        await Task.WhenAll(handing);
    }

    /// <summary>Looks at what is there, in a workbench that goes on with it, once all letters have had their turn.</summary>
    public async Task<MailKillsFound> Look(IServiceProvider services)
    {
        await services.GetRequiredService<SendOutbox>().Run(CancellationToken.None);
        List<OutboxMessage> letters = [];
        List<(string Key, long? Item, StoredFile File)> messages = [];
        await services.GetRequiredService<ScopedWork>().AsClient(_client, async scope =>
        {
            await using var db = await scope.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            letters = await db.Outbox.AsNoTracking().ToListAsync();
            var rows = await db.Emails.AsNoTracking().Join(db.Files, m => m.FileId, f => f.Id, (m, f) => new { m.MessageKey, m.ItemId, f }).ToListAsync();
            messages = rows.ConvertAll(r => (r.MessageKey, r.ItemId, r.f));
        });
        var files = services.GetRequiredService<FileStore>();
        var known = messages.ToLookup(m => m.Key);
        var lost = _acknowledged.Values.Count(key => !known[key].Any() || !Says(files, known[key].First().File, key));
        var twice = known.Count(k => k.Count() > 1) + messages.Count - messages.Select(m => m.Item).Distinct().Count();
        var taken = _server.Accepted.Select(text => MessageId().Match(text).Value).GroupBy(id => id).ToDictionary(g => g.Key, g => g.Count());
        return new(_acknowledged.Count, lost, twice, letters.Count, Count(OutboxState.Sent), Count(OutboxState.Uncertain), Count(OutboxState.Unsent),
            letters.Count - Count(OutboxState.Sent) - Count(OutboxState.Uncertain) - Count(OutboxState.Unsent), taken.Count(t => t.Value > 1),
            letters.Count(l => taken.ContainsKey(l.MessageId) ? l.State is not (OutboxState.Sent or OutboxState.Uncertain) : l.State == OutboxState.Sent));

        int Count(OutboxState state) => letters.Count(l => l.State == state);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    // As a mail server does it: again, until it is answered.
    private async Task HandIn(int port, int number, CancellationToken stop)
    {
        var message = Encoding.UTF8.GetBytes(
            $"From: Cliente {number} <cliente{number}@example.com>\r\nTo: clientes@iberluz.example\r\nSubject: Consulta {number}\r\nMessage-ID: <{number}@example.com>\r\n\r\nHola, no entiendo la factura {number}.\r\n");
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(20) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _key);
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var content = new ByteArrayContent(message);
                content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
                using var answer = await http.PostAsync(new Uri($"/api/v1/email?to={Mailbox}", UriKind.Relative), content, stop);
                if (answer.IsSuccessStatusCode)
                {
                    _acknowledged[number] = $"{number}@example.com";
                    return;
                }
            }
            catch (Exception broken) when (broken is HttpRequestException or OperationCanceledException or IOException)
            {
                // Killed, or not up yet.
            }

            await Task.Delay(50, CancellationToken.None);
        }
    }

    private static bool Says(FileStore files, StoredFile file, string key)
    {
        using var content = new StreamReader(files.Open(file));
        return content.ReadToEnd().Contains($"<{key}>", StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"(?<=^Message-ID:\s*)<[^>]+>", RegexOptions.IgnoreCase | RegexOptions.Multiline)]
    private static partial Regex MessageId();
}

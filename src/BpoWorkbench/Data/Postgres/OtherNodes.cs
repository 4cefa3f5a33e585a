using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Threading.Channels;
using BpoWorkbench.Domain.Sharing;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Npgsql;

namespace BpoWorkbench.Data.Postgres;

/// <summary>
/// What one node tells the others, of one kind each: whose figures moved, on whose desk something moved, what open pages must hear,
/// which work was given to whom, which key no longer opens, who looks at what.
/// </summary>
internal sealed record NodeNews(long? Moved = null, long? Rung = null, CircuitNews? Circuits = null, Given? Given = null, long? RevokedKey = null, Look? Look = null);

/// <summary>
/// Tells the other nodes on this database what happened at this one, and hears them. News is sent after the commit it is about, by
/// itself, and gathered for a moment: NOTIFY inside the transactions would make them wait for each other.
/// </summary>
internal sealed class OtherNodes(
    NpgsqlDataSource database, PostgresConnections connections, LiveFeed live, PersonBell bell, OpenCircuits circuits, SharingOut sharing, OpenKeys keys, Onlookers onlookers, ILogger<OtherNodes> log) : BackgroundService
{
    private const string Line = "workbench";
    // A notification holds 8,000 bytes.
    private const int Most = 7_500;
    private const int AtOnce = 2_000;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private static readonly JsonSerializerOptions Short = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly string _node = Guid.NewGuid().ToString("N");
    private readonly Channel<NodeNews> _news = Channel.CreateUnbounded<NodeNews>(new() { SingleReader = true });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        live.ChangedHere += (_, client) => _news.Writer.TryWrite(new(Moved: client));
        bell.RungHere += (_, person) => _news.Writer.TryWrite(new(Rung: person));
        circuits.ToldHere += (_, told) => _news.Writer.TryWrite(new(Circuits: told));
        sharing.GivenHere += (_, given) => _news.Writer.TryWrite(new(Given: given));
        keys.RevokedHere += (_, key) => _news.Writer.TryWrite(new(RevokedKey: key));
        onlookers.ToldHere += (_, look) => _news.Writer.TryWrite(new(Look: look));
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Speak(stoppingToken), Listen(stoppingToken));

    private async Task Speak(CancellationToken stop)
    {
        var gathered = new HashSet<NodeNews>();
        while (await _news.Reader.WaitToReadAsync(stop))
        {
            while (gathered.Count < AtOnce && _news.Reader.TryRead(out var one))
            {
                gathered.Add(one);
            }

            var notifications = Notifications(gathered).ToArray();
            gathered.Clear();
            await Retry("The other nodes cannot be told", () => Send(notifications, stop), stop);
            await Task.Delay(Gathering, stop);
        }
    }

    // A line each, as many as fit; the first says whose they are.
    private IEnumerable<string> Notifications(IEnumerable<NodeNews> news)
    {
        var lines = new StringBuilder(_node);
        foreach (var line in news.Select(n => JsonSerializer.Serialize(n, Short)).Where(l => l.Length < Most - _node.Length))
        {
            if (lines.Length + line.Length >= Most)
            {
                yield return lines.ToString();
                lines.Clear().Append(_node);
            }

            lines.Append('\n').Append(line);
        }

        yield return lines.ToString();
    }

    private async Task Send(string[] notifications, CancellationToken stop)
    {
        await using var command = database.CreateCommand("SELECT pg_notify($1, n) FROM unnest($2) AS n");
        command.Parameters.AddWithValue(Line);
        command.Parameters.AddWithValue(notifications);
        await command.ExecuteNonQueryAsync(stop);
    }

    private Task Listen(CancellationToken stop)
    {
        var before = false;
        return Retry("The other nodes cannot be heard", async () =>
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connections.Workbench) { Pooling = false, KeepAlive = 10 }.ToString());
            await connection.OpenAsync(stop);
            connection.Notification += (_, heard) => Hear(heard.Payload);
            await using (var listen = new NpgsqlCommand($"LISTEN {Line}", connection))
            {
                await listen.ExecuteNonQueryAsync(stop);
            }

            if (before)
            {
                // What was told since the line broke is lost.
                live.MissedSome();
                bell.MissedSome();
                await circuits.Hear(new());
                keys.CutAll();
            }

            before = true;
            while (true)
            {
                await connection.WaitAsync(stop);
            }
        }, stop);
    }

    private async Task Retry(string complaint, Func<Task> attempt, CancellationToken stop)
    {
        while (true)
        {
            try
            {
                await attempt();
                return;
            }
            catch (NpgsqlException failure) when (!stop.IsCancellationRequested)
            {
                log.LogWarning(failure, "{Complaint}; it is tried again.", complaint);
                await Task.Delay(Again, stop);
            }
        }
    }

    private void Hear(string notification)
    {
        var lines = notification.Split('\n');
        if (lines[0] != _node)
        {
            foreach (var line in lines.Skip(1))
            {
                Hear(JsonSerializer.Deserialize<NodeNews>(line)!);
            }
        }
    }

    private void Hear(NodeNews news)
    {
        switch (news)
        {
            case { Moved: { } client }:
                live.ChangedElsewhere(client);
                break;
            case { Rung: { } person }:
                bell.RungElsewhere(person);
                break;
            case { Given: { } given }:
                sharing.Learn(given.PersonId, given.ClientId, given.Served);
                break;
            case { RevokedKey: { } key }:
                keys.Cut(key);
                break;
            case { Look: { } look }:
                onlookers.Hear(look);
                break;
            case { Circuits: { } told }:
                _ = Pass(told);
                break;
        }
    }

    // A grant that was taken away must be gone, whatever stands in the way at first.
    private async Task Pass(CircuitNews told)
    {
        for (var passed = false; !passed;)
        {
            try
            {
                await circuits.Hear(told);
                passed = true;
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                log.LogError(failure, "Open pages could not be told what changed at another node; it is tried again.");
                await Task.Delay(Again);
            }
        }
    }
}

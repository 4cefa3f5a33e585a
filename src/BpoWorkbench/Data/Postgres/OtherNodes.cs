using System.Text.Json;
using System.Threading.Channels;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Npgsql;

namespace BpoWorkbench.Data.Postgres;

/// <summary>What one node tells the others: whose figures moved, and what open pages must hear.</summary>
internal sealed record NodeNews(Guid Node, long[] Moved, CircuitNews[] Circuits);

/// <summary>
/// Tells the other nodes on this database what happened at this one, and hears them. News is sent after the commit it is about, by
/// itself, and gathered for a moment: NOTIFY inside the transactions would make them wait for each other.
/// </summary>
internal sealed class OtherNodes(NpgsqlDataSource database, PostgresConnections connections, LiveFeed live, OpenCircuits circuits, ILogger<OtherNodes> log) : BackgroundService
{
    private const string Line = "workbench";
    // A notification holds 8,000 bytes.
    private const int AtOnce = 100;
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);

    private readonly Guid _node = Guid.NewGuid();
    private readonly Channel<object> _news = Channel.CreateUnbounded<object>(new() { SingleReader = true });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        live.ChangedHere += (_, client) => _news.Writer.TryWrite(client);
        circuits.ToldHere += (_, told) => _news.Writer.TryWrite(told);
        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(Speak(stoppingToken), Listen(stoppingToken));

    private async Task Speak(CancellationToken stop)
    {
        var gathered = new HashSet<object>();
        while (await _news.Reader.WaitToReadAsync(stop))
        {
            while (gathered.Count < AtOnce && _news.Reader.TryRead(out var one))
            {
                gathered.Add(one);
            }

            await Retry("The other nodes cannot be told", () => Send(new NodeNews(_node, [.. gathered.OfType<long>()], [.. gathered.OfType<CircuitNews>()]), stop), stop);
            gathered.Clear();
            await Task.Delay(Gathering, stop);
        }
    }

    private async Task Send(NodeNews news, CancellationToken stop)
    {
        await using var command = database.CreateCommand("SELECT pg_notify($1, $2)");
        command.Parameters.AddWithValue(Line);
        command.Parameters.AddWithValue(JsonSerializer.Serialize(news));
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
                await circuits.Hear(new());
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

    private void Hear(string payload)
    {
        var news = JsonSerializer.Deserialize<NodeNews>(payload)!;
        if (news.Node == _node)
        {
            return;
        }

        foreach (var client in news.Moved)
        {
            live.ChangedElsewhere(client);
        }

        _ = Task.WhenAll(news.Circuits.Select(circuits.Hear));
    }
}

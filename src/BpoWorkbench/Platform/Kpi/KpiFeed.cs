using System.Text.Json;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.SignalR;

namespace BpoWorkbench.Platform.Kpi;

/// <summary>Reads a client's figures once for all who listen to them, when they moved, and tells those who are here.</summary>
public sealed class KpiFeed(LiveFeed live, ScopedWork scoped, IHubContext<KpiHub> hub, TimeProvider time, ILogger<KpiFeed> log)
{
    // A day begins, an item falls due: no event of ours says so.
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<long, Listeners> _clients = [];

    /// <summary>From now on the connection hears of the client, first how it stands.</summary>
    public async Task Join(long clientId, string connection)
    {
        Listeners listeners;
        lock (_lock)
        {
            if (!_clients.TryGetValue(clientId, out listeners!))
            {
                _clients[clientId] = listeners = new Listeners(this, clientId);
            }

            listeners.Connections.Add(connection);
        }

        await hub.Groups.AddToGroupAsync(connection, Group(clientId));
        await listeners.TellOne(connection);
    }

    public void Leave(long clientId, string connection)
    {
        lock (_lock)
        {
            if (_clients.TryGetValue(clientId, out var listeners) && listeners.Connections.Remove(connection) && listeners.Connections.Count == 0)
            {
                _clients.Remove(clientId);
                listeners.Dispose();
            }
        }
    }

    private async Task<KpiFigures> Read(long clientId)
    {
        KpiFigures? figures = null;
        await scoped.AsClient(clientId, async services => figures = await services.GetRequiredService<KpiBoard>().Read(clientId));
        return figures!;
    }

    private static string Group(long clientId) => $"client {clientId}";

    // One that does not read must not make the others wait; after ten seconds the server cuts it.
    private async Task Send(IClientProxy to, KpiFigures figures)
    {
        try
        {
            await to.SendAsync(KpiHub.Figures, figures);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.LogDebug(failure, "A listener went while it was being told.");
        }
    }

    private sealed class Listeners : IDisposable
    {
        private readonly KpiFeed _feed;
        private readonly long _client;
        private readonly IDisposable _live;
        private readonly ITimer _timer;
        private readonly SemaphoreSlim _turn = new(1, 1);
        private string? _told;

        public Listeners(KpiFeed feed, long client)
        {
            (_feed, _client) = (feed, client);
            _live = feed.Live.Subscribe([client], TellAll);
            _timer = feed.Time.CreateTimer(_ => _ = LookAgain(), null, Look, Look);
        }

        public HashSet<string> Connections { get; } = new(StringComparer.Ordinal);

        // In turn, so that nobody is told what was after what is.
        public async Task TellOne(string connection)
        {
            Task told;
            await _turn.WaitAsync();
            try
            {
                var figures = await _feed.Read(_client);
                // It may have heard what the others have not: should that be taken back, it must be told too.
                _told = Print(figures) == _told ? _told : null;
                told = _feed.Send(_feed.Hub.Clients.Client(connection), figures);
            }
            finally
            {
                _turn.Release();
            }

            await told;
        }

        public void Dispose()
        {
            _live.Dispose();
            _timer.Dispose();
        }

        private async Task TellAll()
        {
            await _turn.WaitAsync();
            try
            {
                var figures = await _feed.Read(_client);
                if (Print(figures) is var print && print != _told)
                {
                    _told = print;
                    _ = _feed.Send(_feed.Hub.Clients.Group(Group(_client)), figures);
                }
            }
            finally
            {
                _turn.Release();
            }
        }

        // The moment of the reading alone is no news.
        private static string Print(KpiFigures figures) => JsonSerializer.Serialize(figures with { At = default });

        private async Task LookAgain()
        {
            try
            {
                await TellAll();
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                _feed.Log.LogWarning(failure, "The figures could not be read for those who listen.");
            }
        }
    }

    private LiveFeed Live => live;

    private TimeProvider Time => time;

    private IHubContext<KpiHub> Hub => hub;

    private ILogger Log => log;
}

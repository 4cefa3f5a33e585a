using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Support;

/// <summary>A program outside that listens to a hub with SignalR's own client, and takes what it hears as the JSON it is.</summary>
internal sealed class KpiListener : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly Channel<JsonElement> _heard = Channel.CreateUnbounded<JsonElement>();
    private readonly TaskCompletionSource _cut = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private KpiListener(Uri hub, string? key)
    {
        var builder = new HubConnectionBuilder();
        builder.Services.AddSingleton<EndPoint>(new UriEndPoint(hub)).AddSingleton<IConnectionFactory>(new WebSockets(key));
        _connection = builder.Build();
        _connection.On<JsonElement>("figures", figures => _heard.Writer.TryWrite(figures));
        _connection.Closed += _ =>
        {
            _cut.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>Completes when the server has ended the connection.</summary>
    public Task Cut => _cut.Task;

    /// <exception cref="WebSocketException">The server does not let it in.</exception>
    public static async Task<KpiListener> Connect(Uri address, string? key, string hub = "/hubs/kpi")
    {
        var listener = new KpiListener(new UriBuilder(address) { Scheme = "ws", Host = "127.0.0.1", Path = hub }.Uri, key);
        try
        {
            await listener._connection.StartAsync();
            return listener;
        }
        catch
        {
            await listener.DisposeAsync();
            throw;
        }
    }

    /// <summary>What it hears next.</summary>
    public ValueTask<JsonElement> Next(CancellationToken stop = default) => _heard.Reader.ReadAsync(stop);

    /// <summary>What it hears next that is so; what is not is passed over.</summary>
    public async Task<JsonElement> Next(Func<JsonElement, bool> wanted)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            if (await Next(patience.Token) is var heard && wanted(heard))
            {
                return heard;
            }
        }
    }

    /// <summary>Everything heard and not yet taken.</summary>
    public List<JsonElement> Rest()
    {
        List<JsonElement> rest = [];
        while (_heard.Reader.TryRead(out var one))
        {
            rest.Add(one);
        }

        return rest;
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    // The whole client, which brings transports of its own, needs a package that is not to be had here.
    private sealed class WebSockets(string? key) : IConnectionFactory
    {
        public async ValueTask<ConnectionContext> ConnectAsync(EndPoint endpoint, CancellationToken cancellationToken = default)
        {
            var socket = new ClientWebSocket();
            if (key is not null)
            {
                socket.Options.SetRequestHeader("Authorization", $"Bearer {key}");
            }

            try
            {
                await socket.ConnectAsync(((UriEndPoint)endpoint).Uri, cancellationToken);
                return new OverWebSocket(socket);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private sealed class OverWebSocket : ConnectionContext, IDuplexPipe
    {
        private readonly ClientWebSocket _socket;
        private readonly Pipe _in = new();
        private readonly Pipe _out = new();
        private readonly Task _pumping;

        public OverWebSocket(ClientWebSocket socket)
        {
            _socket = socket;
            Transport = this;
            _pumping = Task.WhenAll(Receive(), Send());
        }

        public override string ConnectionId { get; set; } = Guid.NewGuid().ToString("N");

        public override IFeatureCollection Features { get; } = new FeatureCollection();

        public override IDictionary<object, object?> Items { get; set; } = new Dictionary<object, object?>();

        public override IDuplexPipe Transport { get; set; }

        public PipeReader Input => _in.Reader;

        public PipeWriter Output => _out.Writer;

        public override async ValueTask DisposeAsync()
        {
            await _out.Writer.CompleteAsync();
            await _in.Reader.CompleteAsync();
            _socket.Abort();
            await _pumping;
            _socket.Dispose();
            await base.DisposeAsync();
        }

        private async Task Receive()
        {
            try
            {
                ValueWebSocketReceiveResult received;
                while ((received = await _socket.ReceiveAsync(_in.Writer.GetMemory(4096), default)).MessageType != WebSocketMessageType.Close)
                {
                    _in.Writer.Advance(received.Count);
                    await _in.Writer.FlushAsync();
                }
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or InvalidOperationException)
            {
                // Cut off, by either side.
            }

            await _in.Writer.CompleteAsync();
        }

        private async Task Send()
        {
            try
            {
                for (ReadResult read; !(read = await _out.Reader.ReadAsync()).IsCompleted; _out.Reader.AdvanceTo(read.Buffer.End))
                {
                    await _socket.SendAsync(read.Buffer.ToArray(), WebSocketMessageType.Text, endOfMessage: true, default);
                }
            }
            catch (Exception gone) when (gone is WebSocketException or OperationCanceledException or InvalidOperationException)
            {
                // Cut off, by either side.
            }

            await _out.Reader.CompleteAsync();
        }
    }
}

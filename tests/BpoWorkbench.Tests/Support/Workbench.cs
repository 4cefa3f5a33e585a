using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BpoWorkbench.Data;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Jobs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Quartz;

namespace BpoWorkbench.Tests.Support;

/// <summary>What a test asks of its workbench; left alone it is the product as a customer first starts it, on an empty data folder.</summary>
public sealed record WorkbenchSetup
{
    /// <summary>"Development" brings the demonstration.</summary>
    public string Environment { get; init; } = "Testing";

    /// <summary>As on the command line: "Smtp:Host" and its value.</summary>
    public Dictionary<string, string> Settings { get; init; } = [];

    /// <summary>A clock the test moves by hand; the machine's own when left out.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>A folder that the test keeps, so that a second workbench finds what the first one left.</summary>
    public string? DataDirectory { get; init; }

    /// <summary>Whether jobs run when they are due; otherwise when the test says so.</summary>
    public bool Scheduled { get; init; } = true;

    public Action<WebApplicationBuilder>? Adjust { get; init; }
}

/// <summary>The real application on a port and a data folder of its own, inside the test's process.</summary>
public sealed class Workbench : IAsyncDisposable
{
    // The model and what EF makes of each query: the same for all workbenches, and slow to make.
    private static readonly MemoryCache Queries = new(new MemoryCacheOptions());

    private readonly WebApplication _app;
    private readonly LogLines _log;
    private readonly bool _keepsData;

    private Workbench(WebApplication app, LogLines log, string dataDirectory, bool keepsData)
    {
        _app = app;
        _log = log;
        _keepsData = keepsData;
        DataDirectory = dataDirectory;
    }

    /// <summary>Where it listens, known once it has started.</summary>
    public Uri Address => new(_app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal));

    public IServiceProvider Services => _app.Services;

    public string DataDirectory { get; }

    /// <summary>Everything logged so far, one line each: "Warning Category: text".</summary>
    public IReadOnlyCollection<string> Log => _log.Lines;

    public static async Task<Workbench> Start(WorkbenchSetup? setup = null)
    {
        setup ??= new WorkbenchSetup();
        var directory = setup.DataDirectory ?? Directory.CreateTempSubdirectory("bpo-workbench-").FullName;
        if (setup.DataDirectory is null && !PostgresServer.IsAsked)
        {
            await FoundedFolder.CopyTo(directory);
        }

        var log = new LogLines();
        string[] arguments =
        [
            $"--environment={setup.Environment}", "--urls=http://127.0.0.1:0", $"--Data:Directory={directory}",
            .. await PostgresServer.Arguments(directory), .. setup.Settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ];
        var app = Program.Build(arguments, builder =>
        {
            builder.Logging.ClearProviders().AddProvider(log);
            if (setup.Time is { } time)
            {
                builder.Services.Replace(ServiceDescriptor.Singleton(time));
            }

            // Slow on purpose, and each test has people of its own.
            builder.Services.Configure<PasswordHasherOptions>(passwords => passwords.IterationCount = 1);
            builder.Services.ConfigureDbContext<WorkbenchDb>(options => options.UseMemoryCache(Queries));
            builder.Services.Configure<QuartzHostedServiceOptions>(jobs => jobs.AutoStart = setup.Scheduled);
            if (!setup.Scheduled)
            {
                builder.Services.Remove(builder.Services.Single(s => s.ImplementationType == typeof(OnEveryNode<EndLeases>)));
            }

            setup.Adjust?.Invoke(builder);
        });
        var workbench = new Workbench(app, log, directory, setup.DataDirectory is not null);
        try
        {
            await app.StartAsync();
            return workbench;
        }
        catch
        {
            await workbench.DisposeAsync();
            throw;
        }
    }

    /// <summary>The same workbench under a name of its own ("agent" is http://agent.localhost:port/), with its own cookies in a browser.</summary>
    public Uri On(string name) => new UriBuilder(Address) { Host = $"{name}.localhost" }.Uri;

    /// <summary>A caller with its own cookies; redirects are answers, not followed.</summary>
    public HttpClient NewClient(string? name = null)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            CookieContainer = new CookieContainer(),
            // Browsers know that *.localhost is this machine; the resolver of the system need not.
            ConnectCallback = async (connection, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(IPAddress.Loopback, connection.DnsEndPoint.Port, cancel);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        return new HttpClient(handler) { BaseAddress = name is null ? Address : On(name) };
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _app.StopAsync();
        }
        finally
        {
            await _app.DisposeAsync();
            if (!_keepsData)
            {
                await PostgresServer.GiveBack(DataDirectory);
                Directory.Delete(DataDirectory, recursive: true);
            }
        }
    }

    private sealed class LogLines : ILoggerProvider
    {
        private readonly ConcurrentQueue<string> _lines = new();

        public IReadOnlyCollection<string> Lines => _lines;

        public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

        public void Dispose()
        {
        }

        private sealed class Logger(LogLines log, string category) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                log._lines.Enqueue($"{logLevel} {category}: {formatter(state, exception)}{(exception is null ? "" : "\n" + exception)}");
        }
    }
}

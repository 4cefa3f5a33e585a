using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Quartz;

namespace BpoWorkbench.Data.Sqlite;

/// <summary>SQLite behind the context: how it is opened, and who keeps it open.</summary>
internal static class SqliteFeature
{
    public static void AddSqlite(this IServiceCollection services, DataDirectory directory)
    {
        var connection = new SqliteConnectionStringBuilder { DataSource = directory.Database, DefaultTimeout = 30 }.ToString();
        services.AddSingleton<WriteGate>();
        services.AddSingleton<Engine, SqliteEngine>();
        services.AddDbContextFactory<WorkbenchDb>(options => options.UseSqlite(connection, sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .AddInterceptors(new OpenedConnection(), new UngatedWrite()), ServiceLifetime.Scoped);
        services.AddSingleton(_ => new KeptOpen(connection));
        services.AddHostedService(s => s.GetRequiredService<KeptOpen>());
    }

    public static void KeepJobs(IPersistentStoreBuilder store, DataDirectory directory) =>
        store.UseSqlite(new SqliteConnectionStringBuilder { DataSource = directory.Jobs }.ToString());

    /// <summary>
    /// Every connection waits for the disk at each commit, and holds to foreign keys. Where another is in its way SQLite itself waits, in
    /// short steps: the driver would sleep for 150 ms.
    /// </summary>
    private sealed class OpenedConnection : DbConnectionInterceptor
    {
        private const string Settings = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA busy_timeout = 30000;";

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            command.CommandText = Settings;
            command.ExecuteNonQuery();
        }
    }

    /// <summary>
    /// One connection that lives as long as the process: the last one to close would checkpoint outside the gate.
    /// </summary>
    private sealed class KeptOpen(string connectionString) : IHostedService, IDisposable
    {
        private readonly SqliteConnection _connection = new(connectionString);

        public Task StartAsync(CancellationToken cancellationToken)
        {
            _connection.Open();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose() => _connection.Dispose();
    }
}

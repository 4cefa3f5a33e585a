using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;
using Quartz;

namespace BpoWorkbench.Data.Postgres;

/// <summary>PostgreSQL behind the context, and how each connection learns whose data it may see.</summary>
internal static class PostgresFeature
{
    public static void AddPostgres(this IServiceCollection services, PostgresConnections connections)
    {
        services.AddSingleton(connections);
        services.AddSingleton<Engine, PostgresEngine>();
        services.AddSingleton(_ => NpgsqlDataSource.Create(connections.Workbench));
        services.AddHostedService<OtherNodes>().AddHostedService<RaiseLaneMarks>();
        services.AddDbContextFactory<WorkbenchDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), postgres => postgres.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .AddInterceptors(new ScopedConnection(), new UngatedWrite()), ServiceLifetime.Scoped);
    }

    // Its tables are the ordinary role's own, beside the others.
    public static void KeepJobs(IPersistentStoreBuilder store, PostgresConnections connections)
    {
        store.UsePostgres(new NpgsqlConnectionStringBuilder(connections.Workbench) { SearchPath = "jobs" }.ToString());
        // A node that died is noticed in seconds, for the jobs it had are nobody's until then.
        store.UseClustering(nodes => (nodes.CheckinInterval, nodes.CheckinMisfireThreshold) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)));
    }

    /// <summary>Whenever a context opens a connection, the scope goes ahead; given back, a connection forgets it.</summary>
    private sealed class ScopedConnection : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
        {
            using var command = Put(connection, eventData);
            command.ExecuteNonQuery();
        }

        public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            await using var command = Put(connection, eventData);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        private static DbCommand Put(DbConnection connection, ConnectionEndEventData eventData)
        {
            var command = connection.CreateCommand();
            // Numbers only; as one plain text it is a single message.
            command.CommandText = $"SET {RowSecurity.Setting} = '{string.Join(',', ((WorkbenchDb)eventData.Context!).ScopeClients)}'";
            return command;
        }
    }
}

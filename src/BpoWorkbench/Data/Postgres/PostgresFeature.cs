using System.Data.Common;
using BpoWorkbench.Platform.Jobs;
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
        services.AddSingleton(_ => Open(connections.Workbench));
        services.AddHostedService<OtherNodes>().AddSingleton<RaiseLaneMarks>().AddHostedService<OnEveryNode<RaiseLaneMarks>>();
        services.AddDbContextFactory<WorkbenchDb>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>(), postgres => postgres.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .AddInterceptors(new ScopedConnection(), new UngatedWrite()), ServiceLifetime.Scoped);
    }

    /// <summary>
    /// The way into a database. What is asked again and again is planned once a connection: to plan a statement behind row-level security
    /// takes longer than to run most of them. None is compiled: the server takes the walls for dearer than they are, and would compile for
    /// half a second what runs in a fifth of one.
    /// </summary>
    public static NpgsqlDataSource Open(string connection)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection) { MaxAutoPrepare = 100 };
        settings.Options = $"{settings.Options} -c jit=off".Trim();
        return NpgsqlDataSource.Create(settings);
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
            command.CommandText = RowSecurity.WorkFor(((WorkbenchDb)eventData.Context!).ScopeClients);
            return command;
        }
    }
}

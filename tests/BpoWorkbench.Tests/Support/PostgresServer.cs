using System.Collections.Concurrent;
using System.Globalization;
using BpoWorkbench.Data;
using BpoWorkbench.Data.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BpoWorkbench.Tests.Support;

/// <summary>
/// The throw-away PostgreSQL that tests/with-postgres.sh started, where one was asked for. Each data folder has a database of its own
/// there, copied from one that was migrated once.
/// </summary>
internal static class PostgresServer
{
    private const string Owner = "bpo_owner";
    private const string Ordinary = "bpo";

    private static readonly ConcurrentDictionary<string, Task<string>> Databases = new(StringComparer.Ordinal);
    private static readonly Lazy<Task<string>> Template = new(MakeTemplate);
    private static readonly SemaphoreSlim One = new(1, 1);
    private static int _made;

    public const string HowToAsk = "Of PostgreSQL only: bash tests/with-postgres.sh dotnet test tests/BpoWorkbench.Tests.";

    public static bool IsAsked => Environment.GetEnvironmentVariable("BPO_TEST_DATABASE") == "Postgres";

    /// <summary>The arguments with which a workbench runs on the database of a data folder.</summary>
    public static async Task<IEnumerable<string>> Arguments(string dataDirectory)
    {
        if (!IsAsked)
        {
            return [];
        }

        return Arguments(To(await Databases.GetOrAdd(dataDirectory, _ => Copy())));
    }

    /// <summary>The two ways into the database of a data folder.</summary>
    public static async Task<PostgresConnections> Connections(string dataDirectory) => To(await Databases[dataDirectory]);

    public static async Task Drop(string dataDirectory)
    {
        if (Databases.TryRemove(dataDirectory, out var database))
        {
            await Run($"DROP DATABASE \"{await database}\" WITH (FORCE)");
        }
    }

    private static async Task<string> Copy()
    {
        var template = await Template.Value;
        var name = string.Create(CultureInfo.InvariantCulture, $"bpo_{Environment.ProcessId}_{Interlocked.Increment(ref _made)}");
        await One.WaitAsync();
        try
        {
            await Run($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\" OWNER {Owner} STRATEGY FILE_COPY");
        }
        finally
        {
            One.Release();
        }

        return name;
    }

    private static async Task<string> MakeTemplate()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"bpo_{Environment.ProcessId}_template");
        foreach (var role in new[] { Owner, Ordinary })
        {
            await Run($"DO $$ BEGIN CREATE ROLE {role} LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        }

        await Run($"CREATE DATABASE \"{name}\" OWNER {Owner}");
        var directory = Directory.CreateTempSubdirectory("bpo-template-");
        await using (var app = Program.Build([$"--Data:Directory={directory.FullName}", .. Arguments(To(name, ";Pooling=false"))]))
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkbenchDb>();
            await db.Engine.Migrate(db);
        }

        directory.Delete(recursive: true);
        return name;
    }

    private static IEnumerable<string> Arguments(PostgresConnections connections) =>
        ["--Data:Provider=Postgres", $"--ConnectionStrings:Workbench={connections.Workbench}", $"--ConnectionStrings:Owner={connections.Owner}"];

    private static PostgresConnections To(string database, string more = ";Maximum Pool Size=20;Connection Idle Lifetime=10;Connection Pruning Interval=5") =>
        new(Login(database, Ordinary) + more, Login(database, Owner) + ";Pooling=false");

    private static string Login(string database, string role) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, Username = role }.ToString();

    private static string Server => Environment.GetEnvironmentVariable("BPO_TEST_POSTGRES")
        ?? throw new InvalidOperationException("BPO_TEST_DATABASE asks for PostgreSQL: run the tests by tests/with-postgres.sh.");

    private static async Task Run(string statement)
    {
        await using var server = new NpgsqlConnection(Server + ";Pooling=false");
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(statement, server);
        await command.ExecuteNonQueryAsync();
    }
}

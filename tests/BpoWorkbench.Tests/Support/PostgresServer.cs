using System.Collections.Concurrent;
using System.Globalization;
using BpoWorkbench.Data.Postgres;
using Npgsql;

namespace BpoWorkbench.Tests.Support;

/// <summary>
/// The throw-away PostgreSQL that tests/with-postgres.sh started, where one was asked for. Each data folder has a database of its own
/// there, copied from one that a workbench was started on once, and handed on from one to the next.
/// </summary>
internal static class PostgresServer
{
    private const string Owner = "bpo_owner";
    private const string Ordinary = "bpo";

    private static readonly ConcurrentDictionary<string, Task<string>> Databases = new(StringComparer.Ordinal);
    private static readonly Lazy<Task<string>> Template = new(MakeTemplate);
    private static readonly SemaphoreSlim One = new(1, 1);
    private static readonly ConcurrentStack<string> Free = new();
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

        return Arguments(To(await Databases.GetOrAdd(dataDirectory, _ => Take())));
    }

    /// <summary>The two ways into the database of a data folder.</summary>
    public static async Task<PostgresConnections> Connections(string dataDirectory) => To(await Databases[dataDirectory]);

    /// <summary>Empties the database of a data folder for the next that asks: that is quicker than a new one.</summary>
    public static async Task GiveBack(string dataDirectory)
    {
        if (Databases.TryRemove(dataDirectory, out var database))
        {
            await Run(Empty, await database);
            // Connections that were just cut off lie in pools of the whole process, and would be handed to the next.
            NpgsqlConnection.ClearAllPools();
            Free.Push(await database);
        }
    }

    public static async Task Drop(string dataDirectory)
    {
        if (Databases.TryRemove(dataDirectory, out var database))
        {
            await Run($"DROP DATABASE \"{await database}\" WITH (FORCE)");
        }
    }

    private static async Task<string> Take()
    {
        if (Free.TryPop(out var emptied))
        {
            return emptied;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"bpo_{Environment.ProcessId}_{Interlocked.Increment(ref _made)}");
        var template = await Template.Value;
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
        await Founding.Of([$"--Data:Directory={directory.FullName}", .. Arguments(To(name, ";Pooling=false"))]);
        directory.Delete(recursive: true);
        await Run(Keep, name);
        return name;
    }

    // What a workbench begins with, so that an emptied one can be made to begin again.
    private const string Keep = """
        CREATE SCHEMA founded;
        CREATE TABLE founded.sequences AS SELECT schemaname, sequencename, COALESCE(last_value, start_value) AS last, last_value IS NOT NULL AS called FROM pg_sequences;
        DO $$ DECLARE t record; has_rows boolean; BEGIN
          FOR t IN SELECT schemaname AS s, tablename AS n FROM pg_tables WHERE schemaname IN ('public', 'jobs') AND tablename <> '__EFMigrationsHistory' LOOP
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I.%I)', t.s, t.n) INTO has_rows;
            IF has_rows THEN EXECUTE format('CREATE TABLE founded.%I AS SELECT * FROM %I.%I', t.s || '.' || t.n, t.s, t.n); END IF;
          END LOOP;
        END $$
        """;

    private const string Empty = """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
        SET session_replication_role = replica;
        DO $$ DECLARE t record; BEGIN
          FOR t IN SELECT schemaname AS s, tablename AS n, to_regclass(format('founded.%I', schemaname || '.' || tablename)) AS kept
            FROM pg_tables WHERE schemaname IN ('public', 'jobs') AND tablename <> '__EFMigrationsHistory' LOOP
            EXECUTE format('DELETE FROM %I.%I', t.s, t.n);
            IF t.kept IS NOT NULL THEN EXECUTE format('INSERT INTO %I.%I OVERRIDING SYSTEM VALUE SELECT * FROM %s', t.s, t.n, t.kept); END IF;
          END LOOP;
        END $$;
        SELECT setval(format('%I.%I', schemaname, sequencename), last, called) FROM founded.sequences
        """;

    private static IEnumerable<string> Arguments(PostgresConnections connections) =>
        ["--Data:Provider=Postgres", $"--ConnectionStrings:Workbench={connections.Workbench}", $"--ConnectionStrings:Owner={connections.Owner}"];

    private static PostgresConnections To(string database, string more = ";Maximum Pool Size=20;Connection Idle Lifetime=10;Connection Pruning Interval=5") =>
        new(Login(database, Ordinary) + more, Login(database, Owner) + ";Pooling=false");

    private static string Login(string database, string role) =>
        new NpgsqlConnectionStringBuilder(Server) { Database = database, Username = role }.ToString();

    private static string Server => Environment.GetEnvironmentVariable("BPO_TEST_POSTGRES")
        ?? throw new InvalidOperationException("BPO_TEST_DATABASE asks for PostgreSQL: run the tests by tests/with-postgres.sh.");

    private static async Task Run(string statement, string? database = null)
    {
        await using var server = new NpgsqlConnection($"{Server};Pooling=false{(database is null ? "" : $";Database={database}")}");
        await server.OpenAsync();
        await using var command = new NpgsqlCommand(statement, server);
        await command.ExecuteNonQueryAsync();
    }
}

using System.Data.Common;
using System.Globalization;
using BpoWorkbench.Data;
using BpoWorkbench.Data.Postgres;
using BpoWorkbench.Domain.Work;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BpoWorkbench.Benchmarks;

/// <summary>The raw twin of Next: the same statements on a connection of its own, without a model, a scope, a rule or a memory.</summary>
internal abstract class RawClaim : IAsyncDisposable
{
    /// <param name="agent">Whose lanes it takes from; the first agent's where none is named.</param>
    /// <param name="naive">As if lanes had no marks: each claim begins at the very front.</param>
    /// <param name="server">By which way into the database; the workbench's own where none is given.</param>
    public static async Task<RawClaim> On(Floor floor, long? agent = null, bool naive = false, NpgsqlDataSource? server = null)
    {
        server ??= floor.Services.GetService<NpgsqlDataSource>();
        RawClaim claim = server is not null
            ? new OnPostgres(server, floor, agent ?? floor.Agent, naive)
            : new OnSqlite(floor, agent ?? floor.Agent);
        await claim.Open();
        return claim;
    }

    public abstract Task<long?> Next();

    public abstract ValueTask DisposeAsync();

    protected abstract Task Open();

    private static DbCommand Command(DbConnection connection, DbTransaction? transaction, string text, params ReadOnlySpan<(string Name, object Value)> values)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (text, transaction);
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    // The head of the lane that is due first: its id, queue and lane.
    private static async Task<(long Item, long Queue, long Lane, long Due)> First(DbCommand heads)
    {
        await using var rows = await heads.ExecuteReaderAsync();
        (long Item, long Queue, long Lane, long Due) first = (0, 0, 0, long.MaxValue);
        while (await rows.ReadAsync())
        {
            if (rows.GetInt64(7) < first.Due)
            {
                first = (rows.GetInt64(0), rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(7));
            }
        }

        return first;
    }

    private sealed class OnSqlite(Floor floor, long agent) : RawClaim
    {
        private readonly SqliteConnection _connection = new($"Data Source={floor.Services.GetRequiredService<DataDirectory>().Database}");

        protected override async Task Open()
        {
            await _connection.OpenAsync();
            await using var settings = Command(_connection, null, "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 30000;");
            await settings.ExecuteNonQueryAsync();
        }

        public override async Task<long?> Next()
        {
            // Even a twin takes its turn: two writers at once are what this version of SQLite must not have.
            using var turn = await floor.Services.GetRequiredService<WriteGate>().Enter();
            await using var transaction = await _connection.BeginTransactionAsync();
            await using var heads = Command(_connection, transaction, Data.Sqlite.ClaimStatements.Heads, ("@person", agent), ("@clients", $"[{floor.Client}]"), ("@skip", "[]"));
            var (item, queue, _, _) = await First(heads);
            await using var take = Command(_connection, transaction, Data.Sqlite.ClaimStatements.Take, ("@item", item), ("@client", floor.Client), ("@queue", queue),
                ("@person", agent), ("@until", DBNull.Value), ("@kind", (int)WorkEventKind.Claimed), ("@reason", "{}"), ("@now", UtcMilliseconds.Write(floor.Now)));
            var taken = Convert.ToInt64(await take.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0;
            await transaction.CommitAsync();
            return taken ? item : null;
        }

        public override ValueTask DisposeAsync() => _connection.DisposeAsync();
    }

    private sealed class OnPostgres(NpgsqlDataSource server, Floor floor, long agent, bool naive) : RawClaim
    {
        private readonly string _heads = naive ? ClaimStatements.Heads.Replace(LaneMarks.Start, "(-9223372036854775808, 0)", StringComparison.Ordinal) : ClaimStatements.Heads;
        private readonly NpgsqlConnection _connection = server.CreateConnection();

        protected override async Task Open()
        {
            await _connection.OpenAsync();
            await using var scope = Command(_connection, null, RowSecurity.WorkFor(floor.Client));
            await scope.ExecuteNonQueryAsync();
        }

        public override async Task<long?> Next()
        {
            await using var transaction = await _connection.BeginTransactionAsync();
            await using var heads = Command(_connection, transaction, _heads, ("@person", agent), ("@clients", new[] { floor.Client }), ("@skip", Array.Empty<long>()));
            var (head, _, lane, due) = await First(heads);
            await using var hold = Command(_connection, transaction, ClaimStatements.Hold, ("@lane", lane), ("@due", naive ? long.MinValue : due), ("@item", naive ? 0 : head), ("@skip", Array.Empty<long>()));
            var (item, _, _, _) = await First(hold);
            await using var take = Command(_connection, transaction, ClaimStatements.Take, ("@item", item), ("@client", floor.Client),
                ("@person", agent), ("@until", DBNull.Value), ("@kind", (int)WorkEventKind.Claimed), ("@reason", "{}"), ("@now", UtcMilliseconds.Write(floor.Now)));
            var taken = Convert.ToInt64(await take.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0;
            await transaction.CommitAsync();
            return taken ? item : null;
        }

        public override ValueTask DisposeAsync() => _connection.DisposeAsync();
    }
}

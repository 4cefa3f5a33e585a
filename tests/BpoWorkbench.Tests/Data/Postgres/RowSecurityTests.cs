using BpoWorkbench.Data;
using BpoWorkbench.Data.Postgres;
using BpoWorkbench.Domain;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BpoWorkbench.Tests.Data.Postgres;

[Trait("Database", "Postgres")]
public sealed class RowSecurityTests : IAsyncLifetime
{
    private Workbench _workbench = null!;

    public async Task InitializeAsync() => _workbench = await Workbench.Start();

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [PostgresFact]
    public async Task Every_table_of_a_client_is_walled_in_even_for_its_owner()
    {
        await Company.AsSystem(_workbench, async db =>
        {
            var walled = await db.Database.SqlQuery<string>($"""
                SELECT c.relname AS "Value" FROM pg_class c JOIN pg_policy p ON p.polrelid = c.oid
                WHERE c.relrowsecurity AND c.relforcerowsecurity AND p.polname = 'Client'
                """).ToListAsync();
            var owned = db.Model.GetEntityTypes().Where(e => e.ClrType == typeof(Client) || e.ClrType.IsAssignableTo(typeof(IClientOwned))).Select(e => e.GetTableName()!)
                // The one table that no entity is.
                .Append(LaneMarks.Table);

            Assert.Equal(owned.Order(StringComparer.Ordinal), walled.Order(StringComparer.Ordinal));
        });
    }

    [PostgresFact]
    public async Task The_ordinary_role_sees_nothing_of_anybody_until_it_is_told_for_whom_it_works()
    {
        var (one, other) = (await Company.Add(_workbench, "Iberluz", "IBER"), await Company.Add(_workbench, "Telcom", "TELC"));
        await one.Queue("Bajas");
        await other.Queue("Altas");
        await using var ordinary = NpgsqlDataSource.Create((await PostgresServer.Connections(_workbench.DataDirectory)).Workbench);
        await using var connection = await ordinary.OpenConnectionAsync();

        Assert.Equal((0L, 0L), (await Count(connection, "Queue"), await Count(connection, "Client")));
        await Execute(connection, RowSecurity.WorkFor(one.Id));
        Assert.Equal((1L, 1L), (await Count(connection, "Queue"), await Count(connection, "Client")));
        await Execute(connection, RowSecurity.WorkFor(one.Id, other.Id));
        Assert.Equal((2L, 2L), (await Count(connection, "Queue"), await Count(connection, "Client")));
    }

    [PostgresFact]
    public async Task A_connection_given_back_forgets_for_whom_it_worked()
    {
        var company = await Company.Add(_workbench, "Iberluz", "IBER");
        await company.Queue("Bajas");
        await using var scope = _workbench.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();

        Assert.Empty(await db.Queues.IgnoreQueryFilters([Wall.FilterName]).ToListAsync());
        await using var connection = await _workbench.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        Assert.Equal(0L, await Count(connection, "Queue"));
    }

    [PostgresFact]
    public async Task A_statement_planned_for_one_client_shows_another_only_its_own()
    {
        var (one, other) = (await Company.Add(_workbench, "Iberluz", "IBER"), await Company.Add(_workbench, "Telcom", "TELC"));
        await one.Queue("Bajas");
        await other.Queue("Altas");
        await using var server = PostgresFeature.Open((await PostgresServer.Connections(_workbench.DataDirectory)).Workbench);
        await using var connection = await server.OpenConnectionAsync();
        // As often as it takes until the server keeps a plan for whoever asks.
        for (var i = 0; i < 20; i++)
        {
            await Execute(connection, RowSecurity.WorkFor((i % 2 == 0 ? one : other).Id));
            await using var names = new NpgsqlCommand("""SELECT string_agg("Name", ',') FROM "Queue" WHERE "Name" <> $1""", connection) { Parameters = { new() { Value = "" } } };
            Assert.Equal(i % 2 == 0 ? "Bajas" : "Altas", await names.ExecuteScalarAsync());
        }

        await using var planned = new NpgsqlCommand("""SELECT sum(generic_plans) FROM pg_prepared_statements WHERE statement LIKE '%string_agg%'""", connection);
        Assert.True((decimal)(await planned.ExecuteScalarAsync())! > 0);
    }

    [PostgresFact]
    public async Task It_does_not_start_as_a_role_that_the_wall_does_not_hold()
    {
        var owner = (await PostgresServer.Connections(_workbench.DataDirectory)).Owner;

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => Workbench.Start(new()
        {
            DataDirectory = _workbench.DataDirectory, Settings = { ["ConnectionStrings:Workbench"] = owner },
        }));
        Assert.Contains("row-level security", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<long> Count(NpgsqlConnection connection, string table)
    {
        await using var command = new NpgsqlCommand($"SELECT count(*) FROM \"{table}\"", connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task Execute(NpgsqlConnection connection, string statement)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }
}

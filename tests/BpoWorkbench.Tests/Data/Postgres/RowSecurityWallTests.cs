using System.Reflection;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace BpoWorkbench.Tests.Data.Postgres;

/// <summary>The wall between clients once more, with the first one taken down: no query filter, no check before the write, only row-level security.</summary>
[Trait("Database", "Postgres")]
public sealed class RowSecurityWallTests(TwoCompanies companies) : IClassFixture<TwoCompanies>
{
    public static TheoryData<string> Owned { get; } = [.. Walled().Select(e => e.Name)];

    [PostgresTheory]
    [MemberData(nameof(Owned))]
    public Task What_is_anothers_is_not_found_without_filters(string entity) => For(entity, nameof(NotFound));

    [PostgresTheory]
    [MemberData(nameof(Owned))]
    public Task What_is_anothers_is_not_changed_by_plain_statements(string entity) => For(entity, nameof(NotChanged));

    [PostgresTheory]
    [MemberData(nameof(Owned))]
    public Task Nothing_is_put_into_anothers_past_all_checks(string entity) => For(entity, nameof(NotAdded));

    private async Task NotFound<T>()
        where T : class
    {
        foreach (var (own, other) in companies.BothWays)
        {
            await As(own, async db =>
            {
                Assert.Empty(await Of<T>(db, other.Id).ToListAsync());
                Assert.NotEmpty(await Of<T>(db, own.Id).ToListAsync());
                Assert.Equal(0, await Read<int>(db, $"SELECT count(*)::int AS \"Value\" FROM {Table<T>(db)} WHERE {Client<T>()} <> {own.Id}"));
            });
        }
    }

    private async Task NotChanged<T>()
        where T : class
    {
        foreach (var (own, other) in companies.BothWays)
        {
            await As(own, async db =>
            {
                Assert.Equal(0, await Run(db, $"UPDATE {Table<T>(db)} SET {Client<T>()} = {own.Id} WHERE {Client<T>()} = {other.Id}"));
                Assert.Equal(0, await Run(db, $"UPDATE {Table<T>(db)} SET {Client<T>()} = {Client<T>()} WHERE {Client<T>()} = {other.Id}"));
                Assert.Equal(0, await Run(db, $"DELETE FROM {Table<T>(db)} WHERE {Client<T>()} = {other.Id}"));
                await Refused(() => Run(db, $"UPDATE {Table<T>(db)} SET {Client<T>()} = {other.Id} WHERE {Client<T>()} = {own.Id}"));
            });
            await As(other, async db => Assert.True(await Run(db, $"UPDATE {Table<T>(db)} SET {Client<T>()} = {Client<T>()} WHERE {Client<T>()} = {other.Id}") > 0, "its owner can"));
        }
    }

    private async Task NotAdded<T>()
        where T : class
    {
        // Lines of the history are signed with the client of what was changed, whoever writes them.
        if (typeof(T) == typeof(Change))
        {
            return;
        }

        foreach (var (own, other) in companies.BothWays)
        {
            string columns = "", theirs = "";
            await As(other, async db =>
            {
                columns = string.Join(',', db.Model.FindEntityType(typeof(T))!.GetProperties().Select(p => $"\"{p.GetColumnName()}\""));
                theirs = await Read<string>(db, $"SELECT row_to_json(t)::text AS \"Value\" FROM {Table<T>(db)} t WHERE {Client<T>()} = {other.Id} LIMIT 1");
            });
            await As(own, db => Refused(() => Run(db,
                $"INSERT INTO {Table<T>(db)} ({columns}) SELECT {columns} FROM json_populate_record(NULL::{Table<T>(db)}, {{0}}::json)", theirs)));
        }
    }

    private static async Task Refused(Func<Task> write)
    {
        var refused = await Assert.ThrowsAsync<PostgresException>(write);
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    private static Task<TValue> Read<TValue>(WorkbenchDb db, string statement) => db.Database.SqlQueryRaw<TValue>(statement).SingleAsync();

    private static async Task<int> Run(WorkbenchDb db, string statement, params object[] parameters)
    {
        var rows = 0;
        await db.Write(async () => rows = await db.Database.ExecuteSqlRawAsync(statement, parameters));
        return rows;
    }

    private static IQueryable<T> Of<T>(WorkbenchDb db, long client)
        where T : class => db.Set<T>().IgnoreQueryFilters([Wall.FilterName]).Where(e => EF.Property<long>(e, typeof(T) == typeof(Client) ? "Id" : "ClientId") == client);

    private static string Table<T>(WorkbenchDb db) => $"\"{db.Model.FindEntityType(typeof(T))!.GetTableName()}\"";

    private static string Client<T>() => typeof(T) == typeof(Client) ? "\"Id\"" : "\"ClientId\"";

    private Task As(WalledCompany company, Func<WorkbenchDb, Task> work) => companies.Workbench.Services.GetRequiredService<ScopedWork>().AsClient(company.Id, async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        await work(db);
    });

    private static IEnumerable<Type> Walled() => typeof(Client).Assembly.GetTypes().Where(t => t == typeof(Client) || (t.IsClass && t.IsAssignableTo(typeof(IClientOwned))));

    private Task For(string entity, string attempt) => (Task)GetType().GetMethod(attempt, BindingFlags.Instance | BindingFlags.NonPublic)!
        .MakeGenericMethod(Walled().Single(t => t.Name == entity)).Invoke(this, [])!;
}

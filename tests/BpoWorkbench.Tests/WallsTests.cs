using System.Reflection;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests;

/// <summary>
/// The wall between clients, for every entity of the model: who works for one client reads nothing of another, and no write gets
/// through, whatever client it claims to be of. What the owner can do shows each time that there was something to get at.
/// </summary>
public sealed class WallsTests(TwoCompanies companies) : IClassFixture<TwoCompanies>
{
    /// <summary>What belongs to the house as a whole; pages show of it what concerns one's own clients.</summary>
    private static readonly HashSet<Type> OfNoClient =
    [
        typeof(Person), typeof(Grant), typeof(Team), typeof(TeamMember), typeof(Presence), typeof(PresenceCode), typeof(PresenceSpan), typeof(BoardView),
        typeof(Skill), typeof(PersonSkill), typeof(Block),
        typeof(IdentityUserClaim<long>), typeof(IdentityUserLogin<long>), typeof(IdentityUserToken<long>), typeof(IdentityUserPasskey<long>),
    ];

    /// <summary>Every entity that a client owns, by the model; a new one is here by itself, and fails until there is a row of it.</summary>
    public static TheoryData<string> Owned { get; } = [.. Walled().Select(e => e.Name)];

    [Fact]
    public async Task Every_entity_is_behind_the_wall_or_said_to_be_nobodys()
    {
        await using var scope = companies.Workbench.Services.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        var entities = db.Model.GetEntityTypes().ToList();

        var unplaced = entities.Select(e => e.ClrType).Where(t => !Walled().Contains(t) && !OfNoClient.Contains(t)).Select(t => $"no case for {t.Name}: owned by a client (IClientOwned), or listed here");
        Assert.Empty(unplaced);
        Assert.Equal(Walled().OrderBy(t => t.Name), entities.Select(e => e.ClrType).Where(t => !OfNoClient.Contains(t)).OrderBy(t => t.Name));
        Assert.All(entities.Where(e => Walled().Contains(e.ClrType)), e => Assert.True(e.GetDeclaredQueryFilters().Any(f => f.Key == Wall.FilterName), $"{e.ClrType.Name} has no wall"));
    }

    [Theory]
    [MemberData(nameof(Owned))]
    public Task What_is_anothers_is_not_found(string entity) => For(entity, nameof(NotFound));

    [Theory]
    [MemberData(nameof(Owned))]
    public Task What_is_anothers_is_not_changed(string entity) => For(entity, nameof(NotChanged));

    [Theory]
    [MemberData(nameof(Owned))]
    public Task Nothing_is_added_to_anothers(string entity) => For(entity, nameof(NotAdded));

    [Theory]
    [MemberData(nameof(Owned))]
    public Task Nothing_points_at_anothers(string entity) => For(entity, nameof(NotPointed));

    private async Task NotFound<T>()
        where T : class
    {
        foreach (var (own, other) in companies.BothWays)
        {
            var theirs = await Row<T>(other);
            await As(own, async db =>
            {
                Assert.Empty(await Of<T>(db, other.Id).ToListAsync());
                Assert.Null(await db.FindAsync<T>(KeyOf(db, theirs)));
                Assert.Equal(0, await db.Set<T>().CountAsync(e => !Mine<T>(db, own.Id).Contains(e)));
            });
            await As(other, async db =>
            {
                Assert.NotEmpty(await Of<T>(db, other.Id).ToListAsync());
                Assert.NotNull(await db.FindAsync<T>(KeyOf(db, theirs)));
            });
        }
    }

    private async Task NotChanged<T>()
        where T : class
    {
        foreach (var (own, other) in companies.BothWays)
        {
            var before = await Print<T>(other);
            await Refused<T>(own, await Row<T>(other), EntityState.Modified);
            await Refused<T>(own, await Row<T>(other), EntityState.Deleted);
            if (typeof(T) != typeof(Client))
            {
                // As if it were one's own: the database compares the client too.
                await Refused<T>(own, Forge(await Row<T>(other), own.Id), EntityState.Modified);
                await Refused<T>(own, Forge(await Row<T>(other), own.Id), EntityState.Deleted);
                // Handed over to oneself, from the one it is said to be of.
                await Refused<T>(own, await Row<T>(other), EntityState.Modified, entry => entry.Property(nameof(IClientOwned.ClientId)).CurrentValue = own.Id);
            }

            await As(own, db => db.Write(async () => Assert.Equal(0, await Of<T>(db, other.Id).ExecuteDeleteAsync())));
            Assert.Equal(before, await Print<T>(other));

            await As(other, async db =>
            {
                db.Entry(await Of<T>(db, other.Id).AsNoTracking().FirstAsync()).State = EntityState.Modified;
                Assert.True(await db.SaveChangesAsync() > 0, "its owner can");
            });
        }
    }

    private async Task NotAdded<T>()
        where T : class
    {
        foreach (var (own, other) in companies.BothWays)
        {
            var before = await Print<T>(other);
            var theirs = await Row<T>(other);
            if (typeof(T) != typeof(Change))
            {
                // Lines of the history are signed with the client of what was changed, and that is checked on the thing itself.
                await Refused<T>(own, theirs, EntityState.Added);
            }

            if (theirs is IClientOwned)
            {
                await RefusedInBulk(own, other.Id, theirs);
                await RefusedInBulk(own, own.Id, theirs);
            }

            Assert.Equal(before, await Print<T>(other));
        }
    }

    // The database itself refuses it, past every check of ours.
    private async Task NotPointed<T>()
        where T : class
    {
        foreach (var (own, other) in companies.BothWays)
        {
            var (mine, theirs) = (await Row<T>(own), await Row<T>(other));
            await As(own, async db =>
            {
                foreach (var key in db.Model.FindEntityType(typeof(T))!.GetForeignKeys().Where(k => k.PrincipalEntityType.ClrType.IsAssignableTo(typeof(IClientOwned))))
                {
                    var target = await Id(other, key.PrincipalEntityType.ClrType);
                    var failure = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Point(db, key, mine, target));
                    Assert.Contains("foreign key", failure.Message, StringComparison.OrdinalIgnoreCase);
                    await As(other, theirDb => theirDb.Write(() => Point(theirDb, key, theirs, target)));
                }
            });
        }
    }

    private static Task Point(WorkbenchDb db, IForeignKey key, object row, object target)
    {
        var id = db.Model.FindEntityType(row.GetType())!.FindPrimaryKey()!.Properties[0];
        var sql = $"""UPDATE "{key.DeclaringEntityType.GetTableName()}" SET "{key.Properties[0].Name}" = @p0 WHERE "{id.Name}" = @p1""";
        return db.Write(() => db.Database.ExecuteSqlRawAsync(sql, target, id.GetGetter().GetClrValue(row)!));
    }

    private async Task<object> Id(WalledCompany company, Type type) =>
        await (Task<object>)GetType().GetMethod(nameof(IdOf), BindingFlags.Instance | BindingFlags.NonPublic)!.MakeGenericMethod(type).Invoke(this, [company])!;

    private async Task<object> IdOf<T>(WalledCompany company)
        where T : class
    {
        if (typeof(T) != typeof(Queue))
        {
            return typeof(T).GetProperty("Id")!.GetValue(await Row<T>(company))!;
        }

        // An empty one, so that nothing but the wall is in the way.
        var empty = new Queue(company.Id, "task", "Vacía");
        await company.Company.Write(async db =>
        {
            db.Queues.Add(empty);
            await db.SaveChangesAsync();
        });
        return empty.Id;
    }

    private Task RefusedInBulk(WalledCompany own, long client, object row) => As(own, async db =>
    {
        var insert = typeof(BulkInsert).GetMethod(nameof(BulkInsert.Insert))!.MakeGenericMethod(row.GetType());
        var rows = Array.CreateInstance(row.GetType(), 1);
        rows.SetValue(row, 0);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => db.Write(() => (Task)insert.Invoke(null, [db, client, rows, false, CancellationToken.None])!));
        Assert.Equal("access.denied", refusal.Code);
    });

    private Task Refused<T>(WalledCompany own, T row, EntityState wanted, Action<Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry>? tamper = null)
        where T : class => As(own, async db =>
    {
        var entry = db.Entry(row);
        entry.State = wanted;
        if (tamper is not null && entry.Property(nameof(IClientOwned.ClientId)).Metadata.IsKey())
        {
            // Where the client is part of the key, nothing can be handed over at all.
            Assert.Throws<InvalidOperationException>(() => tamper(entry));
            return;
        }

        tamper?.Invoke(entry);
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => db.SaveChangesAsync());
        Assert.True(failure is Refusal { Code: "access.denied" } or DbUpdateConcurrencyException, $"{typeof(T).Name} {wanted}: {failure}");
    });

    private async Task<T> Row<T>(WalledCompany company)
        where T : class
    {
        T? found = null;
        await As(company, async db => found = await Of<T>(db, company.Id).AsNoTracking().FirstOrDefaultAsync());
        Assert.True(found is not null, $"no case for {typeof(T).Name}: put a row of it into WalledCompany");
        return found;
    }

    // Every value of every row, as the owner sees them.
    private async Task<string> Print<T>(WalledCompany company)
        where T : class
    {
        var print = "";
        await As(company, async db => print = string.Join('\n', (await Of<T>(db, company.Id).ToListAsync())
            .Select(row => string.Join('|', db.Entry(row).Properties.Select(p => $"{p.CurrentValue}"))).Order(StringComparer.Ordinal)));
        return print;
    }

    private static IQueryable<T> Of<T>(WorkbenchDb db, long client)
        where T : class => db.Set<T>().Where(e => EF.Property<long>(e, typeof(T) == typeof(Client) ? "Id" : "ClientId") == client);

    private static IQueryable<T> Mine<T>(WorkbenchDb db, long client)
        where T : class => Of<T>(db, client);

    private static object?[] KeyOf(WorkbenchDb db, object row) =>
        [.. db.Model.FindEntityType(row.GetType())!.FindPrimaryKey()!.Properties.Select(p => p.GetGetter().GetClrValue(row))];

    private static T Forge<T>(T row, long client)
        where T : class
    {
        typeof(T).GetProperty(nameof(IClientOwned.ClientId))!.SetValue(row, client);
        return row;
    }

    // As a person would who may do everything there is for this client, and nothing for the other.
    private Task As(WalledCompany company, Func<WorkbenchDb, Task> work) => companies.Workbench.Services.GetRequiredService<ScopedWork>().AsClient(company.Id, async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        await work(db);
    });

    private static IEnumerable<Type> Walled() => typeof(Client).Assembly.GetTypes().Where(t => t == typeof(Client) || (t.IsClass && t.IsAssignableTo(typeof(IClientOwned))));

    private Task For(string entity, string attempt) => (Task)GetType().GetMethod(attempt, BindingFlags.Instance | BindingFlags.NonPublic)!
        .MakeGenericMethod(Walled().Single(t => t.Name == entity)).Invoke(this, [])!;
}

using System.Diagnostics;
using BpoWorkbench.Data;
using BpoWorkbench.Data.Postgres;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// What row-level security costs: the same statements on the same database as the ordinary role, which it holds, and as a superuser,
/// whom it does not. The two take turns. Usage: rls [--backlog 200000] [--seconds 10]
/// </summary>
internal static class RlsVerb
{
    private const int Batch = 10;

    public static async Task<Measured> Run(string[] args)
    {
        var options = new Options(args);
        var time = TimeSpan.FromSeconds(options.Number("--seconds", 10));
        await using var floor = await Floor.Start(Database.Postgres);
        var queue = await floor.Queue("Gestiones", [], options.Number("--backlog", 200_000));
        var other = await floor.NewClient("Telcom", "TEL");
        await floor.Fill(await floor.NewQueue(other, "Ajenas", [], TimeSpan.FromHours(8), floor.Agent), 20_000, floor.Now);
        await floor.AsSystem(db => db.OutsideTransaction(() => db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE")));

        var ordinary = await PostgresServer.Connections(floor.Folder);
        var exempt = new NpgsqlConnectionStringBuilder(ordinary.Workbench) { Username = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable("BPO_TEST_POSTGRES")).Username };
        await using var held = await Side.Open(floor, ordinary.Workbench);
        await using var free = await Side.Open(floor, exempt.ToString());
        var measured = new Measured();
        foreach (var (name, statement) in new (string, Func<Side, Task>)[]
        {
            ("claim", side => side.Claim()),
            ("levels", side => side.Db.Levels([floor.Client]).GroupBy(c => new { c.QueueId, c.Measure }).Select(g => new { g.Key, Sum = g.Sum(c => c.Amount) }).ToListAsync()),
            ("page", side => side.Db.WorkItems.AsNoTracking().Where(i => i.QueueId == queue.Id && i.State == WorkState.Ready).OrderBy(i => i.Due).ThenBy(i => i.Id).Take(50).ToListAsync()),
            ("item", side => side.Db.WorkItems.AsNoTracking().Include(i => i.Queue).Include(i => i.Events).SingleAsync(i => i.Id == side.Item)),
            ("count", side => side.Db.WorkItems.CountAsync(i => i.QueueId == queue.Id && i.State == WorkState.Claimed)),
            ("insert", side => side.Insert()),
        })
        {
            Times with = new(), without = new();
            for (var i = 0; i < 50; i++)
            {
                await statement(held);
                await statement(free);
            }

            for (var clock = Stopwatch.StartNew(); clock.Elapsed < time;)
            {
                // Who goes first finds the pages cold.
                var order = with.Count % 2 == 0 ? new[] { (held, with), (free, without) } : [(free, without), (held, with)];
                foreach (var (side, times) in order)
                {
                    await times.Take(async () =>
                    {
                        for (var i = 0; i < Batch; i++)
                        {
                            await statement(side);
                        }
                    });
                }
            }

            // What else the machine does only ever adds: the fast ones tell what a statement itself costs.
            measured.Add($"{name}_with_ms", with.At(0.1) / Batch, "ms");
            measured.Add($"{name}_without_ms", without.At(0.1) / Batch, "ms");
            measured.AtMost($"{name}_with_to_without", with.At(0.1) / without.At(0.1), 1.1);
        }

        return measured;
    }

    /// <summary>A connection of one role, with the scope of one client put there for both alike.</summary>
    private sealed class Side : IAsyncDisposable
    {
        private readonly NpgsqlDataSource _server;
        private readonly RawClaim _claim;
        private readonly Floor _floor;

        private Side(NpgsqlDataSource server, WorkbenchDb db, RawClaim claim, Floor floor, long item) => (_server, Db, _claim, _floor, Item) = (server, db, claim, floor, item);

        public WorkbenchDb Db { get; }

        public long Item { get; }

        public static async Task<Side> Open(Floor floor, string connection)
        {
            var scope = new ClientScope();
            scope.BecomeClient(floor.Client);
            var server = PostgresFeature.Open(connection);
            var db = new WorkbenchDb(new DbContextOptionsBuilder<WorkbenchDb>().UseNpgsql(server, o => o.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)).Options,
                scope, floor.Services.GetRequiredService<Engine>(), new LiveFeed(TimeProvider.System, NullLogger<LiveFeed>.Instance), TimeProvider.System);
            await db.Database.OpenConnectionAsync();
            await using var put = db.Command(RowSecurity.WorkFor(floor.Client));
            await put.ExecuteNonQueryAsync();
            var item = await db.WorkItems.MaxAsync(i => i.Id);
            return new Side(server, db, await RawClaim.On(floor, server: server), floor, item);
        }

        public async Task Claim()
        {
            if (await _claim.Next() is null)
            {
                throw new InvalidOperationException("The agent ran out of work.");
            }
        }

        // A step of an item, as every verb writes one.
        public async Task Insert()
        {
            await using var insert = Db.Command("""
                INSERT INTO "CounterDelta" ("ClientId", "QueueId", "Measure", "Quarter", "PersonId", "Amount") VALUES (@client, 0, 1, 0, 0, 0)
                """, ("@client", _floor.Client));
            await insert.ExecuteNonQueryAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await _claim.DisposeAsync();
            await Db.DisposeAsync();
            await _server.DisposeAsync();
        }
    }
}

using System.Diagnostics;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// Kills the program with -9 while its agents claim and complete, again and again, and starts it anew: nothing may be lost, nothing done
/// twice, no completion that was answered undone, and what its agents held must be back in the queue within the lease and five seconds.
/// On SQLite the program is alone, and its stop extends the leases; on PostgreSQL another node goes on all the while.
/// Usage: kills [--database Sqlite|Postgres] [--kills 200] [--lease 60]
/// </summary>
internal static class KillsVerb
{
    private const int Agents = 8;
    private const int Sets = 24;
    private static readonly TimeSpan Sweep = TimeSpan.FromSeconds(5);

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    public static async Task<Measured> Run(string[] args)
    {
        var options = new Options(args);
        var measured = new Measured();
        foreach (var database in options.Databases)
        {
            await On(database, options.Number("--kills", 200), TimeSpan.FromSeconds(options.Number("--lease", 60)), measured);
        }

        return measured;
    }

    private static async Task On(Database database, int kills, TimeSpan lease, Measured measured)
    {
        var name = database == Database.Sqlite ? "sqlite" : "postgres";
        var settings = new[] { $"--Sharing:LeaseSeconds={(int)lease.TotalSeconds}" };
        await using var floor = await Floor.Start(database, null, settings);
        List<long[]> sets = [];
        for (var set = 0; set < Sets; set++)
        {
            List<long> agents = [];
            for (var n = 0; n < Agents; n++)
            {
                agents.Add(await floor.NewAgent($"agent{set}-{n}", floor.Client));
            }

            sets.Add([.. agents]);
        }

        var queue = await floor.NewQueue(floor.Client, "Campaña", [], TimeSpan.FromHours(8), [.. sets.SelectMany(s => s)]);
        // More than any machine gets done between two kills.
        var items = kills * 150;
        await floor.Fill(queue, items, floor.Now);
        // What lay open must come back to everyone, or its next owner would wait for the one who is dead.
        await floor.AsSystem(async db =>
        {
            (await db.Queues.SingleAsync()).OwnerGraceMinutes = 0;
            await db.SaveChangesAsync();
        });
        if (database == Database.Sqlite)
        {
            // One process at a time may have the file.
            await floor.Pause();
        }

        var random = new Random(7);
        HashSet<long> answered = [];
        List<(long Item, DateTime At)> abandoned = [];
        var started = Stopwatch.StartNew();
        var lastStart = Now;
        var killed = new DateTime[Sets];
        for (var kill = 0; kill < kills; kill++)
        {
            // Whoever is back before their lease has ended keeps what they had, and nothing of it comes back.
            if (database == Database.Postgres && killed[kill % Sets] + lease + (2 * Sweep) - Now is { Ticks: > 0 } early)
            {
                await Task.Delay(early);
            }

            await using var worker = await KilledWorker.Start(floor.Arguments, sets[kill % Sets]);
            lastStart = Now;
            await Task.Delay(random.Next(100, 1_500));
            await worker.Kill();
            killed[kill % Sets] = Now;
            answered.UnionWith(worker.Done);
            abandoned.AddRange(worker.Held.Select(item => (item, Now)));
        }

        if (database == Database.Sqlite)
        {
            await floor.Resume();
            lastStart = Now;
        }

        // Nobody works now: what was left must come back by itself.
        await Task.Delay(lease + (2 * Sweep));
        var lost = 0L;
        var twice = 0L;
        var undone = 0L;
        var slowest = TimeSpan.Zero;
        var left = 0;
        await floor.AsSystem(async db =>
        {
            var states = await db.WorkItems.AsNoTracking().Select(i => new { i.Id, i.State }).ToListAsync();
            lost = items - states.Count(s => s.State is WorkState.Ready or WorkState.Done);
            twice = await db.WorkEvents.Where(e => e.Kind == WorkEventKind.Completed).GroupBy(e => e.ItemId).CountAsync(g => g.Count() > 1);
            var done = states.Where(s => s.State == WorkState.Done).Select(s => s.Id).ToHashSet();
            undone = answered.Count(id => !done.Contains(id));
            var releases = (await db.WorkEvents.Where(e => e.Kind == WorkEventKind.Released).Select(e => new { e.ItemId, e.At }).ToListAsync()).ToLookup(e => e.ItemId, e => e.At);
            foreach (var (item, at) in abandoned)
            {
                // Alone, the lease begins anew at each start of the program.
                var from = database == Database.Sqlite ? lastStart : at;
                var back = releases[item].Where(r => r >= at).DefaultIfEmpty(DateTime.MaxValue).Min();
                if (back < DateTime.MaxValue)
                {
                    left++;
                    slowest = back - from > slowest ? back - from : slowest;
                }
            }
        });
        var differences = 0;
        await floor.Services.GetRequiredService<ScopedWork>().AsSystem(async services =>
            differences = (await services.GetRequiredService<VerifyFigures>().Run(CancellationToken.None)).Differences.Count);

        measured.Add($"{name}_kills", kills);
        measured.Add($"{name}_minutes", started.Elapsed.TotalMinutes, "min");
        measured.Add($"{name}_answered", answered.Count);
        measured.Add($"{name}_abandoned", left);
        measured.AtMost($"{name}_lost", lost, 0);
        measured.AtMost($"{name}_done_twice", twice, 0);
        measured.AtMost($"{name}_answered_undone", undone, 0);
        measured.AtMost($"{name}_back_s", slowest.TotalSeconds, (lease + Sweep).TotalSeconds, "s");
        measured.AtMost($"{name}_differences", differences, 0);
    }
}

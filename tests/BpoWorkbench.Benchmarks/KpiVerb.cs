using System.Diagnostics;
using BpoWorkbench.Platform.Figures;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// What it costs to bring a board up to date after a step, with few items in the house and with very many; beside it what counting the
/// items themselves would cost. At the end everything is counted again from the events.
/// Usage: kpi [--database Sqlite|Postgres] [--backlog 1000000] [--seconds 20]
/// </summary>
internal static class KpiVerb
{
    private const int Few = 10_000;

    public static async Task<Measured> Run(string[] args)
    {
        var options = new Options(args);
        var measured = new Measured();
        foreach (var database in options.Databases)
        {
            await On(database, options.Number("--backlog", 1_000_000), TimeSpan.FromSeconds(options.Number("--seconds", 20)), measured);
        }

        return measured;
    }

    private static async Task On(Database database, int backlog, TimeSpan time, Measured measured)
    {
        await using var small = await Floor.Start(database);
        await small.Queue("Pocas", [], Few);
        await using var large = await Floor.Start(database);
        await large.Queue("Muchas", [], backlog);
        if (database == Database.Postgres)
        {
            await large.AsSystem(db => db.OutsideTransaction(() => db.Database.ExecuteSqlRawAsync("ANALYZE")));
        }

        foreach (var floor in new[] { small, large })
        {
            // What filling them counted is folded first, as it would be before the next step.
            await floor.Services.GetRequiredService<FoldCounters>().Run(default);
        }

        var name = database == Database.Sqlite ? "sqlite" : "postgres";
        Times few = new(), many = new(), counting = new();
        await using (var eva = await small.Desk(small.Agent))
        await using (var maria = await large.Desk(large.Agent))
        {
            for (var i = 0; i < 20; i++)
            {
                // The first ones compile.
                await Tick(small, eva, new());
                await Tick(large, maria, new());
            }

            for (var clock = Stopwatch.StartNew(); clock.Elapsed < time;)
            {
                await Tick(small, eva, few);
                await Tick(large, maria, many);
            }
        }

        for (var i = 0; i < 3; i++)
        {
            await large.AsSystem(db => counting.Take(() => db.WorkItems.GroupBy(item => new { item.QueueId, item.State }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync()));
        }

        measured.Add($"{name}_ticks", many.Count);
        measured.Add($"{name}_few_ms", few.Median, "ms");
        measured.Add($"{name}_many_ms", many.Median, "ms");
        measured.Add($"{name}_counting_items_ms", counting.Median, "ms");
        measured.AtMost($"{name}_many_to_few", many.Median / few.Median, 1.2);
        foreach (var floor in new[] { small, large })
        {
            await Recount(floor, floor == small ? $"{name}_few" : $"{name}_many", measured);
        }
    }

    // A step with its counters, and the board that shows it.
    private static async Task Tick(Floor floor, Desk desk, Times times)
    {
        var item = await desk.Next() ?? throw new InvalidOperationException("The agent ran out of work.");
        await times.Take(async () =>
        {
            await desk.Finish(item);
            var board = await desk.Get<QueueBoard>().Read([floor.Client]);
            if (board.Sum(q => q.Done) == 0)
            {
                throw new InvalidOperationException("The board does not show what was done.");
            }
        });
    }

    private static async Task Recount(Floor floor, string name, Measured measured)
    {
        await floor.Services.GetRequiredService<Tenancy.ScopedWork>().AsSystem(async services =>
        {
            var check = await services.GetRequiredService<VerifyFigures>().Run();
            measured.Add($"{name}_events_recounted", check.Events);
            measured.AtMost($"{name}_differences", check.Differences.Count, 0);
        });
    }
}

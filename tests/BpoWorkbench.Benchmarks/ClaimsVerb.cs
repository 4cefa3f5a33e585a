using System.Diagnostics;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// What Next costs with few items waiting, with very many, and with very many in front that the agent may not work; beside it the same
/// statements without our code. All four take turns, so that whatever else the machine does weighs on them alike.
/// Usage: claims [--database Sqlite|Postgres] [--backlog 1000000] [--seconds 15]
/// </summary>
internal static class ClaimsVerb
{
    private const int Few = 1_000;
    private const int TopUp = 200;

    public static async Task<Measured> Run(string[] args)
    {
        var options = new Options(args);
        var measured = new Measured();
        foreach (var database in options.Databases)
        {
            await On(database, options.Number("--backlog", 1_000_000), TimeSpan.FromSeconds(options.Number("--seconds", 15)), measured);
        }

        return measured;
    }

    private static async Task On(Database database, int backlog, TimeSpan time, Measured measured)
    {
        // Their capacity is looked at with every claim, and never full.
        var capacity = $"--Sharing:Capacity={10 * TopUp}";
        await using var small = await Floor.Start(database, settings: capacity);
        var few = await small.Queue("Pocas", [], Few);
        await using var large = await Floor.Start(database, settings: capacity);
        // Behind all of those, which ask for what she cannot do, in a queue of hers alone.
        var other = await large.NewAgent("Sol", large.Client);
        var third = await large.NewAgent("Luz", large.Client);
        var many = await large.NewQueue(large.Client, "Muchas", [], TimeSpan.FromHours(8), large.Agent, other, third);
        await large.AskForSkill(many, large.Agent);
        await large.Fill(many, backlog, large.Now);
        var behind = await large.NewQueue(large.Client, "Detrás", [], TimeSpan.FromHours(20), other);
        await large.Fill(behind, Few, large.Now);
        if (database == Database.Postgres)
        {
            await large.AsSystem(db => db.OutsideTransaction(() => db.Database.ExecuteSqlRawAsync("ANALYZE")));
        }

        List<double> withFew = [], withMany = [], withUnroutable = [], raw = [];
        await using var twin = await RawClaim.On(large, third);
        // The small one has one as well: whoever comes next finds that others have written meanwhile.
        await using var smallTwin = await RawClaim.On(small);
        await using var eva = await small.Desk(small.Agent);
        await using var maria = await large.Desk(large.Agent);
        await using var sol = await large.Desk(other);
        foreach (var next in new[] { smallTwin.Next, eva.Next, maria.Next, sol.Next, twin.Next })
        {
            // The first ones compile.
            for (var i = 0; i < 20; i++)
            {
                await Once(next, []);
            }
        }

        for (var clock = Stopwatch.StartNew(); clock.Elapsed < time;)
        {
            for (var i = 0; i < TopUp; i++)
            {
                await Once(smallTwin.Next, []);
                await Once(eva.Next, withFew);
                await Once(maria.Next, withMany);
                await Once(sol.Next, withUnroutable);
                await Once(twin.Next, raw);
            }

            await small.ForgetHeld();
            await large.ForgetHeld();
            await small.Fill(few, 2 * TopUp, small.Now);
            await large.Fill(behind, TopUp, large.Now);
        }

        var (name, ratio, raws) = database == Database.Sqlite ? ("sqlite", 1.2, 4) : ("postgres", 1.5, 2);
        measured.Add($"{name}_claims", withMany.Count);
        measured.Add($"{name}_few_ms", Median(withFew), "ms");
        measured.Add($"{name}_many_ms", Median(withMany), "ms");
        measured.Add($"{name}_unroutable_ms", Median(withUnroutable), "ms");
        measured.Add($"{name}_raw_ms", Median(raw), "ms");
        measured.AtMost($"{name}_many_to_few", Median(withMany) / Median(withFew), ratio);
        measured.AtMost($"{name}_unroutable_to_few", Median(withUnroutable) / Median(withFew), ratio);
        measured.AtMost($"{name}_ours_to_raw", Median(withMany) / Median(raw), raws);
    }

    private static async Task Once(Func<Task<long?>> next, List<double> times)
    {
        var clock = Stopwatch.StartNew();
        if (await next() is null)
        {
            throw new InvalidOperationException("The agent ran out of work.");
        }

        times.Add(clock.Elapsed.TotalMilliseconds);
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}

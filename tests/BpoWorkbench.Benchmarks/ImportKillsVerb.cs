using System.Diagnostics;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// Kills the program with -9 at a random moment of an import, half of whose rows are new and half change what is there, and starts it
/// again: after each restart the import must be seen whole or not at all, go on by itself, and end whole where it had begun.
/// Usage: importkills [--database Sqlite|Postgres] [--kills 100] [--rows 4000]
/// </summary>
internal static class ImportKillsVerb
{
    public static async Task<Measured> Run(string[] args)
    {
        var options = new Options(args);
        var measured = new Measured();
        foreach (var database in options.Databases)
        {
            await On(database, options.Number("--kills", 100), options.Number("--rows", 4_000), measured);
        }

        return measured;
    }

    private static async Task On(Database database, int kills, int rows, Measured measured)
    {
        var name = database == Database.Sqlite ? "sqlite" : "postgres";
        await using var floor = await Floor.Start(database);
        var queue = await floor.Queue("Importación", KilledImport.Fields, 0);
        // What goes on is whoever was killed, started again, and nobody else.
        await floor.Pause();

        var clock = new Stopwatch();
        await using (var first = KilledImport.Bring(floor.Arguments, floor.Client, queue.Id, 0, rows))
        {
            await first.Hear();
            clock.Start();
            await first.Hear();
            await first.Hear();
            clock.Stop();
        }

        var random = new Random(11);
        var (whole, absent, partial, broken, going) = (0, 0, 0, 0, 0);
        for (var kill = 1; kill <= kills; kill++)
        {
            await using (var killed = KilledImport.Bring(floor.Arguments, floor.Client, queue.Id, kill, rows))
            {
                await killed.Hear();
                // Also a little after its end.
                await Task.Delay(clock.Elapsed * random.NextDouble() * 1.1);
            }

            await using var again = KilledImport.Watch(floor.Arguments, floor.Client, queue.Id, kill, rows);
            await again.Hear();
            var (found, ended) = (ImportLook.Parse(await again.Hear()), ImportLook.Parse(await again.Hear()));
            going += found.State is ImportState.Staging or ImportState.Publishing ? 1 : 0;
            partial += found.Seen > 0 && found.Seen < rows / 2 ? 1 : 0;
            if (ended is { State: null, Seen: 0 })
            {
                absent++;
            }
            else if (ended == new ImportLook(ImportState.Published, rows / 2, rows / 2, 0))
            {
                whole++;
            }
            else
            {
                broken++;
                Console.Error.WriteLine($"Kill {kill}: found {found}, ended {ended}");
            }
        }

        await floor.Resume();
        var (twice, stale, differences) = (0, 0, 0);
        await floor.AsSystem(async db =>
        {
            twice = await db.WorkItems.GroupBy(i => i.ExternalKey).CountAsync(g => g.Count() > 1);
            // The rows that each import changes say which one was last.
            var known = (await db.WorkItems.Where(i => i.ExternalKey!.StartsWith("K-")).Select(i => i.Fields).ToListAsync()).Select(f => f["round"]).Distinct().ToList();
            stale = known.Count - 1;
        });
        await floor.Services.GetRequiredService<ScopedWork>().AsSystem(async services =>
            differences = (await services.GetRequiredService<VerifyFigures>().Run(CancellationToken.None)).Differences.Count);

        measured.Add($"{name}_kills", kills);
        measured.Add($"{name}_import_s", clock.Elapsed.TotalSeconds, "s");
        measured.Add($"{name}_whole", whole);
        measured.Add($"{name}_absent", absent);
        // So many were under way when they were killed: the rest was over, or not begun.
        measured.Add($"{name}_went_on", going);
        measured.AtMost($"{name}_partly_seen", partial, 0);
        measured.AtMost($"{name}_broken", broken, 0);
        measured.AtMost($"{name}_twice", twice, 0);
        measured.AtMost($"{name}_half_changed", stale, 0);
        measured.AtMost($"{name}_differences", differences, 0);
    }
}

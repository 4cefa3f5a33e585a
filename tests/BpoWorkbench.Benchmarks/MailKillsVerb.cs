using System.Diagnostics;
using BpoWorkbench.Tests.Support;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// Kills the program with -9 while mail comes in and letters leave, again and again: no message that was answered to have been taken may be
/// lost, none be there twice, no letter leave twice, and each be sent, uncertain or unsent.
/// Usage: mailkills [--database Sqlite|Postgres] [--kills 50]
/// </summary>
internal static class MailKillsVerb
{
    public static async Task<Measured> Run(string[] args)
    {
        var options = new Options(args);
        var measured = new Measured();
        foreach (var database in options.Databases)
        {
            await On(database, options.Number("--kills", 50), measured);
        }

        return measured;
    }

    private static async Task On(Database database, int kills, Measured measured)
    {
        var name = database == Database.Sqlite ? "sqlite" : "postgres";
        await using var floor = await Floor.Start(database);
        await using var killing = new MailKills(kills);
        await killing.SetUp(floor.Services, floor.Client, floor.Agent, floor.Now);
        await floor.Pause();
        var clock = Stopwatch.StartNew();
        await killing.Kill(floor.Arguments);
        await floor.Resume();
        var found = await killing.Look(floor.Services);

        measured.Add($"{name}_kills", kills);
        measured.Add($"{name}_minutes", clock.Elapsed.TotalMinutes, "min");
        measured.AtLeast($"{name}_acknowledged", found.Acknowledged, kills);
        measured.AtMost($"{name}_lost", found.Lost, 0);
        measured.AtMost($"{name}_twice", found.Twice, 0);
        measured.Add($"{name}_letters", found.Letters);
        measured.Add($"{name}_sent", found.Sent);
        measured.Add($"{name}_uncertain", found.Uncertain);
        measured.Add($"{name}_unsent", found.Unsent);
        measured.AtMost($"{name}_neither", found.Others, 0);
        measured.AtMost($"{name}_sent_twice", found.SentTwice, 0);
        measured.AtMost($"{name}_untrue", found.Untrue, 0);
    }
}

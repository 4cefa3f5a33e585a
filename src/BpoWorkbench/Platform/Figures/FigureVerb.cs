using BpoWorkbench.Data;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Platform.Figures;

/// <summary><c>kpi verify</c> on the command line: counts everything again and prints what differs.</summary>
internal static class FigureVerb
{
    public static bool Asked(string[] args) => args is ["kpi", "verify", ..];

    public static async Task RunAndExit(WebApplication app) => Environment.ExitCode = await Run(app, Console.Out);

    /// <returns>The exit code: 0 where the counters say what the events say, 1 where they do not.</returns>
    public static async Task<int> Run(WebApplication app, TextWriter print)
    {
        await using (app)
        {
            await using (var scope = app.Services.CreateAsyncScope())
            {
                // It reads beside a running program, and leaves it to that one to write.
                var db = scope.ServiceProvider.GetRequiredService<WorkbenchDb>();
                if (!await db.Engine.IsMigrated(db, default))
                {
                    await print.WriteLineAsync("The database is not of this version yet: start the program once, then verify.");
                    return 1;
                }
            }

            var check = new FigureCheck(0, 0, []);
            await app.Services.GetRequiredService<ScopedWork>().AsSystem(async services =>
                check = await services.GetRequiredService<VerifyFigures>().Run());
            foreach (var d in check.Differences)
            {
                await print.WriteLineAsync(FormattableString.Invariant(
                    $"client {d.ClientId}  queue {d.QueueId}  {d.Measure}  {d.Quarter:u}  person {d.PersonId}  counted {d.Counted}  recounted {d.Recounted}"));
            }

            await print.WriteLineAsync(FormattableString.Invariant(
                $"{check.Events} events, {check.Counters} counters, {check.Differences.Count} differences"));
            return check.Differences.Count == 0 ? 0 : 1;
        }
    }
}

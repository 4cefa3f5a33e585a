using System.Diagnostics;
using BpoWorkbench.Benchmarks;

// One verb, one measurement: a table for people, a line of JSON for machines, and 1 as the answer where a figure falls short.
Dictionary<string, Func<string[], Task<Measured>>> verbs = new(StringComparer.Ordinal)
{
    ["import"] = ImportVerb.Run,
    ["importkills"] = ImportKillsVerb.Run,
    ["claims"] = ClaimsVerb.Run,
    ["fairness"] = FairnessVerb.Run,
    ["kills"] = KillsVerb.Run,
    ["kpi"] = KpiVerb.Run,
    ["push"] = PushVerb.Run,
    ["snapshot"] = SnapshotVerb.Run,
    ["board"] = BoardVerb.Run,
    ["rls"] = RlsVerb.Run,
    ["sheets"] = SheetsVerb.Run,
    ["triage"] = TriageVerb.Run,
    ["mail"] = MailVerb.Run,
    ["intake"] = IntakeVerb.Run,
    ["mailkills"] = MailKillsVerb.Run,
};
string[] onBoth = ["import", "claims", "kills", "importkills", "intake", "mailkills", "kpi", "push", "board"];
string[] onPostgres = ["snapshot", "rls"];

if (args is [KilledWorker.Word, .. var told])
{
    await KilledWorker.Work(told);
    return 0;
}

if (args is [KilledImport.Word, .. var bringing])
{
    await KilledImport.Work(bringing);
    return 0;
}

if (args is [SheetReader.Word, .. var reading])
{
    await SheetReader.Work(reading);
    return 0;
}

if (args.Length == 0 || !verbs.TryGetValue(args[0], out var verb))
{
    Console.Error.WriteLine($"Which measurement? {string.Join(", ", verbs.Keys)}");
    return 2;
}

var needsServer = onPostgres.Contains(args[0]) || (onBoth.Contains(args[0]) && new Options(args).Databases.Contains(Database.Postgres));
if (needsServer && Environment.GetEnvironmentVariable("BPO_TEST_POSTGRES") is null)
{
    return await WithPostgres(args);
}

var measured = await verb(args[1..]);
measured.Print(args[0]);
return measured.Holds ? 0 : 1;

// Once more, by the script that starts a throw-away server around a command.
static async Task<int> WithPostgres(string[] args)
{
    var folder = new DirectoryInfo(AppContext.BaseDirectory);
    while (!File.Exists(Path.Combine(folder!.FullName, "BpoWorkbench.sln")))
    {
        folder = folder.Parent;
    }

    using var again = Process.Start("bash", [Path.Combine(folder.FullName, "tests", "with-postgres.sh"), "dotnet", typeof(Options).Assembly.Location, .. args]);
    await again.WaitForExitAsync();
    return again.ExitCode;
}

using System.Diagnostics;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Imports.Reading;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// A workbook on its way in, while an agent presses Next all the time. Beside it the two loops it is made of: the reader alone, and the
/// same rows inserted from memory in slices of one size. Where FILE does not exist it is made first, of so many rows.
/// Usage: import FILE [--rows 1000000] [--database Sqlite|Postgres]
/// </summary>
internal static class ImportVerb
{
    private const int RawSlice = 500;
    private const int RawRows = 50_000;

    public static async Task<Measured> Run(string[] args)
    {
        var options = new Options(args);
        var file = args[0];
        if (!File.Exists(file))
        {
            LargeWorkbook.Write(file, options.Number("--rows", 1_000_000));
        }

        var measured = new Measured();
        foreach (var database in options.Databases)
        {
            await On(database, file, measured);
        }

        return measured;
    }

    private static async Task On(Database database, string file, Measured measured)
    {
        var name = database == Database.Sqlite ? "sqlite" : "postgres";
        await using var floor = await Floor.Start(database);
        var fields = Enumerable.Range(0, 10).Select(i => new FieldDefinition($"column_{i + 1}", $"Columna {i + 1}", FieldType.Text, false, [], CustomerPart.None, false)).ToList();
        await floor.Queue("Diario", [], 20_000);
        var queue = await floor.Queue("Importación", fields, 0);

        var (read, rows) = Read(file);
        // What the twins leave behind is not the import's.
        GC.Collect();
        var raw = await Raw(floor, await floor.Queue("En crudo", fields, 0), file, fields);
        GC.Collect();

        var batch = await Begin(floor, queue, file, fields, rows);
        using var stop = new CancellationTokenSource();
        var agent = Task.Run(() => Pressed.Next(floor, stop.Token));
        var clock = Stopwatch.StartNew();
        ImportBatch now;
        while ((now = await Find(floor, batch)).IsRunning)
        {
            await Task.Delay(100);
        }

        var seconds = clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        var waits = await agent;
        var speed = now.Accepted / seconds;
        var holds = floor.Services.GetRequiredService<GateHolds>();

        measured.AtLeast($"{name}_rows", now.Accepted, rows);
        measured.Add($"{name}_seconds", seconds, "s");
        measured.Add($"{name}_reader_rows_per_second", read, "rows/s");
        measured.Add($"{name}_raw_rows_per_second", raw, "rows/s");
        measured.Add($"{name}_import_rows_per_second", speed, "rows/s");
        measured.AtLeast($"{name}_ratio_to_slower_loop", speed / Math.Min(read, raw), 0.5);
        measured.Add($"{name}_next_pressed", waits.Count);
        measured.Add($"{name}_next_p50_ms", Pressed.At(waits, 0.5), "ms");
        measured.AtMost($"{name}_next_p99_ms", Pressed.At(waits, 0.99), 300, "ms");
        measured.Add($"{name}_longest_gate_hold_ms", holds.Longest.TotalMilliseconds, "ms");
        measured.Add($"{name}_p99_gate_hold_ms", holds.P99.TotalMilliseconds, "ms");
        // Of this process so far: the second database begins where the first has ended.
        measured.AtMost($"{name}_peak_memory_mb", Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0, 1024, "MB");
    }

    private static (double Speed, int Rows) Read(string path)
    {
        using var file = SheetFile.Open(File.OpenRead(path), "rows.xlsx");
        var clock = Stopwatch.StartNew();
        var rows = file.Rows().Count();
        return (rows / clock.Elapsed.TotalSeconds, rows);
    }

    // What the import writes of a row without customer: the item and its first event.
    private static async Task<double> Raw(Floor floor, Queue queue, string path, List<FieldDefinition> fields)
    {
        using var file = SheetFile.Open(File.OpenRead(path), "rows.xlsx");
        var reader = Plan(fields).Reader(fields);
        var rows = file.Rows().Take(RawRows).Select(r => reader.Read(r)!).ToList();
        Lane? lane = null;
        await floor.AsClient(db => db.Write(async () => lane = await Lanes.For(db, floor.Client, queue.Id, Band.Normal)));
        var items = rows.ConvertAll(r => WorkItem.Receive(queue, lane!, floor.Now, null, ItemValues.Title(fields, r.Values), new Dictionary<string, string>(r.Values), null, null));
        var clock = Stopwatch.StartNew();
        foreach (var slice in items.Chunk(RawSlice))
        {
            await floor.AsClient(db => db.Write(() => RawInsert.Write(db, slice)));
        }

        var speed = items.Count / clock.Elapsed.TotalSeconds;
        return speed;
    }

    private static async Task<long> Begin(Floor floor, Queue queue, string path, List<FieldDefinition> fields, int rows)
    {
        var id = 0L;
        await floor.Services.GetRequiredService<ScopedWork>().AsClient(floor.Client, async services =>
        {
            await using var content = File.OpenRead(path);
            var file = await services.GetRequiredService<FileStore>().Keep(floor.Client, "rows.xlsx", "application/octet-stream", content, long.MaxValue);
            id = await services.GetRequiredService<ImportDrafts>().Begin(file.Id);
            await services.GetRequiredService<StartImport>().Run(id, queue.Id, Plan(fields), rows, unasked: true);
        });
        return id;
    }

    private static ImportPlan Plan(List<FieldDefinition> fields) => new(0, 0, [.. fields.Select((f, column) => new ImportColumn(column, f.Label, f.Code, ReadingStyle.Spanish))]);

    private static async Task<ImportBatch> Find(Floor floor, long id)
    {
        ImportBatch? batch = null;
        await floor.AsClient(async db => batch = await db.ImportBatches.AsNoTracking().SingleAsync(b => b.Id == id));
        return batch!;
    }
}

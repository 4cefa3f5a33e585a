using System.Diagnostics;
using System.Globalization;
using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Benchmarks;

/// <summary>How an import stands: whether it is there, whether it has ended, and how many of its new items people see.</summary>
internal sealed record ImportLook(ImportState? State, int Seen, int Changed, int Rejected)
{
    public static ImportLook Parse(string text) => text.Split(' ') is var part
        ? new(part[0] == "-" ? null : Enum.Parse<ImportState>(part[0]), Number(part[1]), Number(part[2]), Number(part[3]))
        : throw new InvalidOperationException();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{State?.ToString() ?? "-"} {Seen} {Changed} {Rejected}");

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}

/// <summary>The program in a process of its own that brings a workbook in, or looks what became of it after it was killed.</summary>
internal sealed class KilledImport : IAsyncDisposable
{
    /// <summary>What the process is called by, instead of a verb.</summary>
    public const string Word = "killed-import";

    private readonly Process _process;

    private KilledImport(Process process) => _process = process;

    /// <summary>Starts a process that brings so many rows in, half of which change what is there.</summary>
    public static KilledImport Bring(IEnumerable<string> arguments, long client, long queue, int number, int rows) => new(Open(arguments, client, queue, number, rows, "bring"));

    /// <summary>Starts a process that only goes on with what it finds, and tells how the import stands at once and at its end.</summary>
    public static KilledImport Watch(IEnumerable<string> arguments, long client, long queue, int number, int rows) => new(Open(arguments, client, queue, number, rows, "watch"));

    /// <summary>What the process says next.</summary>
    public async Task<string> Hear() => await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The process has ended without a word.");

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>What runs in that process: "up", then how the import stands at the beginning and at the end.</summary>
    public static async Task Work(string[] args)
    {
        var (client, queue, number, rows) = (long.Parse(args[0], CultureInfo.InvariantCulture), long.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture), int.Parse(args[3], CultureInfo.InvariantCulture));
        await using var floor = await Floor.Join(args[5..]);
        Console.WriteLine("up");
        if (args[4] == "bring")
        {
            await Begin(floor, client, queue, number, rows);
        }

        var look = await Look(floor, number);
        Console.WriteLine(look);
        while (look.State is ImportState.Staging or ImportState.Publishing or ImportState.Cancelling)
        {
            await Task.Delay(50);
            look = await Look(floor, number);
        }

        Console.WriteLine(look);
    }

    /// <summary>The fields of the queue that they go to.</summary>
    public static readonly FieldDefinition[] Fields =
    [
        new("reference", "Referencia", FieldType.Text, true, [], CustomerPart.None, true),
        new("name", "Nombre", FieldType.Text, false, [], CustomerPart.Name, false),
        new("round", "Vuelta", FieldType.Whole, false, [], CustomerPart.None, false),
    ];

    private static async Task Begin(Floor floor, long client, long queue, int number, int rows)
    {
        var text = new StringBuilder("Referencia;Nombre;Vuelta\n");
        for (var row = 0; row < rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(row % 2 == 0 ? $"K-{row}" : $"N{number}-{row}")};Persona {row};{number}\n");
        }

        await floor.Services.GetRequiredService<ScopedWork>().AsClient(client, async services =>
        {
            using var content = new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
            var file = await services.GetRequiredService<FileStore>().Keep(client, Name(number), "text/csv", content, long.MaxValue);
            var id = await services.GetRequiredService<ImportDrafts>().Begin(file.Id);
            var plan = new ImportPlan(0, 1, [.. Fields.Select((field, column) => new ImportColumn(column, field.Label, field.Code, ReadingStyle.Spanish))]);
            await services.GetRequiredService<StartImport>().Run(id, queue, plan, rows, unasked: true);
        });
    }

    private static async Task<ImportLook> Look(Floor floor, int number)
    {
        var name = Name(number);
        var look = new ImportLook(null, 0, 0, 0);
        await floor.AsSystem(async db =>
        {
            // One snapshot: between two of its statements the import may go on.
            await using var transaction = await db.Engine.Snapshot(db, CancellationToken.None);
            var batch = await db.ImportBatches.AsNoTracking().Where(b => db.Files.Any(f => f.Id == b.FileId && f.Name == name)).SingleOrDefaultAsync();
            if (batch is { State: not ImportState.Uploaded })
            {
                look = new ImportLook(batch.State, await db.WorkItems.CountAsync(i => i.BatchId == batch.Id), batch.Changed, batch.Rejected);
            }
        });
        return look;
    }

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"rows-{number}.csv");

    private static Process Open(IEnumerable<string> arguments, long client, long queue, int number, int rows, string what)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { typeof(KilledImport).Assembly.Location, Word, $"{client}", $"{queue}", $"{number}", $"{rows}", what }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}

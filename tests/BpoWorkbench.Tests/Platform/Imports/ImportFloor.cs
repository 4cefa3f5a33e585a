using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Imports;

/// <summary>A client company with a queue, and workbooks on their way into it.</summary>
internal sealed class ImportFloor
{
    public static readonly IReadOnlyList<FieldDefinition> Fields =
    [
        new("reference", "Referencia", FieldType.Text, true, [], CustomerPart.None, true),
        new("name", "Nombre", FieldType.Text, false, [], CustomerPart.Name, false),
        new("nif", "NIF", FieldType.TaxNumber, false, [], CustomerPart.TaxNumber, false),
        new("phone", "Teléfono", FieldType.Phone, false, [], CustomerPart.Phone, false),
        new("amount", "Importe", FieldType.Money, false, [], CustomerPart.None, false),
    ];

    private readonly Workbench _workbench;

    private ImportFloor(Workbench workbench, Company company, Queue queue) => (_workbench, Company, Queue) = (workbench, company, queue);

    public Company Company { get; }

    public Queue Queue { get; }

    public static async Task<ImportFloor> Of(Workbench workbench, string name = "Iberluz", string code = "IBL")
    {
        var company = await Company.Add(workbench, name, code);
        return new ImportFloor(workbench, company, await company.Queue("Altas", fields: Fields));
    }

    /// <summary>Uploads the rows as a workbook and sends it into the queue, where nobody is asked about it.</summary>
    public Task<long> Start(params IEnumerable<object?[]> rows) => Start(Workbook(rows), Plan(), unasked: true);

    /// <summary>The same, to be looked at before it goes in.</summary>
    public Task<long> Check(params IEnumerable<object?[]> rows) => Start(Workbook(rows), Plan(), unasked: false);

    public async Task<long> Start(Stream workbook, ImportPlan plan, bool unasked)
    {
        var batch = await Upload(workbook);
        await AsClient(services => services.GetRequiredService<StartImport>().Run(batch, Queue.Id, plan, 0, unasked));
        return batch;
    }

    public async Task<long> Upload(Stream content)
    {
        var id = 0L;
        await AsClient(async services =>
        {
            var file = await services.GetRequiredService<FileStore>().Keep(Company.Id, "altas.xlsx", "application/octet-stream", content, long.MaxValue);
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            var batch = new ImportBatch(file, null, file.StoredAt);
            db.ImportBatches.Add(batch);
            await db.SaveChangesAsync();
            id = batch.Id;
        });
        return id;
    }

    public static ImportPlan Plan() => new(0, 1, [.. Fields.Select((field, column) => new ImportColumn(column, field.Label, field.Code, ReadingStyle.Spanish))]);

    /// <summary>Puts the rows of an uploaded workbook in place and stops short of publishing, as a crash there would.</summary>
    public async Task StageOnly(long id)
    {
        await Company.Write(async db => (await db.ImportBatches.SingleAsync(b => b.Id == id)).Start(await db.Queues.SingleAsync(), Plan(), 0, unasked: true, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc)));
        await AsClient(async services => await services.GetRequiredService<StageRows>().Run(await Batch(id), CancellationToken.None));
    }

    /// <summary>What the scheduler would do.</summary>
    public Task Carry(Workbench workbench, CancellationToken stop = default) => workbench.Services.GetRequiredService<RunImports>().ForClient(Company.Id, stop);

    /// <summary>Waits, as somebody in front of the page would, until the import has ended.</summary>
    public async Task<ImportBatch> Ended(long batch)
    {
        ImportBatch now = null!;
        await Patience.Until(async () => (now = await Batch(batch)) is { IsRunning: false, State: not ImportState.Uploaded },
            () => $"Still {now.State} with {now.RowsRead} rows.\n{string.Join('\n', _workbench.Log.Where(l => l.Contains("Quartz", StringComparison.Ordinal) || l.StartsWith("Error", StringComparison.Ordinal)))}");
        return now;
    }

    public async Task<ImportBatch> Batch(long id)
    {
        ImportBatch? batch = null;
        await Company.Write(async db => batch = await db.ImportBatches.AsNoTracking().SingleAsync(b => b.Id == id));
        return batch!;
    }

    public async Task<T> Read<T>(Func<WorkbenchDb, Task<T>> read)
    {
        var found = default(T);
        await Company.Write(async db => found = await read(db));
        return found!;
    }

    public Task AsClient(Func<IServiceProvider, Task> work) => _workbench.Services.GetRequiredService<ScopedWork>().AsClient(Company.Id, work);

    /// <summary>So many rows that are as they should be.</summary>
    public static IEnumerable<object?[]> Rows(int count, int from = 1) =>
        Enumerable.Range(from, count).Select(i => new object?[] { $"R-{i:000000}", $"Persona {i}", null, $"6{i:00000000}", 10.5 + i });

    public static Stream Workbook(IEnumerable<object?[]> rows)
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Altas");
        var number = 1;
        foreach (var row in rows.Prepend([.. Fields.Select(f => f.Label)]))
        {
            for (var column = 0; column < row.Length; column++)
            {
                sheet.Cell(number, column + 1).Value = row[column];
            }

            number++;
        }

        var content = new MemoryStream();
        book.SaveAs(content);
        content.Position = 0;
        return content;
    }
}

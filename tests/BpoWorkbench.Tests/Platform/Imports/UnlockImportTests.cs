using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Tests.Platform.Imports.Reading.Unlocking;
using BpoWorkbench.Tests.Support;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Imports;

public sealed class UnlockImportTests
{
    private const string Password = "Clave-2026";

    [Fact]
    public async Task A_locked_workbook_goes_in_with_its_password_and_comes_back_marked_in_its_own_formats()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        var batch = await floor.Upload(Locked(ImportFloor.Rows(30).Append(["R-000031", "Mal", "12345678A", null, 1])));
        var file = (await floor.Batch(batch)).FileId!.Value;

        Assert.Equal("file.encrypted", await RefusalOf(s => s.GetRequiredService<LookIntoWorkbook>().Run(file, null, null)));
        Assert.Equal("file.password-wrong", await RefusalOf(s => s.GetRequiredService<UnlockImport>().Run(batch, "clave-2026")));
        Assert.Equal("file.encrypted", await RefusalOf(s => s.GetRequiredService<UnlockImport>().Run(batch, "")));
        Assert.Null((await floor.Batch(batch)).Password);

        await As(async s =>
        {
            await s.GetRequiredService<UnlockImport>().Run(batch, Password);
            var look = await s.GetRequiredService<LookIntoWorkbook>().Run(file, null, null);
            Assert.Equal(ImportFloor.Fields.Select(f => f.Label), look.Preview.Labels);
            await s.GetRequiredService<StartImport>().Run(batch, floor.Queue.Id, ImportFloor.Plan(), 31, unasked: true);
        });
        var ended = await floor.Ended(batch);
        Assert.Equal((ImportState.Published, 30, 1), (ended.State, ended.Accepted, ended.Rejected));
        Assert.Equal("import.unknown", await RefusalOf(s => s.GetRequiredService<UnlockImport>().Run(batch, Password)));

        using var marked = new MemoryStream();
        await As(s => s.GetRequiredService<MarkedErrors>().Write(batch, marked, CancellationToken.None));
        using var book = new XLWorkbook(marked);
        var sheet = book.Worksheets.Single();
        Assert.Equal(("Altas", XLColor.Green), (sheet.Name, sheet.TabColor));
        Assert.Contains("NIF: ", sheet.Cell(32, 6).GetString(), StringComparison.Ordinal);

        async Task<string> RefusalOf(Func<IServiceProvider, Task> action)
        {
            var code = "";
            await As(async s => code = (await Assert.ThrowsAsync<Refusal>(() => action(s))).Code);
            return code;
        }

        Task As(Func<IServiceProvider, Task> action) => floor.AsClient(action);
    }

    [Fact]
    public async Task The_password_lies_nowhere_as_it_was_typed()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        var batch = await floor.Upload(Locked(ImportFloor.Rows(3)));
        await floor.AsClient(s => s.GetRequiredService<UnlockImport>().Run(batch, Password));

        var kept = (await floor.Batch(batch)).Password!;
        Assert.DoesNotContain(Password, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(workbench.Log, line => line.Contains(Password, StringComparison.Ordinal) || line.Contains(kept, StringComparison.Ordinal));
        Assert.DoesNotContain(Password, (await floor.Read(db => db.ImportBatches.Select(b => b.Draft).SingleAsync())) ?? "", StringComparison.Ordinal);
        Assert.False(await floor.Read(db => db.Changes.AnyAsync(c => c.To!.Contains(Password) || c.To.Contains(kept))));
        // What somebody else has sealed, or sealed with keys that are gone, is as if it had not been given.
        await floor.Company.Write(async db => (await db.ImportBatches.SingleAsync()).Password = "otra cosa");
        var file = (await floor.Batch(batch)).FileId!.Value;
        await floor.AsClient(async s => Assert.Equal("file.encrypted", (await Assert.ThrowsAsync<Refusal>(() => s.GetRequiredService<LookIntoWorkbook>().Run(file, null, null))).Code));
    }

    [Fact]
    public async Task The_limits_of_the_settings_hold_for_every_import()
    {
        await using var workbench = await Workbench.Start(new WorkbenchSetup { Settings = new() { ["Imports:Rows"] = "10" } });
        var floor = await ImportFloor.Of(workbench);
        var ended = await floor.Ended(await floor.Start(ImportFloor.Rows(20)));
        Assert.Equal((ImportState.Failed, "file.limit.rows", "10"), (ended.State, ended.ErrorCode, ended.ErrorArgs.Single()));
        var batch = await floor.Upload(ImportFloor.Workbook(ImportFloor.Rows(20)));
        var file = (await floor.Batch(batch)).FileId!.Value;
        await floor.AsClient(async s => Assert.Equal("file.limit.rows", (await Assert.ThrowsAsync<Refusal>(() => s.GetRequiredService<LookIntoWorkbook>().Run(file, null, null))).Code));
    }

    private static MemoryStream Locked(IEnumerable<object?[]> rows)
    {
        using var book = new XLWorkbook(ImportFloor.Workbook(rows));
        book.Worksheets.Single().TabColor = XLColor.Green;
        using var content = new MemoryStream();
        book.SaveAs(content);
        return new MemoryStream(LockedBooks.Agile(content.ToArray(), Password));
    }
}

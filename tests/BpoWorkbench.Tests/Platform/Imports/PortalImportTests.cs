using System.Net;
using BpoWorkbench.Domain;
using BpoWorkbench.Features.Imports;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Imports;

/// <summary>What people of a client company bring in themselves.</summary>
public sealed class PortalImportTests
{
    private static readonly object?[][] Rows = [["A", "Ana", "12345678Z", null, 10], ["B", "Luis", "12345678A", null, 20]];

    [Fact]
    public async Task An_uploader_brings_a_workbook_into_a_queue_opened_to_them_and_collects_its_errors()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await Open(floor, seen: true, opened: true);
        var uploader = await Company.Person(workbench, "Olga", "olga@ibl.example", (floor.Company.Id, Role.PortalUploader));

        var batch = await Bring(workbench, floor, uploader.Id);
        Assert.Equal((ImportState.Checked, 1, 1, true), await floor.Ended(batch) is var checkedNow ? (checkedNow.State, checkedNow.Accepted, checkedNow.Rejected, checkedNow.InPortal) : default);
        await Company.As(workbench, uploader.Id, s => s.GetRequiredService<ConfirmImport>().Run(batch));
        await floor.Ended(batch);

        await Company.As(workbench, uploader.Id, async s =>
        {
            var sheet = await s.GetRequiredService<ImportDetails>().Find(batch, CancellationToken.None);
            Assert.Equal((true, $"/portal/items?queue={floor.Queue.Id}"), (sheet!.ForClient, sheet.QueueLink));
            var today = await s.GetRequiredService<ImportList>().Find(null, null, 1, CancellationToken.None);
            Assert.Equal(("altas.xlsx", "Olga", 2, 1), today.Rows.Single() is var row ? (row.FileName, row.By, row.Rows, row.Rejected) : default);
            Assert.Equal("Altas", today.Queues.Single().Name);
        });
        using var http = workbench.NewClient();
        http.DefaultRequestHeaders.Add("Cookie", (await Company.Cookie(workbench, uploader)).ToString());
        var marked = await http.GetAsync($"/imports/{batch}/rejected");
        Assert.Equal((HttpStatusCode.OK, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (marked.StatusCode, marked.Content.Headers.ContentType?.MediaType));

        await Company.As(workbench, uploader.Id, s => s.GetRequiredService<UndoImport>().Run(batch));
        Assert.Equal(ImportState.Undone, (await floor.Ended(batch)).State);
        await ImportTests.AssertFigures(workbench);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task A_queue_that_is_not_opened_or_not_shown_to_the_client_takes_nothing_from_it(bool seen, bool opened)
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await Open(floor, seen, opened);
        var uploader = await Company.Person(workbench, "Olga", "olga@ibl.example", (floor.Company.Id, Role.PortalUploader));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => Bring(workbench, floor, uploader.Id));
        Assert.Equal("queue.unknown", refusal.Code);
        await Company.As(workbench, uploader.Id, async s =>
        {
            Assert.Null(await s.GetRequiredService<QueueImports>().Target(floor.Queue.Id));
            Assert.Empty((await s.GetRequiredService<ImportList>().Find(null, null, 1, CancellationToken.None)).Queues);
        });
    }

    [Fact]
    public async Task What_the_centre_brought_itself_is_nothing_to_the_client_and_what_a_reader_may_only_see_they_bring_nothing_into()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await Open(floor, seen: true, opened: true);
        var ours = await floor.Check(Rows);
        await floor.Ended(ours);
        var uploader = await Company.Person(workbench, "Olga", "olga@ibl.example", (floor.Company.Id, Role.PortalUploader));
        var reader = await Company.Person(workbench, "Luz", "luz@ibl.example", (floor.Company.Id, Role.PortalReader));
        var stranger = await Company.Person(workbench, "Iker", "iker@otra.example", ((await Company.Add(workbench, "Otra", "OTR")).Id, Role.PortalUploader));

        foreach (var person in new[] { uploader, reader, stranger })
        {
            await Company.As(workbench, person.Id, async s =>
            {
                Assert.Null(await s.GetRequiredService<ImportDetails>().Find(ours, CancellationToken.None));
                Assert.Empty(await s.GetRequiredService<ImportDetails>().Rejected(ours, 1, CancellationToken.None));
                Assert.Empty((await s.GetRequiredService<ImportList>().Find(null, null, 1, CancellationToken.None)).Rows);
            });
            foreach (var verb in new Func<IServiceProvider, Task>[] { s => s.GetRequiredService<ConfirmImport>().Run(ours), s => s.GetRequiredService<CancelImport>().Run(ours), s => s.GetRequiredService<UndoImport>().Run(ours) })
            {
                // Whoever is of another client does not even hear that there is such an import.
                Assert.Contains((await Assert.ThrowsAsync<Refusal>(() => Company.As(workbench, person.Id, verb))).Code, new[] { "access.denied", "import.unknown" });
            }
        }

        Assert.Equal(ImportState.Checked, (await floor.Batch(ours)).State);
        var refused = await Assert.ThrowsAsync<Refusal>(() => Bring(workbench, floor, reader.Id));
        Assert.Equal("access.denied", refused.Code);
    }

    [Fact]
    public async Task A_queue_that_is_shut_meanwhile_takes_nothing_more_and_gives_nothing_back_but_what_is_not_in_yet_may_be_discarded()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await Open(floor, seen: true, opened: true);
        var uploader = await Company.Person(workbench, "Olga", "olga@ibl.example", (floor.Company.Id, Role.PortalUploader));
        var inside = await Bring(workbench, floor, uploader.Id);
        await floor.Ended(inside);
        await Company.As(workbench, uploader.Id, s => s.GetRequiredService<ConfirmImport>().Run(inside));
        await floor.Ended(inside);
        var waiting = await Bring(workbench, floor, uploader.Id, [["C", "Eva", null, null, 30]]);
        await floor.Ended(waiting);
        Assert.Equal((true, true), await Sheet(inside) is var before ? (before.IsOpen, before.UndoUntil is not null) : default);
        await Open(floor, seen: true, opened: false);

        Assert.Equal((false, false), await Sheet(inside) is var after ? (after.IsOpen, after.UndoUntil is not null) : default);
        Assert.Equal("import.queue-shut", (await Assert.ThrowsAsync<Refusal>(() => Company.As(workbench, uploader.Id, s => s.GetRequiredService<ConfirmImport>().Run(waiting)))).Code);
        Assert.Equal("import.queue-shut", (await Assert.ThrowsAsync<Refusal>(() => Company.As(workbench, uploader.Id, s => s.GetRequiredService<UndoImport>().Run(inside)))).Code);
        Assert.Equal((ImportState.Published, ImportState.Checked), ((await floor.Batch(inside)).State, (await floor.Batch(waiting)).State));
        await Company.As(workbench, uploader.Id, s => s.GetRequiredService<CancelImport>().Run(waiting));
        Assert.Equal(ImportState.Cancelled, (await floor.Ended(waiting)).State);

        async Task<ImportSheet> Sheet(long id)
        {
            ImportSheet? sheet = null;
            await Company.As(workbench, uploader.Id, async s => sheet = await s.GetRequiredService<ImportDetails>().Find(id, CancellationToken.None));
            return sheet!;
        }
    }

    [Fact]
    public async Task Nobody_looks_into_a_file_by_importing_it_that_somebody_else_has_stored_for_the_client()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await Open(floor, seen: true, opened: true);
        var uploader = await Company.Person(workbench, "Olga", "olga@ibl.example", (floor.Company.Id, Role.PortalUploader));
        var file = 0L;
        var boss = await Company.Person(workbench, "Eva", "eva@bpo.example", (floor.Company.Id, Role.Supervisor));
        await Company.As(workbench, boss.Id, async s => file = (await s.GetRequiredService<FileStore>().Keep(floor.Company.Id, "interno.xlsx", "application/octet-stream", ImportFloor.Workbook(Rows), long.MaxValue)).Id);

        Assert.Equal("import.unknown", (await Assert.ThrowsAsync<Refusal>(() => Company.As(workbench, uploader.Id, s => s.GetRequiredService<ImportDrafts>().Begin(file)))).Code);
    }

    private static Task Open(ImportFloor floor, bool seen, bool opened) => floor.Company.Write(db => db.Write(() =>
        db.Queues.Where(q => q.Id == floor.Queue.Id).ExecuteUpdateAsync(q => q.SetProperty(x => x.SeenInPortal, seen).SetProperty(x => x.ClientImports, opened))));

    // As the pages do it: the upload, the draft, the start.
    private static async Task<long> Bring(Workbench workbench, ImportFloor floor, long person, object?[][]? rows = null)
    {
        var batch = 0L;
        await Company.As(workbench, person, async s =>
        {
            var file = await s.GetRequiredService<FileStore>().Keep(floor.Company.Id, "altas.xlsx", "application/octet-stream", ImportFloor.Workbook(rows ?? Rows), long.MaxValue);
            batch = await s.GetRequiredService<ImportDrafts>().Begin(file.Id);
            await s.GetRequiredService<StartImport>().Run(batch, floor.Queue.Id, ImportFloor.Plan(), 2);
        });
        return batch;
    }
}

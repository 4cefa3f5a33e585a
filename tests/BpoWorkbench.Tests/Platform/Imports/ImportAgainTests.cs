using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Imports;

/// <summary>Workbooks that speak of what is there already, and taking them back.</summary>
public sealed class ImportAgainTests
{
    private static readonly object?[][] First =
    [
        ["A", "Ana", "12345678Z", "600000001", 10],
        ["B", "Luis", null, "600000002", 20],
        ["C", "Eva", null, null, 30],
    ];

    [Fact]
    public async Task Nothing_goes_in_until_somebody_has_seen_what_it_would_do()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await floor.Ended(await floor.Start(First));

        var batch = await floor.Ended(await floor.Check(["A", "Ana", "12345678Z", "600000001", 10], ["B", "Luis", null, null, 25], ["D", "Nuevo", null, null, 1], ["E", "Mal", "12345678A", null, 1]));

        Assert.Equal((ImportState.Checked, 1, 1, 1, 1), (batch.State, batch.Accepted, batch.Changed, batch.Unchanged, batch.Rejected));
        Assert.Equal(["A", "B", "C"], (await Items(floor)).Select(i => i.ExternalKey));
        Assert.Equal("2000", (await Items(floor))[1].Fields["amount"]);
        await ImportTests.AssertFigures(workbench);

        await AsBoss(workbench, floor, s => s.GetRequiredService<ConfirmImport>().Run(batch.Id));
        Assert.Equal(ImportState.Published, (await floor.Ended(batch.Id)).State);
        var items = await Items(floor);
        Assert.Equal(["A", "B", "C", "D"], items.Select(i => i.ExternalKey));
        // An empty cell empties; whoever the item is about keeps the telephone they are known by.
        Assert.Equal(("2500", false, "+34600000002"), (items[1].Fields["amount"], items[1].Fields.ContainsKey("phone"), items[1].Customer!.Phones.Single()));
        Assert.Equal(WorkEventKind.FieldsChanged, items[1].Events[^1].Kind);
        Assert.Single(items[0].Events);
        await ImportTests.AssertFigures(workbench);
    }

    [Fact]
    public async Task What_nobody_decides_on_for_two_weeks_is_discarded_and_nothing_of_it_is_left()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        var (old, recent) = (await floor.Check(First), await floor.Check(["Z", "Zoe", null, null, 1]));
        await floor.Ended(old);
        await floor.Ended(recent);
        var now = workbench.Services.GetRequiredService<TimeProvider>().Now();
        var (longAgo, lately) = (now.AddDays(-15), now.AddDays(-13));
        await floor.Company.Write(db => db.Write(() => db.ImportBatches.ExecuteUpdateAsync(set => set.SetProperty(b => b.CheckedAt, b => b.Id == old ? longAgo : lately))));

        await workbench.Services.GetRequiredService<SweepImports>().Run(CancellationToken.None);

        await Patience.Until(async () => (await floor.Batch(old)).State == ImportState.Cancelled);
        Assert.Equal(ImportState.Checked, (await floor.Batch(recent)).State);
        Assert.Equal(1, await floor.Read(db => db.WorkItems.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).CountAsync()));
    }

    [Fact]
    public async Task Finished_by_two_at_once_each_change_is_done_once_and_one_who_is_late_changes_nothing()
    {
        await using var workbench = await Workbench.Start(new() { Scheduled = false });
        var floor = await ImportFloor.Of(workbench);
        await floor.Start(ImportFloor.Rows(120));
        await floor.Carry(workbench);
        var second = await floor.Check(ImportFloor.Rows(120).Select(row => new[] { row[0], row[1], row[2], row[3], 7 }));
        await floor.Carry(workbench);
        await floor.AsClient(s => s.GetRequiredService<PublishImport>().Run(second, ImportState.Checked, null, CancellationToken.None));
        var batch = await floor.Batch(second);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => floor.AsClient(s => s.GetRequiredService<FinishImport>().Run(batch, CancellationToken.None))));

        Assert.Equal((ImportState.Published, 120), await floor.Batch(second) is var done ? (done.State, done.Changed) : default);
        Assert.All(await Items(floor), item => Assert.Equal(1, item.Events.Count(e => e.Kind == WorkEventKind.FieldsChanged)));

        await AsBoss(workbench, floor, s => s.GetRequiredService<UndoImport>().Run(second));
        await floor.AsClient(s => s.GetRequiredService<FinishImport>().Run(batch, CancellationToken.None));
        Assert.Equal(ImportState.Undoing, (await floor.Batch(second)).State);
        await floor.Carry(workbench);
        Assert.Equal(ImportState.Undone, (await floor.Batch(second)).State);
        await ImportTests.AssertFigures(workbench);
    }

    [Fact]
    public async Task A_column_that_is_not_there_leaves_the_field_as_it_is()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await floor.Ended(await floor.Start(First));
        var plan = ImportFloor.Plan();

        var batch = await floor.Ended(await floor.Start(ImportFloor.Workbook([["A", "Ana María", "otra cosa", null, 99]]), plan with { Columns = [plan.Columns[0], plan.Columns[1]] }, unasked: true));

        Assert.Equal((0, 1, 0, 0), (batch.Accepted, batch.Changed, batch.Unchanged, batch.Rejected));
        var ana = (await Items(floor))[0];
        Assert.Equal(("Ana María", "1000", "12345678Z", "Ana María"), (ana.Fields["name"], ana.Fields["amount"], ana.Fields["nif"], ana.Title));
    }

    [Fact]
    public async Task The_same_file_twice_changes_nothing_and_says_so()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        var content = ((MemoryStream)ImportFloor.Workbook(First)).ToArray();
        var first = await floor.Ended(await floor.Start(new MemoryStream(content), ImportFloor.Plan(), unasked: true));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => floor.Start(new MemoryStream(content), ImportFloor.Plan(), unasked: true));
        Assert.Equal("import.same-file", refusal.Code);

        // Taken back, it may come again.
        await Undo(workbench, floor, first.Id);
        Assert.Equal(3, (await floor.Ended(await floor.Start(new MemoryStream(content), ImportFloor.Plan(), unasked: true))).Accepted);
        await ImportTests.AssertFigures(workbench);
    }

    [Fact]
    public async Task What_has_ended_is_not_changed_and_what_is_said_twice_is_said_once()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await floor.Ended(await floor.Start(First));
        await floor.Company.Write(async db => (await db.WorkItems.SingleAsync(i => i.ExternalKey == "C")).Cancel(1, DateTime.UnixEpoch.AddYears(60)));

        var batch = await floor.Ended(await floor.Start(["C", "Otra", null, null, 31], ["B", "Luis", null, "600000002", 21], ["B", "Luis", null, "600000002", 22]));

        Assert.Equal((0, 1, 0, 2), (batch.Accepted, batch.Changed, batch.Unchanged, batch.Rejected));
        Assert.Equal(["import.key-ended", "import.key-twice"], await floor.Read(db => db.RejectedRows.OrderBy(r => r.Row).Select(r => r.Problems[0].Code).ToListAsync()));
        // As it was, it may be named again.
        Assert.Equal(1, (await floor.Ended(await floor.Start(["C", "Eva", null, null, 30]))).Unchanged);
    }

    [Fact]
    public async Task A_removal_workbook_ends_what_it_names_and_can_be_taken_back()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await floor.Ended(await floor.Start(First));
        var plan = ImportFloor.Plan() with { Purpose = ImportPurpose.Remove, Columns = [ImportFloor.Plan().Columns[0]] };

        var batch = await floor.Ended(await floor.Start(ImportFloor.Workbook([["A"], ["C"], ["X"]]), plan, unasked: true));

        Assert.Equal((0, 2, 1), (batch.Accepted, batch.Changed, batch.Rejected));
        Assert.Equal([WorkState.Cancelled, WorkState.Ready, WorkState.Cancelled], (await Items(floor)).Select(i => i.State));
        await ImportTests.AssertFigures(workbench);

        Assert.Equal(0, (await Undo(workbench, floor, batch.Id)).Kept);
        Assert.All(await Items(floor), i => Assert.Equal(WorkState.Ready, i.State));
        await ImportTests.AssertFigures(workbench);
    }

    [Fact]
    public async Task Taken_back_an_import_leaves_what_has_been_worked_on_since()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await floor.Ended(await floor.Start(First));
        var batch = await floor.Ended(await floor.Start(["A", "Ana", "12345678Z", "600000001", 11], ["B", "Luis", null, "600000002", 21], ["D", "Nueva", null, null, 1], ["E", "Otra", null, null, 2]));
        await floor.Company.Write(async db =>
        {
            foreach (var item in await db.WorkItems.Include(i => i.Customer).Where(i => i.ExternalKey == "B" || i.ExternalKey == "E").ToListAsync())
            {
                item.ChangeFields(new Dictionary<string, string> { ["phone"] = "+34600000099" }, 1, DateTime.UnixEpoch.AddYears(60));
            }
        });

        var undone = await Undo(workbench, floor, batch.Id);

        Assert.Equal((ImportState.Undone, 2), (undone.State, undone.Kept));
        Assert.Equal(["B", "E"], await floor.Read(db => TakeBackImport.KeptItems(db, batch.Id).OrderBy(i => i.Id).Select(i => i.ExternalKey).ToListAsync()));
        var items = await Items(floor);
        Assert.Equal([("A", "1000"), ("B", "2100"), ("C", "3000"), (null, "100"), ("E", "200")], items.Select(i => (i.ExternalKey, i.Fields["amount"])));
        Assert.Equal([WorkState.Ready, WorkState.Ready, WorkState.Ready, WorkState.Cancelled, WorkState.Ready], items.Select(i => i.State));
        await ImportTests.AssertFigures(workbench);
    }

    [Fact]
    public async Task After_the_days_of_its_queue_an_import_stays()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await floor.Company.Write(async db => (await db.Queues.SingleAsync()).ImportUndoDays = 0);
        var batch = await floor.Ended(await floor.Start(First));

        Assert.Equal("import.undo-too-late", (await Assert.ThrowsAsync<Refusal>(() => Undo(workbench, floor, batch.Id))).Code);
        Assert.Equal(ImportState.Published, (await floor.Batch(batch.Id)).State);
    }

    [Fact]
    public async Task Only_marked_rows_of_a_mended_workbook_are_looked_at()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);

        var batch = await floor.Ended(await floor.Start(ImportFloor.Workbook([["A", "Ana", null, null, 1, null], ["B", "Luis", null, null, 2, "«12» no es un teléfono."]]), ImportFloor.Plan() with { Marked = new(5, "Errores") }, unasked: true));

        Assert.Equal((1, 1), (batch.Accepted, batch.Unchanged));
        Assert.Equal("B", (await Items(floor)).Single().ExternalKey);
    }

    [Fact]
    public async Task A_customer_whom_two_imports_bring_is_there_whichever_goes_in()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        var first = await floor.Ended(await floor.Check(["A", "Ana", "12345678Z", "600000001", 1]));
        var second = await floor.Ended(await floor.Check(["B", "Ana", "12345678Z", "600000002", 1]));
        Assert.Equal(0, await floor.Read(db => db.Customers.CountAsync()));

        await AsBoss(workbench, floor, s => s.GetRequiredService<ConfirmImport>().Run(second.Id));
        await floor.Ended(second.Id);
        Assert.Equal("Ana", (await Items(floor)).Single().Customer!.Name);

        await AsBoss(workbench, floor, s => s.GetRequiredService<CancelImport>().Run(first.Id));
        Assert.Equal(ImportState.Cancelled, (await floor.Ended(first.Id)).State);
        Assert.Equal("Ana", (await Items(floor)).Single().Customer!.Name);
    }

    [Fact]
    public async Task However_many_decide_at_once_an_import_goes_in_once_or_not_at_all()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await AsBoss(workbench, floor, _ => Task.CompletedTask);
        for (var round = 0; round < 6; round++)
        {
            var batch = (await floor.Ended(await floor.Check(ImportFloor.Rows(20, from: 1 + (round * 20))))).Id;
            // Four say yes; every other time two say no.
            await Task.WhenAll(Enumerable.Range(0, round % 2 == 0 ? 4 : 6).Select(async n =>
            {
                try
                {
                    await AsBoss(workbench, floor, s => n < 4 ? s.GetRequiredService<ConfirmImport>().Run(batch) : s.GetRequiredService<CancelImport>().Run(batch));
                }
                catch (Refusal refusal)
                {
                    Assert.Equal("import.too-late-to-cancel", refusal.Code);
                }
            }));
            var ended = await floor.Ended(batch);
            Assert.Equal(ended.State == ImportState.Published ? 20 : 0, await floor.Read(db => db.WorkItems.CountAsync(i => i.BatchId == batch)));
            Assert.Equal(ended.State == ImportState.Published, ended.PublishedAt is not null);
            await ImportTests.AssertFigures(workbench);
        }
    }

    [Fact]
    public async Task Into_a_queue_that_was_closed_meanwhile_nothing_goes()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        var batch = (await floor.Ended(await floor.Check(First))).Id;
        await floor.Company.Write(async db => (await db.Queues.SingleAsync()).Close());

        Assert.Equal("queue.closed", (await Assert.ThrowsAsync<Refusal>(() => AsBoss(workbench, floor, s => s.GetRequiredService<ConfirmImport>().Run(batch)))).Code);
        Assert.Empty(await Items(floor));
        await AsBoss(workbench, floor, s => s.GetRequiredService<CancelImport>().Run(batch));
        Assert.Equal(ImportState.Cancelled, (await floor.Ended(batch)).State);
    }

    [Fact]
    public async Task What_ends_between_the_check_and_the_word_is_told_of_and_not_changed()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await floor.Ended(await floor.Start(First));
        var plan = ImportFloor.Plan();
        var change = (await floor.Ended(await floor.Check(["A", "Ana", "12345678Z", "600000001", 99]))).Id;
        var removal = (await floor.Ended(await floor.Start(ImportFloor.Workbook([["A"], ["B"]]), plan with { Purpose = ImportPurpose.Remove, Columns = [plan.Columns[0]] }, unasked: false))).Id;
        await floor.Company.Write(async db => (await db.WorkItems.SingleAsync(i => i.ExternalKey == "A")).Cancel(1, DateTime.UnixEpoch.AddYears(60)));

        foreach (var batch in new[] { change, removal })
        {
            await AsBoss(workbench, floor, s => s.GetRequiredService<ConfirmImport>().Run(batch));
            await floor.Ended(batch);
        }

        var (changed, removed) = (await floor.Batch(change), await floor.Batch(removal));
        Assert.Equal((0, 1), (changed.Changed, changed.Rejected));
        Assert.Equal("import.key-ended", (await floor.Read(db => db.RejectedRows.SingleAsync(r => r.BatchId == change))).Problems.Single().Code);
        // What was to be ended has ended: nothing is wrong with its row.
        Assert.Equal((1, 1, 0), (removed.Changed, removed.Unchanged, removed.Rejected));
        Assert.Equal("1000", (await Items(floor))[0].Fields["amount"]);
        await ImportTests.AssertFigures(workbench);
    }

    private static Task<List<WorkItem>> Items(ImportFloor floor) =>
        floor.Read(db => db.WorkItems.Include(i => i.Customer).Include(i => i.Events.OrderBy(e => e.Id)).OrderBy(i => i.Id).ToListAsync());

    private static async Task<ImportBatch> Undo(Workbench workbench, ImportFloor floor, long batch)
    {
        await AsBoss(workbench, floor, s => s.GetRequiredService<UndoImport>().Run(batch));
        return await floor.Ended(batch);
    }

    private static async Task AsBoss(Workbench workbench, ImportFloor floor, Func<IServiceProvider, Task> work)
    {
        var boss = await floor.Read(db => db.Set<Person>().Where(p => p.Email == "jefa@example.com").Select(p => (long?)p.Id).FirstOrDefaultAsync())
            ?? (await Company.Person(workbench, "Jefa", "jefa@example.com", (floor.Company.Id, Role.Supervisor))).Id;
        await workbench.Services.GetRequiredService<ScopedWork>().AsPerson(boss, work);
    }
}

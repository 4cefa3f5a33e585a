using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Imports;

public sealed class ImportTests
{
    [Fact]
    public async Task A_workbook_goes_in_whole()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);

        var batch = await floor.Ended(await floor.Start(ImportFloor.Rows(700)));

        Assert.Equal((ImportState.Published, 700, 0), (batch.State, batch.Accepted, batch.Rejected));
        var items = await floor.Read(db => db.WorkItems.Include(i => i.Customer).Include(i => i.Events).OrderBy(i => i.Id).ToListAsync());
        Assert.Equal(700, items.Count);
        var last = items[^1];
        Assert.Equal(("R-000700", "Persona 700", WorkState.Ready, batch.StartedAt), (last.ExternalKey, last.Title, last.State, last.ReceivedAt));
        Assert.Equal("71050", last.Fields["amount"]);
        Assert.Equal(("Persona 700", "+34600000700"), (last.Customer!.Name, last.Customer.Phones.Single()));
        Assert.Equal((WorkEventKind.Received, (WorkState?)null, WorkState.Ready), (last.Events.Single().Kind, last.Events.Single().From, last.Events.Single().To));
        Assert.True(await floor.Read(db => db.Lanes.AnyAsync(l => l.BatchId == batch.Id && l.Open)));
        await AssertFigures(workbench);
    }

    [Fact]
    public async Task What_cannot_be_taken_is_rejected_with_its_reasons()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        var batch = await floor.Ended(await floor.Start(
            ["R-000000", null, null, null, 12],
            ["R-000001", "Bien", "12345678Z", "600000001", 1],
            ["R-000001", "Dos veces", null, null, null],
            ["R-000003", "Mal", "12345678A", "12", "mucho"],
            [null, "Sin referencia", null, null, null]));

        Assert.Equal((ImportState.Published, 2, 3), (batch.State, batch.Accepted, batch.Rejected));
        var rows = await floor.Read(db => db.RejectedRows.OrderBy(r => r.Row).ToListAsync());
        Assert.Equal([4, 5, 6], rows.Select(r => r.Row));
        Assert.Equal("import.key-twice", rows[0].Problems.Single().Code);
        Assert.Equal(["NIF", "Teléfono", "Importe"], rows[1].Problems.Select(p => p.Header));
        Assert.Equal("mucho", rows[1].Cells[4]);
        Assert.Equal("field.required", rows[2].Problems.Single().Code);
        await AssertFigures(workbench);
    }

    [Fact]
    public async Task The_rows_of_one_customer_are_one_customer()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        await floor.Ended(await floor.Start(["A", "Ana", "12345678Z", "600000001", 1]));

        await floor.Ended(await floor.Start(["B", "Ana María", "12345678Z", "600000002", 1], ["C", "Luis", "11111111H", "600000003", 1], ["D", null, "11111111H", "600000004", 1]));

        var customers = await floor.Read(db => db.Customers.OrderBy(c => c.Id).ToListAsync());
        Assert.Equal(["Ana María", "Luis"], customers.Select(c => c.Name));
        Assert.Equal(["+34600000001", "+34600000002"], customers[0].Phones);
        Assert.Equal(["+34600000003", "+34600000004"], customers[1].Phones);
        Assert.Equal(2, await floor.Read(db => db.WorkItems.CountAsync(i => i.CustomerId == customers[1].Id)));
    }

    [Fact]
    public async Task Nothing_is_seen_before_it_is_published()
    {
        await using var workbench = await Workbench.Start(new() { Scheduled = false });
        var floor = await ImportFloor.Of(workbench);
        var batch = await floor.Upload(ImportFloor.Workbook(ImportFloor.Rows(30)));
        var agent = await Company.Person(workbench, "Eva", "eva@example.com", (floor.Company.Id, Role.Agent));
        await floor.Company.Write(async db => db.Add(QueueMember.Person(await db.Queues.SingleAsync(), agent.Id)));
        Task<long?> Next() => AsPerson(workbench, agent.Id, s => s.GetRequiredService<NextItem>().Run());
        await floor.StageOnly(batch);

        Assert.Equal(30, (await floor.Batch(batch)).Accepted);
        Assert.Equal((0, 0), (await floor.Read(db => db.WorkItems.CountAsync()), await floor.Read(db => db.Customers.CountAsync())));
        Assert.Null(await Next());
        await AssertFigures(workbench);

        await floor.Carry(workbench);
        await floor.Ended(batch);
        Assert.Equal((30, 30), (await floor.Read(db => db.WorkItems.CountAsync()), await floor.Read(db => db.Customers.CountAsync())));
        Assert.NotNull(await Next());
        await AssertFigures(workbench);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Stopped_at_any_moment_it_goes_on_and_ends_whole(int seed)
    {
        // Several slices.
        const int Rows = 3_000;
        var random = new Random(seed);
        using var stop = new Impatience();
        await using var workbench = await Workbench.Start(new() { Scheduled = false, Adjust = stop.Watch });
        var floor = await ImportFloor.Of(workbench);
        var batch = await floor.Start(ImportFloor.Rows(Rows).Append(["R-000007", "Dos veces", null, null, null]));
        var stops = 0;
        while ((await floor.Batch(batch)).IsRunning)
        {
            try
            {
                // Every time a little later: it may be at the same slice for a second time.
                await floor.Carry(workbench, stop.After(random.Next(1, 12) + stops));
            }
            catch (OperationCanceledException)
            {
                stops++;
                stop.Never();
                var seen = await floor.Read(db => db.WorkItems.CountAsync());
                Assert.True(seen is 0 or Rows, $"{seen} items are seen");
                await AssertFigures(workbench);
            }
        }

        Assert.True(stops > 2);
        var ended = await floor.Batch(batch);
        Assert.Equal((ImportState.Published, Rows, 1), (ended.State, ended.Accepted, ended.Rejected));
        Assert.Equal(Rows, await floor.Read(db => db.WorkItems.Select(i => i.ExternalKey).Distinct().CountAsync()));
        Assert.Equal(Rows, await floor.Read(db => db.WorkEvents.CountAsync()));
        Assert.Equal(Rows, await floor.Read(db => db.Customers.CountAsync()));
        await AssertFigures(workbench);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Stopped_while_it_changes_what_is_there_or_takes_it_back_it_does_each_once(int seed)
    {
        const int Rows = 170;
        var random = new Random(seed);
        using var stop = new Impatience();
        await using var workbench = await Workbench.Start(new() { Scheduled = false, Adjust = stop.Watch });
        var floor = await ImportFloor.Of(workbench);
        var boss = await Company.Person(workbench, "Jefa", "jefa@example.com", (floor.Company.Id, Role.Supervisor));
        await floor.Start(ImportFloor.Rows(Rows));
        await floor.Carry(workbench);
        var batch = await floor.Start(ImportFloor.Rows(Rows + 20).Select(row => new[] { row[0], row[1], row[2], row[3], 7 }));
        Task<int> Having(string amount) => floor.Read(async db => (await db.WorkItems.ToListAsync()).Count(i => i.Fields["amount"] == amount));
        Task<int> Changes() => floor.Read(db => db.WorkEvents.CountAsync(e => e.Kind == WorkEventKind.FieldsChanged));

        var stops = await Carry();
        Assert.Equal((Rows + 20, Rows), (await Having("700"), await Changes()));
        await AssertFigures(workbench);

        await AsPerson(workbench, boss.Id, async s =>
        {
            await s.GetRequiredService<UndoImport>().Run(batch);
            return 0;
        });
        stops += await Carry();

        Assert.True(stops > 4, $"{stops} stops");
        Assert.Equal((ImportState.Undone, 0), ((await floor.Batch(batch)).State, (await floor.Batch(batch)).Kept));
        Assert.Equal((20, Rows * 2), (await Having("700"), await Changes()));
        Assert.Equal(20, await floor.Read(db => db.WorkEvents.CountAsync(e => e.Kind == WorkEventKind.Cancelled && e.Detail == WorkItem.Withdrawn)));
        await AssertFigures(workbench);

        async Task<int> Carry()
        {
            var count = 0;
            while ((await floor.Batch(batch)).IsRunning)
            {
                try
                {
                    await floor.Carry(workbench, stop.After(random.Next(1, 12) + count));
                }
                catch (OperationCanceledException)
                {
                    count++;
                    stop.Never();
                }
            }

            return count;
        }
    }

    [Fact]
    public async Task After_a_restart_it_goes_on_by_itself()
    {
        var data = Directory.CreateTempSubdirectory("bpo-import-").FullName;
        try
        {
            long batch;
            await using (var first = await Workbench.Start(new() { DataDirectory = data, Scheduled = false }))
            {
                var floor = await ImportFloor.Of(first);
                batch = await floor.Upload(ImportFloor.Workbook(ImportFloor.Rows(40)));
                await floor.StageOnly(batch);
            }

            await using var second = await Workbench.Start(new() { DataDirectory = data });
            await second.Services.GetRequiredService<SweepImports>().Run(default);
            await Patience.Until(async () =>
            {
                var seen = 0;
                await Company.AsSystem(second, async db => seen = await db.WorkItems.CountAsync());
                Assert.True(seen is 0 or 40, $"{seen} items are seen");
                return seen == 40;
            });

            await AssertFigures(second);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task Cancelled_while_it_runs_it_leaves_nothing()
    {
        await using var workbench = await Workbench.Start(new() { Scheduled = false });
        var floor = await ImportFloor.Of(workbench);
        await floor.Company.Receive(floor.Queue, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), ("Otra", "Otra", []));
        var batch = await floor.Upload(ImportFloor.Workbook(ImportFloor.Rows(300).Append(["R-000001", null, null, null, null])));
        await floor.StageOnly(batch);
        Assert.Equal((300, 1), ((await floor.Batch(batch)).Accepted, (await floor.Batch(batch)).Rejected));

        await floor.AsClient(services => services.GetRequiredService<CancelImport>().Run(batch));
        await floor.Carry(workbench);

        Assert.Equal(ImportState.Cancelled, (await floor.Batch(batch)).State);
        Assert.Equal("Otra", (await floor.Read(db => db.WorkItems.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).SingleAsync())).ExternalKey);
        Assert.Equal(1, await floor.Read(db => db.WorkEvents.CountAsync()));
        Assert.Equal(0, await floor.Read(db => db.Customers.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).CountAsync()));
        Assert.Equal(0, await floor.Read(db => db.RejectedRows.CountAsync()));
        Assert.False(await floor.Read(db => db.Lanes.AnyAsync(l => l.BatchId == batch)));
        // The same file may come again.
        await floor.AsClient(services => Assert.ThrowsAsync<Refusal>(() => services.GetRequiredService<CancelImport>().Run(batch)));
        var again = await floor.Start(ImportFloor.Rows(300));
        await floor.Carry(workbench);
        Assert.Equal(300, (await floor.Batch(again)).Accepted);
        await AssertFigures(workbench);
    }

    [Fact]
    public async Task Several_imports_at_once_all_go_in_whole()
    {
        await using var workbench = await Workbench.Start();
        var iberluz = await ImportFloor.Of(workbench);
        var telcom = await ImportFloor.Of(workbench, "Telcom", "TEL");

        var started = await Task.WhenAll(iberluz.Start(ImportFloor.Rows(400)), iberluz.Start(ImportFloor.Rows(400, from: 201)), telcom.Start(ImportFloor.Rows(400)));
        await iberluz.Ended(started[0]);
        await iberluz.Ended(started[1]);
        await telcom.Ended(started[2]);

        // The rows that both of one client's files bring are in once, whichever came first.
        Assert.Equal(600, await iberluz.Read(db => db.WorkItems.CountAsync()));
        Assert.Equal(200, await iberluz.Read(db => db.ImportBatches.SumAsync(b => b.Unchanged)));
        Assert.Equal(400, await telcom.Read(db => db.WorkItems.CountAsync()));
        await AssertFigures(workbench);
    }

    [Fact]
    public async Task What_is_another_clients_is_refused()
    {
        await using var workbench = await Workbench.Start();
        var iberluz = await ImportFloor.Of(workbench);
        var telcom = await ImportFloor.Of(workbench, "Telcom", "TEL");
        var ana = await Company.Person(workbench, "Ana", "ana@example.com", (iberluz.Company.Id, Role.Supervisor));
        var both = await Company.Person(workbench, "Dos", "dos@example.com", (iberluz.Company.Id, Role.Supervisor), (telcom.Company.Id, Role.Supervisor));
        var (own, other) = (await iberluz.Upload(ImportFloor.Workbook(ImportFloor.Rows(3))), await telcom.Upload(ImportFloor.Workbook(ImportFloor.Rows(3))));
        var file = (await telcom.Batch(other)).FileId!.Value;

        foreach (var attempt in new Func<IServiceProvider, Task>[]
        {
            s => s.GetRequiredService<StartImport>().Run(other, iberluz.Queue.Id, ImportFloor.Plan(), 3),
            s => s.GetRequiredService<StartImport>().Run(own, telcom.Queue.Id, ImportFloor.Plan(), 3),
            s => s.GetRequiredService<CancelImport>().Run(other),
            s => s.GetRequiredService<ImportDrafts>().Begin(file),
            s => s.GetRequiredService<LookIntoWorkbook>().Run(file, null, null),
            s => s.GetRequiredService<UnlockImport>().Run(other, "clave"),
        })
        {
            await AsPerson(workbench, ana.Id, async s => await Assert.ThrowsAsync<Refusal>(() => attempt(s)));
        }

        Assert.Null(await AsPerson(workbench, ana.Id, s => s.GetRequiredService<ImportDrafts>().Find(other)));
        // Even whoever serves both may not send one client's file into the other's queue.
        var refusal = await AsPerson(workbench, both.Id, s => Assert.ThrowsAsync<Refusal>(() => s.GetRequiredService<StartImport>().Run(own, telcom.Queue.Id, ImportFloor.Plan(), 3)));
        Assert.Equal("queue.unknown", refusal.Code);
        Assert.NotNull(await AsPerson(workbench, both.Id, s => s.GetRequiredService<ImportDrafts>().Find(other)));
        await AsPerson(workbench, ana.Id, async s =>
        {
            await s.GetRequiredService<StartImport>().Run(own, iberluz.Queue.Id, ImportFloor.Plan(), 3, unasked: true);
            return 0;
        });
        Assert.Equal(3, (await iberluz.Ended(own)).Accepted);
    }

    [Fact]
    public async Task Rows_of_another_client_are_not_inserted()
    {
        await using var workbench = await Workbench.Start();
        var iberluz = await ImportFloor.Of(workbench);
        var telcom = await ImportFloor.Of(workbench, "Telcom", "TEL");

        foreach (var (client, row) in new[] { (telcom.Company.Id, telcom.Company.Id), (iberluz.Company.Id, telcom.Company.Id) })
        {
            await Assert.ThrowsAsync<Refusal>(() => iberluz.Company.Write(db => db.Write(() => db.Insert(client, [new Customer(row, "K")], withKeys: false))));
        }

        await iberluz.Company.Write(db => db.Write(() => db.Insert(iberluz.Company.Id, [new Customer(iberluz.Company.Id, "K")], withKeys: false)));
        Assert.Equal((1, 0), (await iberluz.Read(db => db.Customers.CountAsync()), await telcom.Read(db => db.Customers.CountAsync())));
    }

    [Fact]
    public async Task A_lane_that_has_run_dry_is_retired()
    {
        await using var workbench = await Workbench.Start();
        var floor = await ImportFloor.Of(workbench);
        var batch = (await floor.Ended(await floor.Start(ImportFloor.Rows(2)))).Id;
        Task<bool> IsOpen() => floor.Read(db => db.Lanes.AnyAsync(l => l.BatchId == batch && l.Open));
        await workbench.Services.GetRequiredService<RetireLanes>().Run(default);
        Assert.True(await IsOpen());

        await floor.Company.Write(async db => (await db.WorkItems.ToListAsync()).ForEach(i => i.Cancel(1, DateTime.UnixEpoch.AddYears(60))));
        await workbench.Services.GetRequiredService<RetireLanes>().Run(default);
        Assert.False(await IsOpen());
    }

    internal static async Task AssertFigures(Workbench workbench)
    {
        FigureCheck? check = null;
        await workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async s => check = await s.GetRequiredService<VerifyFigures>().Run());
        Assert.Empty(check!.Differences);
    }

    private static async Task<T> AsPerson<T>(Workbench workbench, long person, Func<IServiceProvider, Task<T>> work)
    {
        var answer = default(T);
        await workbench.Services.GetRequiredService<ScopedWork>().AsPerson(person, async s => answer = await work(s));
        return answer!;
    }

    /// <summary>Stops what a workbench does at its n-th statement.</summary>
    private sealed class Impatience : IDisposable
    {
        private readonly AtStatement _statement;
        private CancellationTokenSource _stop = new();

        public Impatience() => _statement = new(() => _stop.Cancel());

        public void Watch(WebApplicationBuilder builder) => _statement.Watch(builder);

        public CancellationToken After(int statements)
        {
            Dispose();
            _stop = new();
            _statement.Set(statements);
            return _stop.Token;
        }

        public void Never() => _statement.Set(0);

        public void Dispose() => _stop.Dispose();
    }
}

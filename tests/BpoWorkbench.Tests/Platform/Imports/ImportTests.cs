using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
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
        await floor.Company.Receive(floor.Queue, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc), ("R-000002", "Ya estaba", []));

        var batch = await floor.Ended(await floor.Start(
            ["R-000001", "Bien", "12345678Z", "600000001", 1],
            ["R-000002", "Ya en la cola", null, null, null],
            ["R-000001", "Dos veces", null, null, null],
            ["R-000003", "Mal", "12345678A", "12", "mucho"],
            [null, "Sin referencia", null, null, null]));

        Assert.Equal((ImportState.Published, 1, 4), (batch.State, batch.Accepted, batch.Rejected));
        var rows = await floor.Read(db => db.RejectedRows.OrderBy(r => r.Row).ToListAsync());
        Assert.Equal([3, 4, 5, 6], rows.Select(r => r.Row));
        Assert.Equal("import.key-exists", rows[0].Problems.Single().Code);
        Assert.Equal("import.key-twice", rows[1].Problems.Single().Code);
        Assert.Equal(["NIF", "Teléfono", "Importe"], rows[2].Problems.Select(p => p.Header));
        Assert.Equal("mucho", rows[2].Cells[4]);
        Assert.Equal("field.required", rows[3].Problems.Single().Code);
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
        await using var workbench = await Workbench.Start();
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
}

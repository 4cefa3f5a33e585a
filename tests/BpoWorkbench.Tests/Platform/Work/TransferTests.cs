using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Platform.Work;

/// <summary>An item handed over with its packet, taken on or sent back.</summary>
public sealed class TransferTests : IAsyncLifetime
{
    private static readonly Packet Packet = new("Cobrado dos veces", "Llamada a su oficina", "Devolver uno de los cargos");

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 26, 8, 0, 0, TimeSpan.Zero));
    private Workbench _workbench = null!;
    private Company _company = null!;
    private Queue _calls = null!;
    private Queue _invoices = null!;
    private Person _ana = null!;
    private Person _luis = null!;
    private long _item;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start(new() { Time = _clock, Scheduled = false });
        _company = await Company.Add(_workbench, "Iberluz", "IBL");
        _calls = await _company.Queue("Llamadas", target: TimeSpan.FromHours(4), fields: [Field("titular", FieldType.Text), Field("importe", FieldType.Money), Field("motivo", FieldType.Text)]);
        _invoices = await _company.Queue("Facturas", target: TimeSpan.FromDays(9), fields: [Field("titular", FieldType.Text), Field("importe", FieldType.Text), Field("factura", FieldType.Text)]);
        (_ana, _luis) = (await Agent("Ana", _calls), await Agent("Luis", _invoices));
        _item = (await _company.Receive(_calls, _clock.Now(), ("R-1", "Marta Ruiz", new() { ["titular"] = "Marta Ruiz", ["importe"] = "123456", ["motivo"] = "Cargo doble" }))).Single();
        await As(_ana, services => services.GetRequiredService<ClaimItem>().Run(_item));
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task It_goes_to_the_other_queue_with_its_packet_and_is_worked_there()
    {
        await Refused("item.transfer-needs-packet", () => HandOver(_invoices, Packet with { Tried = " " }));
        await HandOver(_invoices, Packet);

        await Stored(item => Assert.Equal((_invoices.Id, WorkState.Ready, true, "R-1"), (item.QueueId, item.State, item.IsHandedOver, item.ExternalKey)));
        await As(_ana, async services => Assert.Null(await services.GetRequiredService<NextItem>().Run()));
        await As(_luis, async services => Assert.Equal(_item, await services.GetRequiredService<NextItem>().Run()));
        var sheet = await Sheet();
        Assert.Equal(("Llamadas", "Ana", Packet.Summary, Packet.Tried, Packet.Asked), (sheet.Packet!.FromQueue, sheet.Packet.Sender, sheet.Packet.Summary, sheet.Packet.Tried, sheet.Packet.Asked));

        await As(_luis, services => services.GetRequiredService<AcceptTransfer>().Run(_item));
        await Refused("item.not-handed-over", () => As(_luis, services => services.GetRequiredService<BounceTransfer>().Run(_item, "No es mía")));
        await Counted(_calls, (Measure.TransferredOut, 1), (Measure.Claimed, 0), (Measure.Ready, 0));
        await Counted(_invoices, (Measure.TransferredIn, 1), (Measure.TransferAccepted, 1), (Measure.Claimed, 1));
    }

    [Fact]
    public async Task Sent_back_it_is_the_senders_first_with_the_reason()
    {
        await HandOver(_invoices, Packet);
        await As(_luis, services => services.GetRequiredService<ClaimItem>().Run(_item));
        await Refused("item.bounce-needs-reason", () => As(_luis, services => services.GetRequiredService<BounceTransfer>().Run(_item, "")));
        _clock.Advance(TimeSpan.FromMinutes(3));
        await As(_luis, services => services.GetRequiredService<BounceTransfer>().Run(_item, "Es una reclamación"));

        var other = await Agent("Otra", _calls);
        await As(other, async services => Assert.Null(await services.GetRequiredService<NextItem>().Run()));
        await As(_ana, async services => Assert.Equal(_item, await services.GetRequiredService<NextItem>().Run()));
        var packet = (await Sheet()).Packet!;
        Assert.Equal(("Es una reclamación", "Luis"), (packet.BounceReason, packet.BouncedBy));
        await _company.Write(async db =>
        {
            var history = await ItemHistory.OfItem(db, _item, 50);
            Assert.Contains(history, l => l is { Kind: WorkEventKind.Bounced, Note: "Es una reclamación" });
            Assert.Contains(history, l => l.Kind == WorkEventKind.TransferredOut && l.Note!.Contains(Packet.Asked, StringComparison.Ordinal));
            Assert.DoesNotContain(await db.WorkEvents.Where(e => e.ItemId == _item).Select(e => e.Detail ?? "").ToListAsync(), d => d.Contains("recl", StringComparison.Ordinal) || d.Contains("Cobrado", StringComparison.Ordinal));
        });
        await Counted(_calls, (Measure.TransferredOut, 1), (Measure.TransferredIn, 1), (Measure.Claimed, 1), (Measure.Bounced, 0));
        await Counted(_invoices, (Measure.TransferredIn, 1), (Measure.TransferredOut, 1), (Measure.Bounced, 1), (Measure.TransferAccepted, 0), (Measure.Ready, 0));
    }

    [Fact]
    public async Task To_a_colleague_it_is_theirs_first_and_everyones_after_the_grace()
    {
        var rosa = await Agent("Rosa", _calls);
        await Refused("item.transfer-nowhere", () => HandOver(_calls, Packet, _luis.Id));
        await Refused("item.transfer-nowhere", () => HandOver(_calls, Packet));
        await As(_ana, async services =>
        {
            var (queues, people) = await services.GetRequiredService<TransferTargets>().For(_calls.Id);
            Assert.Equal([_invoices.Id], queues.Select(q => q.QueueId));
            Assert.Equal([(long?)rosa.Id], people.Select(p => p.PersonId));
        });
        await HandOver(_calls, Packet, rosa.Id);

        await As(_ana, async services => Assert.Null(await services.GetRequiredService<NextItem>().Run()));
        _clock.Advance(TimeSpan.FromMinutes(20));
        await _workbench.Services.GetRequiredService<OfferToAll>().Run(default);
        await As(_ana, async services => Assert.Equal(_item, await services.GetRequiredService<NextItem>().Run()));
    }

    [Fact]
    public async Task The_promise_to_the_client_stays_as_it_was_made()
    {
        var due = _clock.Now().AddHours(4);
        await HandOver(_invoices, Packet);
        await Stored(item => Assert.Equal(due, item.Due));
        _clock.Advance(TimeSpan.FromHours(5));
        await _workbench.Services.GetRequiredService<MarkBreaches>().Run(default);
        await Counted(_invoices, (Measure.ReceivedBroken, 1));

        // Whoever has it answers for it: sent back late, it is late there.
        await As(_luis, services => services.GetRequiredService<ClaimItem>().Run(_item));
        await As(_luis, services => services.GetRequiredService<BounceTransfer>().Run(_item, "No"));
        await Counted(_invoices, (Measure.ReceivedBroken, 0));
        await Counted(_calls, (Measure.ReceivedBroken, 1));
        await _company.Write(async db => (await db.WorkItems.SingleAsync(i => i.Id == _item)).Cancel(_ana.Id, _clock.Now()));
        await Counted(_calls, (Measure.ReceivedBroken, 0));
    }

    [Fact]
    public async Task Values_the_other_queue_has_no_place_for_are_shown_and_come_back()
    {
        await HandOver(_invoices, Packet);
        // Facturas calls something else "importe".
        Assert.Equal([("importe", "123456"), ("motivo", "Cargo doble")], (await Sheet()).Packet!.Carried.Select(c => (c.Label, c.Value)).Order());
        await Stored(item => Assert.False(item.Fields.ContainsKey("importe")));

        await As(_luis, services => services.GetRequiredService<ClaimItem>().Run(_item));
        await _company.Write(async db => (await db.WorkItems.Include(i => i.Queue).SingleAsync(i => i.Id == _item))
            .ChangeFields(new Dictionary<string, string> { ["titular"] = "Marta Ruiz Gil", ["importe"] = "doble" }, _luis.Id, _clock.Now()));
        await As(_luis, services => services.GetRequiredService<BounceTransfer>().Run(_item, "No"));

        await Stored(item => Assert.Equal(("Marta Ruiz Gil", "123456", "Cargo doble"), (item.Fields["titular"], item.Fields["importe"], item.Fields["motivo"])));
    }

    [Fact]
    public async Task A_key_that_the_other_queue_uses_already_stays_behind_and_comes_back()
    {
        await _company.Receive(_invoices, _clock.Now(), ("R-1", "Otra", []));
        await HandOver(_invoices, Packet);
        await Stored(item => Assert.Null(item.ExternalKey));

        await As(_luis, services => services.GetRequiredService<ClaimItem>().Run(_item));
        await As(_luis, services => services.GetRequiredService<BounceTransfer>().Run(_item, "No"));
        await Stored(item => Assert.Equal("R-1", item.ExternalKey));
    }

    [Fact]
    public async Task Whoever_works_on_it_has_taken_it_on()
    {
        await HandOver(_invoices, Packet);
        await _company.Complete(_item, "OK", _luis.Id, _clock.Now());

        await Stored(item => Assert.Equal((WorkState.Done, false), (item.State, item.IsHandedOver)));
        await Counted(_invoices, (Measure.TransferAccepted, 1), (Measure.Done, 1), (Measure.Finished, 1));
    }

    private static FieldDefinition Field(string code, FieldType type) => new(code, code, type, false, [], CustomerPart.None, false);

    private async Task<Person> Agent(string name, Queue queue)
    {
        var person = await Company.Person(_workbench, name, $"{name}@example.com", (_company.Id, Role.Agent));
        await _company.Write(db =>
        {
            db.Add(QueueMember.Person(db.Attach(queue).Entity, person.Id));
            return Task.CompletedTask;
        });
        return person;
    }

    private Task HandOver(Queue to, Packet packet, long? person = null) =>
        As(_ana, services => services.GetRequiredService<TransferItem>().Run(_item, new TransferTarget(to.Id, person, ""), packet));

    private async Task<ItemSheet> Sheet()
    {
        ItemSheet? sheet = null;
        await _company.Write(async db => sheet = await ItemSheet.Read(db, _item));
        return sheet!;
    }

    private async Task Counted(Queue queue, params (Measure Measure, long Amount)[] expected)
    {
        await Company.AsSystem(_workbench, async db =>
        {
            foreach (var (measure, amount) in expected)
            {
                Assert.Equal((measure, amount), (measure, await db.CounterDeltas.Where(d => d.QueueId == queue.Id && d.Measure == measure).SumAsync(d => d.Amount)));
            }
        });
        await _workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async services => Assert.Empty((await services.GetRequiredService<VerifyFigures>().Run()).Differences));
    }

    private Task Stored(Action<WorkItem> check) => _company.Write(async db => check(await db.WorkItems.AsNoTracking().SingleAsync(i => i.Id == _item)));

    private Task As(Person person, Func<IServiceProvider, Task> work) => Company.As(_workbench, person.Id, work);

    private static async Task Refused(string code, Func<Task> attempt) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(attempt)).Code);
}

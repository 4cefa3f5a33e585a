using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Queues;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Platform.Work;

/// <summary>How urgent an item is, by hand and by the rules of its queue.</summary>
public sealed class PriorityTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 26, 8, 0, 0, TimeSpan.Zero));
    private Workbench _workbench = null!;
    private Company _company = null!;
    private Queue _queue = null!;
    private Person _agent = null!;
    private Person _supervisor = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start(new() { Time = _clock, Scheduled = false });
        _company = await Company.Add(_workbench, "Iberluz", "IBL");
        _queue = await _company.Queue("Altas", target: TimeSpan.FromHours(40), fields:
        [
            new("nif", "NIF", FieldType.Text, false, [], CustomerPart.Key, false),
            new("importe", "Importe", FieldType.Money, false, [], CustomerPart.None, false),
            new("motivo", "Motivo", FieldType.Text, false, [], CustomerPart.None, false),
        ]);
        _agent = await Company.Person(_workbench, "Ana", "ana@example.com", (_company.Id, Role.Agent));
        _supervisor = await Company.Person(_workbench, "Sara", "sara@example.com", (_company.Id, Role.Supervisor));
        await _company.Write(db =>
        {
            db.Add(QueueMember.Person(db.Attach(_queue).Entity, _agent.Id));
            return Task.CompletedTask;
        });
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task Rules_say_how_urgent_what_arrives_is()
    {
        await Rules(
            new() { Test = PriorityTest.Field, Field = "importe", Comparison = Comparison.AtLeast, Value = "1000", Band = Band.High },
            new() { Test = PriorityTest.Field, Field = "motivo", Comparison = Comparison.Contains, Value = "SUICIDIO", Band = Band.Urgent },
            new() { Test = PriorityTest.Field, Field = "motivo", Comparison = Comparison.Is, Value = "Encuesta", Band = Band.Low },
            new() { Test = PriorityTest.Customer, Value = "vip-1", Band = Band.High });

        Assert.Equal(Band.High, await Arrives(new() { ["importe"] = "100000" }));
        Assert.Equal(Band.Normal, await Arrives(new() { ["importe"] = "99999" }));
        Assert.Equal(Band.Urgent, await Arrives(new() { ["importe"] = "100000", ["motivo"] = "amenaza de suicidio" }));
        Assert.Equal(Band.Low, await Arrives(new() { ["motivo"] = "encuesta" }));
        Assert.Equal(Band.High, await Arrives(new() { ["nif"] = "VIP-1" }));
        Assert.Equal(Band.Normal, await Arrives([]));
    }

    [Fact]
    public async Task What_grows_old_moves_up_once_unless_a_person_decided()
    {
        await Rules(new() { Test = PriorityTest.Age, AgeMinutes = 60, Band = Band.High }, new() { Test = PriorityTest.Age, AgeMinutes = 180, Band = Band.Urgent });
        var old = (await _company.Receive(_queue, _clock.Now(), ("A", "Vieja", []))).Single();
        var set = (await _company.Receive(_queue, _clock.Now(), ("B", "Fijada", []))).Single();
        await SetPriority(set, Band.Low, "Puede esperar");
        _clock.Advance(TimeSpan.FromMinutes(61));
        var young = (await _company.Receive(_queue, _clock.Now(), ("C", "Nueva", []))).Single();
        await Sweep();
        await Sweep();

        Assert.Equal((Band.High, Band.Low, Band.Normal), (await BandOf(old), await BandOf(set), await BandOf(young)));
        await Stored(old, item => Assert.Equal([(null, "High")], item.Events.Where(e => e.Kind == WorkEventKind.BandChanged).Select(e => (e.PersonId, e.Detail))));
        _clock.Advance(TimeSpan.FromHours(2));
        await Sweep();
        Assert.Equal((Band.Urgent, Band.High), (await BandOf(old), await BandOf(young)));
    }

    [Fact]
    public async Task What_a_supervisor_raises_is_next_and_says_why()
    {
        await _company.Receive(_queue, _clock.Now().AddHours(-20), ("A", "Antes", []));
        var item = (await _company.Receive(_queue, _clock.Now().AddHours(-1), ("B", "Después", []))).Single();
        await Refused("item.band-needs-reason", () => SetPriority(item, Band.Urgent, ""));
        await Refused("access.denied", () => As(_agent, services => services.GetRequiredService<SetPriority>().Run([item], Band.Urgent, "Porque sí")));
        await SetPriority(item, Band.Urgent, "Llama el director");

        await As(_agent, async services => Assert.Equal(item, await services.GetRequiredService<NextItem>().Run()));
        await _company.Write(async db => Assert.Contains(await ItemHistory.OfItem(db, item, 50), l => l is { Kind: WorkEventKind.BandChanged, Detail: "Urgent", Note: "Llama el director", Person: "Sara" }));
    }

    [Fact]
    public async Task A_rule_must_say_what_it_looks_at()
    {
        await Refused("queue.priority-field", () => Rules(new PriorityRow { Test = PriorityTest.Field, Value = "x" }));
        await Refused("queue.priority-value", () => Rules(new PriorityRow { Test = PriorityTest.Customer }));
        await Refused("queue.priority-age", () => Rules(new PriorityRow { Test = PriorityTest.Age, AgeMinutes = 60, Band = Band.Low }));
        await Refused("item.value", () => Rules(new PriorityRow { Test = PriorityTest.Field, Field = "importe", Value = "mucho" }));
    }

    private Task Rules(params PriorityRow[] rows) => As(_supervisor, async services =>
    {
        var seen = (await services.GetRequiredService<QueueDetails>().Priorities(_queue.Id))!;
        await services.GetRequiredService<ChangeQueue>().Priorities(_queue.Id, new PrioritiesForm { Rows = [.. rows], Fields = seen.Values.Fields }, seen.Version);
        Assert.Equal(rows.Select(r => (r.Test, r.Band)), (await services.GetRequiredService<QueueDetails>().Priorities(_queue.Id))!.Values.Rows.Select(r => (r.Test, r.Band)));
    });

    private async Task<Band> Arrives(Dictionary<string, string> values)
    {
        var id = 0L;
        await As(_supervisor, async services => id = await services.GetRequiredService<ReceiveItem>().Run(_queue.Id, values));
        return await BandOf(id);
    }

    private Task SetPriority(long item, Band band, string reason) => As(_supervisor, services => services.GetRequiredService<SetPriority>().Run([item], band, reason));

    private Task Sweep() => _workbench.Services.GetRequiredService<RaiseByAge>().Run(default);

    private async Task<Band> BandOf(long id)
    {
        var band = Band.Normal;
        await _company.Write(async db =>
        {
            var found = await db.WorkItems.Where(i => i.Id == id).Select(i => new { i.Band, Lane = db.Lanes.Single(l => l.Id == i.LaneId).Band }).SingleAsync();
            Assert.Equal(found.Band, found.Lane);
            band = found.Band;
        });
        return band;
    }

    private Task Stored(long id, Action<WorkItem> check) => _company.Write(async db => check(await db.WorkItems.AsNoTracking().Include(i => i.Events).SingleAsync(i => i.Id == id)));

    private Task As(Person person, Func<IServiceProvider, Task> work) => Company.As(_workbench, person.Id, work);

    private static async Task Refused(string code, Func<Task> attempt) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(attempt)).Code);
}

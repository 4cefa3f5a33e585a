using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
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

/// <summary>Items opened in other queues for the sake of one.</summary>
public sealed class FamilyTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 26, 8, 0, 0, TimeSpan.Zero));
    private Workbench _workbench = null!;
    private Company _company = null!;
    private Queue _invoices = null!;
    private Person _ana = null!;
    private Person _luis = null!;
    private Person _sara = null!;
    private long _parent;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start(new() { Time = _clock, Scheduled = false });
        _company = await Company.Add(_workbench, "Iberluz", "IBL");
        var calls = await _company.Queue("Llamadas", target: TimeSpan.FromHours(4), fields: [Field("titular", false), Field("motivo", false)]);
        _invoices = await _company.Queue("Facturas", target: TimeSpan.FromHours(1), fields: [Field("titular", true), Field("factura", true)]);
        (_ana, _luis) = (await Worker("Ana", Role.Agent, calls), await Worker("Luis", Role.Agent, _invoices));
        _sara = await Worker("Sara", Role.Supervisor, calls);
        _parent = (await _company.Receive(calls, _clock.Now(), ("R-1", "Marta Ruiz", new() { ["titular"] = "Marta Ruiz", ["motivo"] = "Cargo doble" }))).Single();
        await As(_ana, services => services.GetRequiredService<ClaimItem>().Run(_parent));
        _clock.Advance(TimeSpan.FromMinutes(30));
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task The_parent_waits_for_the_last_child_and_comes_back_to_who_opened_them()
    {
        await Refused("item.child-field-required", () => Open(wait: true));
        var first = await Open("F-1", wait: false);
        var second = await Open("F-2", wait: true);
        await Stored(_parent, item => Assert.Equal((WorkState.Waiting, WaitingOn.Children, null), (item.State, item.WaitingOn, item.WakeAt)));
        await Stored(first, child => Assert.Equal(("Marta Ruiz", _clock.Now().AddHours(1), Promise.Open), (child.Title, child.Due, child.Promise)));

        await Finish(first);
        await Stored(_parent, item => Assert.Equal(WorkState.Waiting, item.State));
        await Finish(second);

        // Its own clock ran on.
        await Stored(_parent, item => Assert.Equal((WorkState.Ready, new DateTime(2026, 10, 26, 12, 0, 0, DateTimeKind.Utc)), (item.State, item.Due)));
        await As(_sara, async services => Assert.Null(await services.GetRequiredService<NextItem>().Run()));
        await As(_ana, async services => Assert.Equal(_parent, await services.GetRequiredService<NextItem>().Run()));
        await _company.Write(async db =>
        {
            Assert.Equal([(false, first, "Resuelto"), (false, second, "Resuelto")], (await ItemSheet.Read(db, _parent))!.Family.Select(r => (r.IsParent, r.Id, r.Outcome)));
            Assert.Equal([(true, _parent)], (await ItemSheet.Read(db, first))!.Family.Select(r => (r.IsParent, r.Id)));
        });
        await Verified();
    }

    [Fact]
    public async Task It_cannot_be_finished_before_its_children()
    {
        var child = await Open("F-1", wait: false);
        await Refused("item.children-open", () => Finish(_parent, _ana));
        await Finish(child);
        await Refused("item.no-open-children", () => As(_ana, services => services.GetRequiredService<WaitForChildren>().Run(_parent)));
        await Finish(_parent, _ana);
        await Stored(_parent, item => Assert.Equal(WorkState.Done, item.State));
    }

    [Fact]
    public async Task Cancelling_a_child_is_an_end_like_any_other()
    {
        var child = await Open("F-1", wait: true);
        await As(_sara, services => services.GetRequiredService<CancelItem>().Run([child]));
        await Stored(_parent, item => Assert.Equal(WorkState.Ready, item.State));
        await Verified();
    }

    [Fact]
    public async Task Cancelling_the_parent_takes_along_what_nobody_has_in_hand()
    {
        var (free, taken) = (await Open("F-1", wait: false), await Open("F-2", wait: false));
        await As(_luis, services => services.GetRequiredService<ClaimItem>().Run(taken));
        await As(_sara, services => services.GetRequiredService<CancelItem>().Run([_parent]));

        await Stored(free, child => Assert.Equal(WorkState.Cancelled, child.State));
        await Stored(taken, child => Assert.Equal(WorkState.Claimed, child.State));
        await Verified();
    }

    [Fact]
    public async Task A_lost_end_is_found_by_the_sweep()
    {
        var child = await Open("F-1", wait: true);
        await _workbench.Services.GetRequiredService<WakeItems>().Run(default);
        await Stored(_parent, item => Assert.Equal(WorkState.Waiting, item.State));
        await _company.Complete(child, "OK", _luis.Id, _clock.Now());
        await _workbench.Services.GetRequiredService<WakeItems>().Run(default);
        await Stored(_parent, item => Assert.Equal(WorkState.Ready, item.State));
    }

    [Fact]
    public async Task A_whole_queue_cancelled_wakes_the_parents_elsewhere()
    {
        await Open("F-1", wait: false);
        await Open("F-2", wait: true);
        await _company.Write(async db => (await db.Queues.SingleAsync(q => q.Id == _invoices.Id)).CancelWhatIsLeft(_sara.Id, _clock.Now()));
        await _workbench.Services.GetRequiredService<CancelWhatIsLeft>().Run(default);
        await _workbench.Services.GetRequiredService<WakeItems>().Run(default);
        await Stored(_parent, item => Assert.Equal(WorkState.Ready, item.State));
    }

    private static FieldDefinition Field(string code, bool required) => new(code, code, FieldType.Text, required, [], CustomerPart.None, false);

    private async Task<Person> Worker(string name, Role role, Queue queue)
    {
        var person = await Company.Person(_workbench, name, $"{name}@example.com", (_company.Id, role));
        await _company.Write(db =>
        {
            db.Add(QueueMember.Person(db.Attach(queue).Entity, person.Id));
            return Task.CompletedTask;
        });
        return person;
    }

    private async Task<long> Open(string? invoice = null, bool wait = false)
    {
        var child = 0L;
        await As(_ana, async services => child = await services.GetRequiredService<OpenChild>()
            .Run(_parent, _invoices.Id, invoice is null ? [] : new Dictionary<string, string> { ["factura"] = invoice }, wait));
        return child;
    }

    private async Task Finish(long item, Person? by = null)
    {
        if (by is null)
        {
            await As(_luis, services => services.GetRequiredService<ClaimItem>().Run(item));
        }

        long outcome = 0;
        await _company.Write(async db => outcome = await db.WorkItems.Where(i => i.Id == item).Select(i => i.Queue!.Dispositions.First(d => d.Code == "OK").Id).SingleAsync());
        await As(by ?? _luis, services => services.GetRequiredService<FinishItem>().Run(item, new Outcome(outcome)));
    }

    private Task Verified() => _workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async services =>
        Assert.Empty((await services.GetRequiredService<VerifyFigures>().Run()).Differences));

    private Task Stored(long id, Action<WorkItem> check) => _company.Write(async db => check(await db.WorkItems.AsNoTracking().SingleAsync(i => i.Id == id)));

    private Task As(Person person, Func<IServiceProvider, Task> work) => Company.As(_workbench, person.Id, work);

    private static async Task Refused(string code, Func<Task> attempt) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(attempt)).Code);
}

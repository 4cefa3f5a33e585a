using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Platform.Work;

/// <summary>What a supervisor does with items from outside, one or many, and how the last of it is taken back.</summary>
public sealed class SteeringTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 26, 8, 0, 0, TimeSpan.Zero));
    private Workbench _workbench = null!;
    private Company _company = null!;
    private Queue _altas = null!;
    private Queue _bajas = null!;
    private Person _ana = null!;
    private Person _eva = null!;
    private Person _sara = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start(new() { Time = _clock, Scheduled = false });
        _company = await Company.Add(_workbench, "Iberluz", "IBL");
        _altas = await _company.Queue("Altas", target: TimeSpan.FromHours(40), fields: [new("importe", "Importe", FieldType.Money, false, [], CustomerPart.None, false)]);
        _bajas = await _company.Queue("Bajas", target: TimeSpan.FromHours(40));
        _ana = await Company.Person(_workbench, "Ana", "ana@example.com", (_company.Id, Role.Agent));
        _eva = await Company.Person(_workbench, "Eva", "eva@example.com", (_company.Id, Role.Agent));
        _sara = await Company.Person(_workbench, "Sara", "sara@example.com", (_company.Id, Role.Supervisor));
        await _company.Write(db =>
        {
            var altas = db.Attach(_altas).Entity;
            db.AddRange(QueueMember.Person(altas, _ana.Id), QueueMember.Person(altas, _eva.Id), QueueMember.Person(db.Attach(_bajas).Entity, _ana.Id));
            return Task.CompletedTask;
        });
        await As(_ana, services => services.GetRequiredService<SeeAgent>().Run(true));
        await As(_eva, services => services.GetRequiredService<SeeAgent>().Run(true));
    }

    public async Task DisposeAsync()
    {
        await Company.AsSystem(_workbench, async db => Assert.True(await db.WorkItems.AnyAsync()));
        await _workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async services => Assert.Empty((await services.GetRequiredService<VerifyFigures>().Run()).Differences));
        await _workbench.DisposeAsync();
    }

    [Fact]
    public Task What_is_assigned_goes_to_that_agent_before_what_is_more_urgent_and_to_nobody_else() => Page(async page =>
    {
        var items = await Receive(3);
        await page.Assign([items[2]], _eva.Id);

        Assert.Equal(items[0], await Next(_ana));
        Assert.Equal(items[2], await Next(_eva));
        await Stored(items[2], item => Assert.Equal([(WorkEventKind.Assigned, (long?)_sara.Id, $"{_eva.Id}")],
            item.Events.Where(e => e.Kind == WorkEventKind.Assigned).Select(e => (e.Kind, e.PersonId, e.Detail!))));
    });

    [Fact]
    public Task What_somebody_has_in_hand_is_taken_from_them_and_taken_back_it_is_theirs_again() => Page(async page =>
    {
        var item = (await Receive(1))[0];
        Assert.Equal(item, await Next(_ana));
        await page.Assign([item], _eva.Id);
        Assert.Null(await Next(_ana));

        Assert.Equal(new ChangedItems(1, 0, null), await page.TakeBackLast());
        Assert.Null(await Next(_eva));
        Assert.Equal(item, await Next(_ana));
    });

    [Fact]
    public Task It_stays_assigned_for_as_long_as_the_agent_is_there_and_the_queues_grace_after() => Page(async page =>
    {
        var item = (await Receive(1))[0];
        await page.Assign([item], _eva.Id);
        for (var hour = 0; hour < 3; hour++)
        {
            _clock.Advance(TimeSpan.FromHours(1));
            await As(_eva, services => services.GetRequiredService<SeeAgent>().Again());
            await _workbench.Services.GetRequiredService<OfferToAll>().Run(default);
            await As(_ana, services => services.GetRequiredService<SeeAgent>().Again());
            Assert.Null(await Next(_ana));
        }

        await As(_eva, services => services.GetRequiredService<SeeAgent>().Run(false));
        _clock.Advance(TimeSpan.FromMinutes(_altas.OwnerGraceMinutes - 1));
        await _workbench.Services.GetRequiredService<OfferToAll>().Run(default);
        Assert.Null(await Next(_ana));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await _workbench.Services.GetRequiredService<OfferToAll>().Run(default);
        Assert.Equal(item, await Next(_ana));
    });

    [Fact]
    public Task What_is_moved_is_worked_there_with_its_due_time_and_its_data_and_comes_back_as_it_was() => Page(async page =>
    {
        var item = (await Receive(1, new() { ["importe"] = "1200" }))[0];
        DateTime due = default;
        await Stored(item, i => due = i.Due);
        await page.Move([item], _bajas.Id);

        Assert.Null(await Next(_eva));
        Assert.Equal(item, await Next(_ana));
        await Stored(item, i => Assert.Equal((_bajas.Id, due, "1200", "K0"), (i.QueueId, i.Due, i.Fields["importe"], i.ExternalKey)));
        // Its agent has taken it meanwhile.
        Assert.Equal((0, 1), Counts(await page.TakeBackLast()));

        await As(_ana, services => services.GetRequiredService<ReturnItem>().Run(item, "no es mía"));
        await page.Move([item], _altas.Id);
        Assert.Equal((1, 0), Counts(await page.TakeBackLast()));
        await Stored(item, i => Assert.Equal((_bajas.Id, WorkState.Ready), (i.QueueId, i.State)));
    });

    [Fact]
    public Task What_would_lose_something_on_the_way_is_not_moved() => Page(async page =>
    {
        var text = await _company.Queue("Otra", fields: [new("importe", "Importe", FieldType.Text, false, [], CustomerPart.None, false)]);
        var items = await Receive(2, new() { ["importe"] = "1200" });
        await _company.Receive(_bajas, _clock.Now(), ("K1", "La misma referencia", []));

        Assert.Equal((1, 1), Counts(await page.Move(items, _bajas.Id)));
        Assert.Equal((0, 1), Counts(await page.Move([items[1]], text.Id)));
        var telcom = await Company.Add(_workbench, "Telcom", "TELC");
        var theirs = await telcom.Queue("Averías");
        Assert.Equal((0, 1), Counts(await page.Move([items[1]], theirs.Id)));
        await Stored(items[1], i => Assert.Equal((_altas.Id, "1200"), (i.QueueId, i.Fields["importe"])));
    });

    [Fact]
    public Task What_is_put_aside_waits_until_then_and_taken_back_is_its_agents_at_once() => Page(async page =>
    {
        var item = (await Receive(1))[0];
        await Next(_ana);
        await page.Hold([item], _clock.Now().AddHours(3), WaitingOn.ThirdParty, "Lo mira el banco");
        await Stored(item, i => Assert.Equal((WorkState.Waiting, _clock.Now().AddHours(3), WaitingOn.ThirdParty), (i.State, i.WakeAt!.Value, i.WaitingOn)));

        Assert.Equal((1, 0), Counts(await page.TakeBackLast()));
        Assert.Null(await Next(_eva));
        Assert.Equal(item, await Next(_ana));
    });

    [Fact]
    public Task A_cancellation_that_is_taken_back_leaves_no_trace_in_the_figures_and_what_waited_waits_on() => Page(async page =>
    {
        var items = await Receive(3);
        Assert.Equal(items[0], await Next(_ana));
        var before = await Figures();
        await page.Hold([items[1]], _clock.Now().AddHours(3), WaitingOn.Customer, null);
        (DateTime? Wake, WaitingOn On, long? Left) waiting = default;
        await Stored(items[1], i => waiting = (i.WakeAt, i.WaitingOn, i.ClockLeftMs));
        _clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal((3, 0), Counts(await page.Cancel(items)));
        Assert.Equal(3, (await Figures())[Measure.Cancelled]);
        _clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal((3, 0), Counts(await page.TakeBackLast()));

        await Stored(items[1], i => Assert.Equal((WorkState.Waiting, waiting), (i.State, (i.WakeAt, i.WaitingOn, i.ClockLeftMs))));
        var after = await Figures();
        Assert.Equal((0, 3), (after.GetValueOrDefault(Measure.Cancelled), after[Measure.Received]));
        // The one in hand stands in the line of who had it.
        Assert.Equal(before[Measure.Claimed], after.GetValueOrDefault(Measure.Claimed) + 1);
        Assert.Equal(items[2], await Next(_eva));
        Assert.Equal(items[0], await Next(_ana));
    });

    [Fact]
    public Task After_ten_minutes_or_once_it_was_done_nothing_is_taken_back() => Page(async page =>
    {
        var items = await Receive(2);
        await page.Cancel(items);
        await page.TakeBackLast();
        Assert.Equal((0, 0), Counts(await page.TakeBackLast()));
        await page.SetBand(items, Band.High, "Lo pide la empresa");
        _clock.Advance(WorkItem.UndoWindow + TimeSpan.FromMilliseconds(1));
        Assert.Equal((0, 0), Counts(await page.TakeBackLast()));
    });

    [Fact]
    public Task A_priority_that_is_taken_back_is_again_a_matter_for_the_rules() => Page(async page =>
    {
        var items = await Receive(2);
        await page.SetBand(items, Band.Urgent, "Prensa");
        await Stored(items[0], i => Assert.Equal((Band.Urgent, true), (i.Band, i.BandIsByHand)));
        Assert.Equal((2, 0), Counts(await page.TakeBackLast()));
        await Stored(items[0], i => Assert.Equal((Band.Normal, false), (i.Band, i.BandIsByHand)));
    });

    [Fact]
    public Task The_children_that_were_cancelled_along_come_back_with_their_parent() => Page(async page =>
    {
        var parent = (await Receive(1))[0];
        Assert.Equal(parent, await Next(_ana));
        var child = 0L;
        await As(_ana, async services => child = await services.GetRequiredService<OpenChild>().Run(parent, _bajas.Id, new Dictionary<string, string>(), wait: true));
        await page.Cancel([parent]);
        await Stored(child, i => Assert.Equal(WorkState.Cancelled, i.State));

        Assert.Equal((1, 0), Counts(await page.TakeBackLast()));
        await Stored(parent, i => Assert.Equal((WorkState.Waiting, WaitingOn.Children), (i.State, i.WaitingOn)));
        await Stored(child, i => Assert.Equal(WorkState.Ready, i.State));
    });

    [Fact]
    public Task Only_those_who_steer_the_queues_and_only_towards_those_who_work_them() => Page(async page =>
    {
        var item = (await Receive(1))[0];
        Assert.Equal((0, 1), Counts(await page.Assign([item], _sara.Id)));
        ChangedItems? result = null;
        await As(_ana, async services => result = await services.GetRequiredService<ChangeItems>().Assign([item], _ana.Id));
        Assert.Equal((0, 1), Counts(result!));
        await As(_sara, async services =>
        {
            var targets = services.GetRequiredService<SteerTargets>();
            Assert.Equal(["Ana", "Eva"], (await targets.People([item])).Select(t => t.Name));
            Assert.Equal(["Bajas"], (await targets.Queues([item])).Select(t => t.Name));
        });
        await As(_ana, async services => Assert.Empty(await services.GetRequiredService<SteerTargets>().People([item])));
    });

    // The supervisor's page, open from one change to the next.
    private Task Page(Func<ChangeItems, Task> work) => As(_sara, services => work(services.GetRequiredService<ChangeItems>()));

    private async Task<List<long>> Receive(int count, Dictionary<string, string>? fields = null) =>
        await _company.Receive(_altas, _clock.Now(), Enumerable.Range(0, count).Select(n => ($"K{n}", $"Alta {n}", fields ?? [])));

    private async Task<long?> Next(Person agent)
    {
        long? item = null;
        await As(agent, async services => item = await services.GetRequiredService<NextItem>().Run());
        return item;
    }

    private async Task<Dictionary<Measure, long>> Figures()
    {
        Dictionary<Measure, long> figures = [];
        await Company.AsSystem(_workbench, async db => figures = (await db.WorkEvents.AsNoTracking().ToListAsync()).SelectMany(Measures.Of).GroupBy(m => m.Measure).ToDictionary(m => m.Key, m => m.Sum(one => one.Amount)));
        return figures;
    }

    private Task Stored(long id, Action<WorkItem> check) => _company.Write(async db => check(await db.WorkItems.AsNoTracking().Include(i => i.Events).SingleAsync(i => i.Id == id)));

    private Task As(Person person, Func<IServiceProvider, Task> work) => Company.As(_workbench, person.Id, work);

    private static (int Changed, int Refused) Counts(ChangedItems result) => (result.Changed, result.Refused);

}

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Work;

/// <summary>What a supervisor does with items from outside, one or many, and how the last of it is taken back.</summary>
public sealed class SteeringTests : IAsyncLifetime
{
    private WorkFloor _floor = null!;
    private Queue _altas = null!;
    private long _ana;
    private long _eva;
    private long _sara;

    public async Task InitializeAsync()
    {
        _floor = await WorkFloor.Open();
        await _floor.Set(queue => queue.Fields = [new("importe", "Importe", FieldType.Money, false, [], CustomerPart.None, false)]);
        _altas = await _floor.Company.Queue("Altas");
        (_ana, _eva) = (await _floor.Agent("Ana"), await _floor.Agent("Eva"));
        _sara = (await Company.Person(_floor.Workbench, "Sara", "sara@example.com", (_floor.Company.Id, Role.Supervisor))).Id;
        await _floor.Company.Write(async db => db.Add(QueueMember.Person(await db.Queues.SingleAsync(q => q.Id == _altas.Id), _ana)));
        await _floor.Sit(_ana);
        await _floor.Sit(_eva);
    }

    public async Task DisposeAsync()
    {
        await _floor.FiguresAgree();
        await _floor.DisposeAsync();
    }

    [Fact]
    public Task What_is_assigned_goes_to_that_agent_before_what_is_more_urgent_and_to_nobody_else() => Page(async page =>
    {
        var items = await Receive(3);
        await page.Assign([items[2]], _eva);

        Assert.Equal(items[0], await _floor.Next(_ana));
        Assert.Equal(items[2], await _floor.Next(_eva));
        await Stored(items[2], item => Assert.Equal([(WorkEventKind.Assigned, (long?)_sara, $"{_eva}")],
            item.Events.Where(e => e.Kind == WorkEventKind.Assigned).Select(e => (e.Kind, e.PersonId, e.Detail!))));
    });

    [Fact]
    public Task What_somebody_has_in_hand_is_taken_from_them_and_taken_back_it_is_theirs_again() => Page(async page =>
    {
        var item = (await Receive(1))[0];
        Assert.Equal(item, await _floor.Next(_ana));
        await page.Assign([item], _eva);
        Assert.Null(await _floor.Next(_ana));

        Assert.Equal(new ChangedItems(1, 0, null), await page.TakeBackLast());
        Assert.Null(await _floor.Next(_eva));
        Assert.Equal(item, await _floor.Next(_ana));
    });

    [Fact]
    public Task What_somebody_gave_back_is_kept_for_nobody_and_what_is_theirs_is_not_assigned_to_them_again() => Page(async page =>
    {
        var item = (await Receive(1))[0];
        await page.Assign([item], _ana);
        // A second press says nothing new, and leaves the first to be taken back.
        Assert.Equal((0, 1), Counts(await page.Assign([item], _ana)));
        Assert.Equal(item, await _floor.Next(_ana));
        Assert.Equal((0, 1), Counts(await page.Assign([item], _ana)));
        await _floor.Do<ReturnItem>(_ana, give => give.Run(item, "no es mía"));

        await Stored(item, i => Assert.Equal((WorkState.Ready, (long?)null), (i.State, i.PromisedBy)));
        await page.Cancel([item]);
        await page.TakeBackLast();
        Assert.Equal(item, await _floor.Next(_eva));
    });

    [Fact]
    public Task It_stays_assigned_for_as_long_as_the_agent_is_there_and_the_queues_grace_after() => Page(async page =>
    {
        var item = (await Receive(1))[0];
        await page.Assign([item], _eva);
        for (var hour = 0; hour < 3; hour++)
        {
            _floor.Clock.Advance(TimeSpan.FromHours(1));
            await _floor.Do<SeeAgent>(_eva, see => see.Again());
            await _floor.Job<OfferToAll>();
            await _floor.Do<SeeAgent>(_ana, see => see.Again());
            Assert.Null(await _floor.Next(_ana));
        }

        await _floor.Do<SeeAgent>(_eva, see => see.Run(false));
        _floor.Clock.Advance(TimeSpan.FromMinutes(_floor.Queue.OwnerGraceMinutes - 1));
        await _floor.Job<OfferToAll>();
        Assert.Null(await _floor.Next(_ana));
        _floor.Clock.Advance(TimeSpan.FromMinutes(1));
        await _floor.Job<OfferToAll>();
        Assert.Equal(item, await _floor.Next(_ana));
    });

    [Fact]
    public Task What_is_moved_is_worked_there_with_its_due_time_and_its_data_and_comes_back_as_it_was() => Page(async page =>
    {
        var item = (await Receive(1, new() { ["importe"] = "1200" }))[0];
        DateTime due = default;
        await Stored(item, i => due = i.Due);
        await page.Move([item], _altas.Id);

        Assert.Null(await _floor.Next(_eva));
        Assert.Equal(item, await _floor.Next(_ana));
        await Stored(item, i => Assert.Equal((_altas.Id, due, "1200", "K0"), (i.QueueId, i.Due, i.Fields["importe"], i.ExternalKey)));
        // Its agent has taken it meanwhile.
        Assert.Equal((0, 1), Counts(await page.TakeBackLast()));

        await _floor.Do<ReturnItem>(_ana, give => give.Run(item, "no es mía"));
        await page.Move([item], _floor.Queue.Id);
        Assert.Equal((1, 0), Counts(await page.TakeBackLast()));
        await Stored(item, i => Assert.Equal((_altas.Id, WorkState.Ready), (i.QueueId, i.State)));
    });

    [Fact]
    public Task What_would_lose_something_on_the_way_is_not_moved() => Page(async page =>
    {
        var text = await _floor.Company.Queue("Otra", fields: [new("importe", "Importe", FieldType.Text, false, [], CustomerPart.None, false)]);
        var items = await Receive(2, new() { ["importe"] = "1200" });
        await _floor.Company.Receive(_altas, _floor.Now, ("K1", "La misma referencia", []));

        Assert.Equal((1, 1), Counts(await page.Move(items, _altas.Id)));
        Assert.Equal((0, 1), Counts(await page.Move([items[1]], text.Id)));
        var telcom = await Company.Add(_floor.Workbench, "Telcom", "TELC");
        var theirs = await telcom.Queue("Averías");
        Assert.Equal((0, 1), Counts(await page.Move([items[1]], theirs.Id)));
        await Stored(items[1], i => Assert.Equal((_floor.Queue.Id, "1200"), (i.QueueId, i.Fields["importe"])));
    });

    [Fact]
    public Task What_is_put_aside_waits_until_then_and_taken_back_is_its_agents_at_once() => Page(async page =>
    {
        var item = (await Receive(1))[0];
        await _floor.Next(_ana);
        await page.Hold([item], _floor.Now.AddHours(3), WaitingOn.ThirdParty, "Lo mira el banco");
        await Stored(item, i => Assert.Equal((WorkState.Waiting, _floor.Now.AddHours(3), WaitingOn.ThirdParty), (i.State, i.WakeAt!.Value, i.WaitingOn)));

        Assert.Equal((1, 0), Counts(await page.TakeBackLast()));
        Assert.Null(await _floor.Next(_eva));
        Assert.Equal(item, await _floor.Next(_ana));
    });

    [Fact]
    public Task A_cancellation_that_is_taken_back_leaves_no_trace_in_the_figures_and_what_waited_waits_on() => Page(async page =>
    {
        var items = await Receive(3);
        Assert.Equal(items[0], await _floor.Next(_ana));
        var before = await Figures();
        await page.Hold([items[1]], _floor.Now.AddHours(3), WaitingOn.Customer, null);
        (DateTime? Wake, WaitingOn On, long? Left) waiting = default;
        await Stored(items[1], i => waiting = (i.WakeAt, i.WaitingOn, i.ClockLeftMs));
        _floor.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal((3, 0), Counts(await page.Cancel(items)));
        Assert.Equal(3, (await Figures())[Measure.Cancelled]);
        _floor.Clock.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal((3, 0), Counts(await page.TakeBackLast()));

        await Stored(items[1], i => Assert.Equal((WorkState.Waiting, waiting), (i.State, (i.WakeAt, i.WaitingOn, i.ClockLeftMs))));
        var after = await Figures();
        Assert.Equal((0, 3), (after.GetValueOrDefault(Measure.Cancelled), after[Measure.Received]));
        // The one in hand stands in the line of who had it.
        Assert.Equal(before[Measure.Claimed], after.GetValueOrDefault(Measure.Claimed) + 1);
        Assert.Equal(items[2], await _floor.Next(_eva));
        Assert.Equal(items[0], await _floor.Next(_ana));
    });

    [Fact]
    public Task After_ten_minutes_or_once_it_was_done_nothing_is_taken_back() => Page(async page =>
    {
        var items = await Receive(2);
        await page.Cancel(items);
        await page.TakeBackLast();
        Assert.Equal((0, 0), Counts(await page.TakeBackLast()));
        await page.SetBand(items, Band.High, "Lo pide la empresa");
        _floor.Clock.Advance(WorkItem.UndoWindow + TimeSpan.FromMilliseconds(1));
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
        Assert.Equal(parent, await _floor.Next(_ana));
        var child = 0L;
        await _floor.Do<OpenChild>(_ana, async open => child = await open.Run(parent, _altas.Id, new Dictionary<string, string>(), wait: true));
        await page.Cancel([parent]);
        await Stored(child, i => Assert.Equal(WorkState.Cancelled, i.State));

        Assert.Equal((1, 0), Counts(await page.TakeBackLast()));
        await Stored(parent, i => Assert.Equal((WorkState.Waiting, WaitingOn.Children), (i.State, i.WaitingOn)));
        await Stored(child, i => Assert.Equal(WorkState.Ready, i.State));
    });

    [Fact]
    public Task Of_many_all_go_through_but_those_that_refuse_and_all_of_them_come_back() => Page(async page =>
    {
        var items = await Receive(50);
        await page.Assign([items[7], items[33]], _eva);
        List<int> came = [];
        page.Came += came.Add;
        Assert.Equal((48, 2), Counts(await page.Assign(items, _eva)));
        Assert.Equal(50, came[^1]);
        Assert.True(came.Count > 2 && came.SequenceEqual(came.Order()), string.Join(' ', came));
        Assert.Equal(50, await Kept());

        Assert.Equal((48, 0), Counts(await page.TakeBackLast()));
        Assert.Equal(2, await Kept());
    });

    [Fact]
    public Task Whoever_stops_half_way_can_take_back_what_was_done() => Page(async page =>
    {
        var items = await Receive(50);
        page.Came += _ => page.Stop();
        var stopped = await page.Assign(items, _eva);
        Assert.InRange(stopped.Changed, 1, 49);
        Assert.Equal(stopped.Changed, await Kept());
    });

    [Fact]
    public async Task All_that_match_are_those_of_clients_whose_queues_one_runs()
    {
        var other = await Company.Add(_floor.Workbench, "Solmar", "SOL");
        var queue = await other.Queue("Reservas");
        await other.Receive(queue, _floor.Now, ("S", "Reserva", []));
        var both = (await Company.Person(_floor.Workbench, "Blanca", "blanca@example.com", (_floor.Company.Id, Role.Supervisor), (other.Id, Role.QualityAnalyst))).Id;
        var items = await Receive(3);
        await _floor.Do<ItemList>(both, async list =>
        {
            Assert.Equal(4, (await list.Find(new() { State = ItemFilter.Open }, 1)).Total);
            Assert.Equal(items.Order(), (await list.Steered(new() { State = ItemFilter.Open }, 10)).Select(i => i.Id).Order());
            Assert.Equal(2, (await list.Steered(new() { State = ItemFilter.Open }, 2)).Count);
        });
    }

    [Fact]
    public Task Only_those_who_steer_the_queues_and_only_towards_those_who_work_them() => Page(async page =>
    {
        var item = (await Receive(1))[0];
        Assert.Equal((0, 1), Counts(await page.Assign([item], _sara)));
        ChangedItems? result = null;
        await _floor.Do<ChangeItems>(_ana, async items => result = await items.Assign([item], _ana));
        Assert.Equal((0, 1), Counts(result!));
        await _floor.Do<SteerTargets>(_sara, async targets =>
        {
            Assert.Equal(["Ana", "Eva"], (await targets.People([item])).Select(t => t.Name));
            Assert.Equal(["Altas"], (await targets.Queues([item])).Select(t => t.Name));
        });
        await _floor.Do<SteerTargets>(_ana, async targets => Assert.Empty(await targets.People([item])));
    });

    // The supervisor's page, open from one change to the next.
    private Task Page(Func<ChangeItems, Task> work) => _floor.Do(_sara, work);

    private Task<List<long>> Receive(int count, Dictionary<string, string>? fields = null) =>
        _floor.Company.Receive(_floor.Queue, _floor.Now, Enumerable.Range(0, count).Select(n => ($"K{n}", $"Baja {n}", fields ?? [])));

    private Task<Dictionary<Measure, long>> Figures() => _floor.Read(async db =>
        (await db.WorkEvents.AsNoTracking().ToListAsync()).SelectMany(Measures.Of).GroupBy(m => m.Measure).ToDictionary(m => m.Key, m => m.Sum(one => one.Amount)));

    private Task<int> Kept() => _floor.Read(db => db.WorkItems.CountAsync(i => i.PromisedBy == _eva));

    private async Task Stored(long id, Action<WorkItem> check) => check(await _floor.Item(id));

    private static (int Changed, int Refused) Counts(ChangedItems result) => (result.Changed, result.Refused);
}

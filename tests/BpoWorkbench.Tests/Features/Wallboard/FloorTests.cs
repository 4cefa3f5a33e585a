using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Features.Wallboard;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Platform.Figures;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Wallboard;

public sealed class FloorTests
{
    // Late in the evening: in Madrid the day has ended, in the Canaries it has not.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 20, 20, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Whatever_happens_the_board_the_list_and_a_slow_count_agree(int seed)
    {
        await using var workbench = await Start();
        var (queues, people, supervisor) = await Floor(workbench);
        var floor = new RandomFloor(seed, _clock, queues, people);
        for (var round = 0; round < 3; round++)
        {
            await floor.Work(60);
            await workbench.Services.GetRequiredService<ScopedWork>().AsPerson(supervisor, async services =>
            {
                var board = await services.GetRequiredService<FloorWatch>().Read(null, default);
                var list = services.GetRequiredService<ItemList>();
                var slow = await SlowCount.Of(workbench, _clock.Now());
                foreach (var queue in board.Clients.SelectMany(c => c.Queues))
                {
                    await AssertAgree(workbench, list, slow, queue);
                }

                Assert.Equal(board.Overdue, (await list.Find(new ItemFilter { Overdue = true }, 1)).Total);
                foreach (var agent in board.Agents)
                {
                    Assert.Equal(slow.Of(Measure.Done, m => m.Person == agent.Id && Today(slow, m)), (agent.Today.Done, (await list.Find(new ItemFilter { Person = agent.Id, Period = ItemFilter.Done }, 1)).Total));
                    Assert.Equal(agent.Held, (await list.Find(new ItemFilter { Person = agent.Id, State = "claimed" }, 1)).Total);
                }

                Assert.Equal(board.Agents.Sum(a => a.Today.Done), board.Total.Done);
            });
        }
    }

    [Fact]
    public async Task A_supervisor_sees_the_floor_of_their_clients_only()
    {
        await using var workbench = await Start();
        var (queues, people, _) = await Floor(workbench);
        var (ours, theirs) = (queues[0].Company, queues[2].Company);
        var first = await Company.Person(workbench, "Sara", "sara@example.com", (ours.Id, Role.Supervisor));
        var second = await Company.Person(workbench, "Tomás", "tomas@example.com", (theirs.Id, Role.Supervisor));
        var stranger = await Company.Person(workbench, "Úrsula Ajena", "ursula@example.com", (theirs.Id, Role.Agent));
        var marked = (await theirs.Receive(queues[2].Queue, _clock.Now(), ("MARCA-7", "Contraseña de la caja", []))).Single();
        await theirs.Write(async db =>
        {
            var item = await db.WorkItems.SingleAsync(i => i.Id == marked);
            item.Claim(people[0], "{}", _clock.Now());
            item.Open(people[0], _clock.Now());
        });
        ItemFilter[] ways =
        [
            new(), new() { Client = theirs.Id }, new() { Queue = queues[2].Queue.Id }, new() { Text = "MARCA-7" }, new() { Text = "contraseña" },
            new() { Person = people[0] }, new() { State = "claimed" }, new() { Period = ItemFilter.Received },
        ];

        await workbench.Services.GetRequiredService<ScopedWork>().AsPerson(first.Id, async services =>
        {
            foreach (var only in new long[]?[] { null, [theirs.Id] })
            {
                var board = await services.GetRequiredService<FloorWatch>().Read(only, default);
                Assert.DoesNotContain(board.Clients, c => c.Id == theirs.Id);
                Assert.Equal(0, board.Total.Received);
                Assert.Equal(0, board.Quarters.Sum(q => q.Received));
                Assert.DoesNotContain(board.Agents, a => a.Id == stranger.Id || a.Work is not null);
            }

            var seen = await services.GetRequiredService<FloorWatch>().Read(null, default);
            // That they are busy is theirs to know, with what is not.
            Assert.Equal(AgentState.Elsewhere, seen.Agents.Single(a => a.Id == people[0]).State);
            foreach (var way in ways)
            {
                Assert.Equal(0, (await services.GetRequiredService<ItemList>().Find(way, 1)).Total);
            }
        });
        await workbench.Services.GetRequiredService<ScopedWork>().AsPerson(second.Id, async services =>
        {
            var board = await services.GetRequiredService<FloorWatch>().Read(null, default);
            Assert.Equal((theirs.Id, 1L), (board.Clients.Single().Id, board.Total.Claimed));
            Assert.Contains(board.Agents, a => a.Id == stranger.Id);
            Assert.Equal(theirs.Id, board.Agents.Single(a => a.Id == people[0]).Work!.ClientId);
            foreach (var way in ways)
            {
                Assert.Equal(marked, Assert.Single((await services.GetRequiredService<ItemList>().Find(way, 1)).Rows).Id);
            }
        });
    }

    [Fact]
    public async Task Ready_work_that_nobody_present_can_take_stands_out()
    {
        await using var workbench = await Start();
        var (queues, people, supervisor) = await Floor(workbench);
        var (company, queue) = queues[0];
        await company.Receive(queue, _clock.Now(), ("A", "A", []));
        await company.Write(async db => db.Set<QueueMember>().Add(QueueMember.Person(await db.Queues.SingleAsync(q => q.Id == queue.Id), people[0])));

        Assert.True((await Line()).Unattended);
        await See(people[1], true);
        Assert.True((await Line()).Unattended);
        await See(people[0], true);
        Assert.False((await Line()).Unattended);
        await See(people[0], false);
        Assert.True((await Line()).Unattended);
        await company.Write(async db => (await db.Queues.SingleAsync(q => q.Id == queue.Id)).Pause());
        Assert.False((await Line()).Unattended);

        Task See(long person, bool there) => workbench.Services.GetRequiredService<ScopedWork>().AsPerson(person, services => services.GetRequiredService<SeeAgent>().Run(there));

        async Task<FloorQueue> Line()
        {
            FloorQueue? line = null;
            await workbench.Services.GetRequiredService<ScopedWork>().AsPerson(supervisor, async services =>
                line = (await services.GetRequiredService<FloorWatch>().Read(null, default)).Clients.SelectMany(c => c.Queues).Single(q => q.Id == queue.Id));
            return line!;
        }
    }

    [Fact]
    public async Task Boards_that_read_together_show_all_that_had_happened_when_they_asked()
    {
        await using var workbench = await Start();
        var (queues, _, supervisor) = await Floor(workbench);
        var (company, queue) = queues[0];
        await workbench.Services.GetRequiredService<ScopedWork>().AsPerson(supervisor, async services =>
        {
            var watch = services.GetRequiredService<FloorWatch>();
            for (var received = 1; received <= 10; received++)
            {
                var earlier = watch.Read(null, default);
                await company.Receive(queue, _clock.Now(), ($"R-{received}", "A", []));
                var boards = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => watch.Read(null, default)));
                Assert.All(boards, board => Assert.Equal(received, board.Total.Ready));
                // One reading for all, or one more where the first of them found none under way.
                Assert.InRange(boards.Distinct().Count(), 1, 2);
                await earlier;
            }
        });
    }

    // From the items and their times, not from counters.
    private async Task AssertAgree(Workbench workbench, ItemList list, SlowCount steps, FloorQueue line)
    {
        List<WorkItem> items = [];
        await Company.AsSystem(workbench, async db => items = await db.WorkItems.AsNoTracking().Where(i => i.QueueId == line.Id).ToListAsync());
        var of = new ItemFilter { Client = line.Figures.ClientId, Queue = line.Id };
        (long Sum, int Items) Standing(Func<WorkItem, bool> which) => (items.Count(which), items.Count(which));
        (long Sum, int Items) Counted(Measure measure) => steps.Of(measure, m => m.Queue == line.Id && Today(steps, m));
        (long Board, ItemFilter Filter, (long Sum, int Items) Slow)[] figures =
        [
            (line.Figures.Ready, of with { State = "ready" }, Standing(i => i.State == WorkState.Ready)),
            (line.Figures.Claimed, of with { State = "claimed" }, Standing(i => i.State == WorkState.Claimed)),
            (line.Figures.Waiting, of with { State = "waiting" }, Standing(i => i.State == WorkState.Waiting)),
            (line.Figures.Open, of with { State = ItemFilter.Open }, Standing(i => i.IsOpen)),
            (line.Overdue, of with { Overdue = true }, Standing(i => i.IsOpen && i.Due < _clock.Now())),
            (line.Figures.Received, of with { Period = ItemFilter.Received }, Counted(Measure.Received)),
            (line.Figures.Done, of with { Period = ItemFilter.Done }, Counted(Measure.Done)),
            (line.Figures.ReceivedBroken, of with { Period = ItemFilter.Received, Late = true }, Counted(Measure.ReceivedBroken)),
        ];
        foreach (var (board, filter, slow) in figures)
        {
            Assert.Equal((filter.Href, slow), (filter.Href, (board, (await list.Find(filter, 1)).Total)));
        }

        var oldest = await list.Find(of with { State = ItemFilter.Open, Sort = "received" }, 1);
        Assert.Equal(line.Figures.Oldest, oldest.Rows.Count == 0 ? null : oldest.Rows[0].ReceivedAt);
    }

    private static bool Today(SlowCount slow, Moved move) => slow.Today(move.Client) is var day && move.Quarter >= day.From && move.Quarter < day.To;

    private Task<Workbench> Start() => Workbench.Start(BusyFloor.Setup with { Time = _clock });

    private static async Task<(List<(Company Company, Queue Queue)> Queues, List<long> People, long Supervisor)> Floor(Workbench workbench)
    {
        var iberluz = await Company.Add(workbench, "Iberluz", "IBL");
        var canarias = await Company.Add(workbench, "Telecom Canarias", "TCN", "Atlantic/Canary");
        List<(Company Company, Queue Queue)> queues =
        [
            (iberluz, await iberluz.Queue("Altas", target: TimeSpan.FromHours(2))), (iberluz, await iberluz.Queue("Bajas", target: TimeSpan.FromMinutes(20))),
            (canarias, await canarias.Queue("Averías", target: TimeSpan.FromHours(1))),
        ];
        List<long> people = [];
        foreach (var name in new[] { "ana", "luis" })
        {
            people.Add((await Company.Person(workbench, name, $"{name}@example.com", (iberluz.Id, Role.Agent), (canarias.Id, Role.Agent))).Id);
        }

        var supervisor = await Company.Person(workbench, "Sonia", "sonia@example.com", (iberluz.Id, Role.Supervisor), (canarias.Id, Role.Supervisor));
        return (queues, people, supervisor.Id);
    }
}

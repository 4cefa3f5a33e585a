using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Platform.Work;

public sealed class SharingOutTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 26, 8, 0, 0, TimeSpan.Zero));
    private Workbench _workbench = null!;
    private Company _iberluz = null!;
    private Company _telcom = null!;

    public async Task InitializeAsync()
    {
        // The jobs run when the test says so.
        _workbench = await Workbench.Start(new() { Time = _clock, Scheduled = false, Settings = new() { ["Sharing:Capacity"] = "0" } });
        _iberluz = await Company.Add(_workbench, "Iberluz", "IBER");
        _telcom = await Company.Add(_workbench, "Telcom", "TELC");
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task Two_hundred_nexts_at_once_give_two_hundred_different_items_and_lose_none()
    {
        var queue = await _iberluz.Queue("Bajas");
        await _iberluz.Receive(queue, _clock.Now(), Rows(1000));
        var agents = await Agents(20, queue);

        var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Next(agents[n % agents.Count])));

        Assert.DoesNotContain(null, taken);
        Assert.Equal(200, taken.Distinct().Count());
        await Company.AsSystem(_workbench, async db =>
        {
            Assert.Equal(200, await db.WorkItems.CountAsync(i => i.State == WorkState.Claimed));
            Assert.Equal(800, await db.WorkItems.CountAsync(i => i.State == WorkState.Ready));
            Assert.Equal(200, await db.WorkEvents.CountAsync(e => e.Kind == WorkEventKind.Claimed));
        });
        await _workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async services =>
            Assert.Empty((await services.GetRequiredService<VerifyFigures>().Run(CancellationToken.None)).Differences));
    }

    [Fact]
    public async Task A_short_promise_nearly_broken_goes_before_a_long_one_that_is_older()
    {
        var slow = await _iberluz.Queue("Campaña", target: TimeSpan.FromDays(10));
        var quick = await _telcom.Queue("Averías", target: TimeSpan.FromHours(2));
        await _iberluz.Receive(slow, _clock.Now(), ("S", "Old", []));
        _clock.Advance(TimeSpan.FromHours(20));
        var urgent = Assert.Single(await _telcom.Receive(quick, _clock.Now(), ("Q", "Urgent", [])));
        _clock.Advance(TimeSpan.FromMinutes(90));
        var agent = Assert.Single(await Agents(1, slow, quick));

        Assert.Equal(urgent, await Next(agent));
        await Company.AsSystem(_workbench, async db =>
        {
            var reason = AssignReason.Parse((await db.WorkItems.SingleAsync(i => i.Id == urgent)).AssignReason);
            Assert.Equal(new AssignReason(AssignReason.UsedShare, 75), reason);
        });
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_a_hundred_nexts_a_client_gets_what_it_has_contracted_however_urgent_the_others_are_or_kept_for_whoever_asks(bool kept)
    {
        var flood = await _iberluz.Queue("Campaña", target: TimeSpan.FromHours(1));
        var small = await _telcom.Queue("Averías", target: TimeSpan.FromDays(10));
        await Company.AsSystem(_workbench, async db =>
        {
            (await db.Clients.SingleAsync(c => c.Id == _iberluz.Id)).Share = 70;
            (await db.Clients.SingleAsync(c => c.Id == _telcom.Id)).Share = 30;
            await db.SaveChangesAsync();
        });
        await _iberluz.Receive(flood, _clock.Now(), Rows(100));
        await _telcom.Receive(small, _clock.Now(), Rows(100));
        _clock.Advance(TimeSpan.FromHours(5));
        var agents = await Agents(4, flood, small);
        if (kept)
        {
            await _iberluz.Write(db => db.Write(async () =>
            {
                List<Lane> lanes = [];
                foreach (var agent in agents)
                {
                    lanes.Add(await Lanes.For(db, _iberluz.Id, flood.Id, Band.Normal, agent));
                }

                foreach (var (n, item) in (await db.WorkItems.Where(i => i.QueueId == flood.Id).ToListAsync()).Index())
                {
                    item.Assign(lanes[n % lanes.Count], agents[0], _clock.Now());
                }

                await db.SaveChangesAsync();
            }));
        }

        var taken = new List<long>();
        for (var i = 0; i < 100; i++)
        {
            taken.Add((await Next(agents[i % agents.Count]))!.Value);
        }

        await Company.AsSystem(_workbench, async db =>
        {
            var given = await db.WorkItems.Where(i => taken.Contains(i.Id)).Select(i => new { i.ClientId, i.AssignReason }).ToListAsync();
            Assert.Equal((70, 30), (given.Count(g => g.ClientId == _iberluz.Id), given.Count(g => g.ClientId == _telcom.Id)));
            Assert.Contains(given, g => g.ClientId == _telcom.Id && AssignReason.Parse(g.AssignReason)!.Code == AssignReason.LeastPart);
        });
    }

    [Fact]
    public async Task The_claim_by_hand_written_SQL_writes_what_the_entity_would()
    {
        var queue = await _iberluz.Queue("Bajas");
        var ids = await _iberluz.Receive(queue, _clock.Now(), Rows(2));
        var agent = Assert.Single(await Agents(1, queue));

        Assert.Equal(ids[0], await Next(agent));
        await Company.As(_workbench, agent, services => services.GetRequiredService<ClaimItem>().Run(ids[1]));

        await Company.AsSystem(_workbench, async db =>
        {
            var rows = await db.WorkItems.Where(i => ids.Contains(i.Id)).OrderBy(i => i.Id).ToListAsync();
            var steps = await db.WorkEvents.Where(e => e.Kind == WorkEventKind.Claimed).OrderBy(e => e.Id).ToListAsync();
            Assert.Equal(Shape(rows[1], steps[1]), Shape(rows[0], steps[0]));
            var moves = await db.CounterDeltas.OrderBy(d => d.Id).Where(d => d.Measure == Measure.Ready || d.Measure == Measure.Claimed).ToListAsync();
            Assert.Equal(
                [(Measure.Ready, -1L), (Measure.Claimed, 1L), (Measure.Ready, -1L), (Measure.Claimed, 1L)],
                moves.Skip(1).Select(m => (m.Measure, m.Amount)));
            Assert.All(moves, m => Assert.Equal((Measures.Always, 0L), (m.Quarter, m.PersonId)));
        });

        static object Shape(WorkItem item, WorkEvent step) =>
            (item.State, item.OwnerId, item.ClaimedAt, item.Version, step.ClientId, step.QueueId, step.At, step.PersonId, step.From, step.To, step.Received, step.Due, step.HandleMs, step.Promise);
    }

    [Fact]
    public async Task Next_never_gives_what_the_agent_has_no_grant_for_or_does_not_serve()
    {
        var served = await _iberluz.Queue("Bajas");
        var other = await _telcom.Queue("Averías");
        await _telcom.Receive(other, _clock.Now(), Rows(3));
        var agent = Assert.Single(await Agents(1, served));
        Assert.Null(await Next(agent));

        // A member of the queue without a grant for its client still gets nothing.
        await _telcom.Write(async db =>
        {
            var queue = await db.Queues.SingleAsync(q => q.Id == other.Id);
            db.Add(QueueMember.Person(queue, agent));
        });
        Assert.Null(await Next(agent));

        await Grant(agent, _telcom.Id);
        Assert.NotNull(await Next(agent));
    }

    [Fact]
    public async Task A_paused_queue_gives_nothing_until_it_is_resumed()
    {
        var queue = await _iberluz.Queue("Bajas");
        await _iberluz.Receive(queue, _clock.Now(), Rows(1));
        var agent = Assert.Single(await Agents(1, queue));
        await Change(queue, q => q.Pause());
        Assert.Null(await Next(agent));
        await Change(queue, q => q.Resume());
        Assert.NotNull(await Next(agent));
    }

    [Fact]
    public async Task What_I_gave_back_goes_to_somebody_else_and_to_me_only_when_nothing_else_is_left()
    {
        var queue = await _iberluz.Queue("Bajas");
        var ids = await _iberluz.Receive(queue, _clock.Now(), Rows(2));
        var agents = await Agents(2, queue);
        Assert.Equal(ids[0], await Next(agents[0]));
        await Company.As(_workbench, agents[0], services => services.GetRequiredService<ReturnItem>().Run(ids[0], "No hablo francés"));

        Assert.Equal(ids[1], await Next(agents[0]));
        Assert.Equal(ids[0], await Next(agents[0]));
        await Company.As(_workbench, agents[0], services => services.GetRequiredService<ReturnItem>().Run(ids[0], "De verdad que no"));
        Assert.Equal(ids[0], await Next(agents[1]));
    }

    [Fact]
    public async Task A_call_nobody_answers_comes_back_after_its_delay_and_ends_as_the_campaign_says()
    {
        var queue = await _iberluz.Queue("Campaña");
        var id = Assert.Single(await _iberluz.Receive(queue, _clock.Now(), Rows(1)));
        var agent = Assert.Single(await Agents(1, queue));
        await Next(agent);
        await Finish(agent, id, "NONE");
        Assert.Null(await Next(agent));

        _clock.Advance(TimeSpan.FromMinutes(31));
        await Job<WakeItems>();
        Assert.Equal(id, await Next(agent));
        await Finish(agent, id, "NONE");

        await Company.AsSystem(_workbench, async db =>
        {
            var item = await db.WorkItems.Include(i => i.Disposition).SingleAsync(i => i.Id == id);
            Assert.Equal((WorkState.Done, "KO", 2), (item.State, item.Disposition!.Code, item.Attempts));
        });
    }

    [Fact]
    public async Task A_call_back_is_offered_to_whoever_promised_it_and_after_the_grace_to_everyone()
    {
        var queue = await _iberluz.Queue("Campaña");
        var ids = await _iberluz.Receive(queue, _clock.Now(), Rows(2));
        var agents = await Agents(2, queue);
        await Next(agents[0]);
        await Finish(agents[0], ids[0], "CALL", callBackAt: _clock.Now().AddHours(1));
        _clock.Advance(TimeSpan.FromMinutes(61));
        await Job<WakeItems>();

        Assert.Equal(ids[1], await Next(agents[1]));
        Assert.Null(await Next(agents[1]));
        _clock.Advance(TimeSpan.FromMinutes(16));
        await Job<OfferToAll>();
        Assert.Equal(ids[0], await Next(agents[1]));
    }

    [Fact]
    public async Task The_last_outcome_can_be_taken_back_for_ten_minutes_and_the_figures_with_it()
    {
        var queue = await _iberluz.Queue("Bajas");
        var ids = await _iberluz.Receive(queue, _clock.Now(), Rows(1));
        var agent = Assert.Single(await Agents(1, queue));
        await Next(agent);
        await Finish(agent, ids[0], "OK");
        _clock.Advance(TimeSpan.FromMinutes(9));
        await Company.As(_workbench, agent, async services => Assert.Equal(ids[0], await services.GetRequiredService<UndoLast>().Run()));

        await Company.AsSystem(_workbench, async db =>
        {
            Assert.Equal((WorkState.Claimed, agent), await db.WorkItems.Select(i => new ValueTuple<WorkState, long>(i.State, i.OwnerId!.Value)).SingleAsync());
            var sums = await db.CounterDeltas.GroupBy(d => d.Measure).Select(g => new { g.Key, Sum = g.Sum(d => d.Amount) }).ToDictionaryAsync(s => s.Key, s => s.Sum);
            Assert.Equal((0, 0, 0, 1), (sums[Measure.Done], sums[Measure.Success], sums[Measure.ReceivedKept], sums[Measure.Claimed]));
        });

        await Finish(agent, ids[0], "OK");
        _clock.Advance(TimeSpan.FromMinutes(11));
        var late = await Assert.ThrowsAsync<Refusal>(() => Company.As(_workbench, agent, services => services.GetRequiredService<UndoLast>().Run()));
        Assert.Equal("item.nothing-to-undo", late.Code);
    }

    [Fact]
    public async Task Only_the_owner_finishes_an_item_and_only_once()
    {
        var queue = await _iberluz.Queue("Bajas");
        var ids = await _iberluz.Receive(queue, _clock.Now(), Rows(1));
        var agents = await Agents(2, queue);
        await Next(agents[0]);
        Assert.Equal("item.not-yours", (await Assert.ThrowsAsync<Refusal>(() => Finish(agents[1], ids[0], "OK"))).Code);
        await Finish(agents[0], ids[0], "OK");
        Assert.Equal("item.not-claimed", (await Assert.ThrowsAsync<Refusal>(() => Finish(agents[0], ids[0], "OK"))).Code);
    }

    [Fact]
    public async Task A_draft_survives_and_does_not_disturb_whoever_else_looks_at_the_item()
    {
        var queue = await _iberluz.Queue("Bajas");
        var id = Assert.Single(await _iberluz.Receive(queue, _clock.Now(), Rows(1)));
        var agents = await Agents(2, queue);
        await Next(agents[0]);
        await Company.As(_workbench, agents[0], services => services.GetRequiredService<SaveDraft>().Run(id, new ItemDraft { Note = "a medias" }));
        await Company.As(_workbench, agents[1], services => services.GetRequiredService<SaveDraft>().Run(id, new ItemDraft { Note = "de otro" }));
        await Company.AsSystem(_workbench, async db =>
        {
            var item = await db.WorkItems.SingleAsync();
            Assert.Equal(("a medias", 2), (ItemDraft.Parse(item.Draft).Note, item.Version));
        });
    }

    [Fact]
    public async Task A_restart_of_the_server_stops_the_handle_time_when_the_agent_was_last_seen()
    {
        var directory = Directory.CreateTempSubdirectory("bpo-restart-").FullName;
        long agent, id;
        await using (var first = await Workbench.Start(new() { Time = _clock, DataDirectory = directory, Scheduled = false }))
        {
            var company = await Company.Add(first, "Iberluz", "IBER");
            var queue = await company.Queue("Bajas");
            id = Assert.Single(await company.Receive(queue, _clock.Now(), Rows(1)));
            agent = Assert.Single(await Agents(first, company, 1, queue));
            await Company.As(first, agent, async services =>
            {
                await services.GetRequiredService<NextItem>().Run();
                await services.GetRequiredService<SeeAgent>().Run(online: true);
                await services.GetRequiredService<OpenItem>().Run(id);
                _clock.Advance(TimeSpan.FromMinutes(4));
                await services.GetRequiredService<SeeAgent>().Run(online: true);
            });
        }

        _clock.Advance(TimeSpan.FromHours(9));
        await using (var second = await Workbench.Start(new() { Time = _clock, DataDirectory = directory, Scheduled = false }))
        {
            await Company.AsSystem(second, async db =>
            {
                Assert.Equal(240_000, await db.WorkEvents.SumAsync(e => e.HandleMs));
                Assert.Equal(WorkState.Claimed, (await db.WorkItems.SingleAsync()).State);
                Assert.False((await db.Presences.SingleAsync()).Online);
            });
        }

        Directory.Delete(directory, recursive: true);
    }

    private Task<long?> Next(long agent) => Next(_workbench, agent);

    private static async Task<long?> Next(Workbench workbench, long agent)
    {
        long? taken = null;
        await Company.As(workbench, agent, async services => taken = await services.GetRequiredService<NextItem>().Run());
        return taken;
    }

    private Task Finish(long agent, long item, string code, DateTime? callBackAt = null) => Company.As(_workbench, agent, async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        var queue = await db.WorkItems.Where(i => i.Id == item).Select(i => i.QueueId).SingleAsync();
        var disposition = await db.Dispositions.SingleAsync(d => d.QueueId == queue && d.Code == code);
        await services.GetRequiredService<FinishItem>().Run(item, new Outcome(disposition.Id, CallBackAt: callBackAt));
    });

    private Task Job<TJob>()
        where TJob : BpoWorkbench.Platform.Jobs.IRecurring => _workbench.Services.GetRequiredService<TJob>().Run(CancellationToken.None);

    private Task Change(Queue queue, Action<Queue> change) => _iberluz.Write(async db => change(await db.Queues.SingleAsync(q => q.Id == queue.Id)));

    private Task Grant(long person, long client) => Company.AsSystem(_workbench, async db =>
    {
        db.Grants.Add(new Grant(person, client, Role.Agent));
        await db.SaveChangesAsync();
    });

    private Task<List<long>> Agents(int count, params Queue[] queues) => Agents(_workbench, _iberluz, count, queues);

    private static async Task<List<long>> Agents(Workbench workbench, Company company, int count, params Queue[] queues)
    {
        List<long> agents = [];
        for (var n = 0; n < count; n++)
        {
            var grants = queues.Select(q => ((long?)q.ClientId, Role.Agent)).Distinct().ToArray();
            agents.Add((await Company.Person(workbench, $"Agent {n}", $"agent{n}.{company.Id}@example.com", grants)).Id);
        }

        await Company.AsSystem(workbench, async db =>
        {
            foreach (var queue in queues)
            {
                var known = await db.Queues.SingleAsync(q => q.Id == queue.Id);
                db.AddRange(agents.Select(agent => QueueMember.Person(known, agent)));
            }

            await db.SaveChangesAsync();
        });
        return agents;
    }

    private static IEnumerable<(string, string, Dictionary<string, string>)> Rows(int count) =>
        Enumerable.Range(0, count).Select(n => ($"K{n}", $"Row {n}", new Dictionary<string, string>()));
}

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Platform.Figures;

public sealed class FiguresTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 24, 9, 0, 0, TimeSpan.Zero));
    private readonly AtStatement _death = new(
        () => throw new IOException("the machine stopped"),
        command => command.CommandText.Contains("INSERT INTO \"Counter\"", StringComparison.Ordinal) || command.CommandText.Contains("DELETE FROM \"CounterDelta\" WHERE", StringComparison.Ordinal));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whatever_happens_the_boards_say_what_a_slow_recount_says(int seed)
    {
        await using var workbench = await Start();
        var (companies, floor) = await Floor(workbench, seed);

        for (var round = 0; round < 3; round++)
        {
            await floor.Work(60);
            await AssertBoards(workbench, companies);
            await Fold(workbench, 50);
            await AssertBoards(workbench, companies);
        }

        Assert.Empty((await Verify(workbench)).Differences);
        foreach (var (_, queue) in companies)
        {
            await AssertQuarters(workbench, queue.Id);
        }
    }

    [Fact]
    public async Task A_claim_moves_two_counters_and_a_completion_few()
    {
        await using var workbench = await Start();
        var company = await Company.Add(workbench, "Iberluz", "IBL");
        var ana = await Company.Person(workbench, "Ana", "ana@example.com", (company.Id, Role.Agent));
        var item = (await company.Receive(await company.Queue("Altas"), _clock.Now(), ("A", "A", []))).Single();
        await Fold(workbench, int.MaxValue);

        await company.Write(async db => (await db.WorkItems.SingleAsync(i => i.Id == item)).Claim(ana.Id, "{}", _clock.Now()));
        Assert.Equal(2, await Deltas(workbench));
        await company.Write(async db =>
        {
            var held = await db.WorkItems.Include(i => i.Queue!.Dispositions).SingleAsync(i => i.Id == item);
            held.Open(ana.Id, _clock.Now());
            held.Complete(held.Queue!.Dispositions.Single(d => d.Code == "OK"), null, ana.Id, null, null, _clock.Now().AddMinutes(3));
        });
        // Two levels, done, in time, kept, three outcomes, handle time and turnaround as sum and by size, first touch.
        Assert.Equal(2 + 13, await Deltas(workbench));
    }

    [Fact]
    public async Task Steps_that_are_saved_together_move_each_counter_by_one_row()
    {
        await using var workbench = await Start();
        var iberluz = await Company.Add(workbench, "Iberluz", "IBER");
        var (bajas, altas) = (await iberluz.Queue("Bajas"), await iberluz.Queue("Altas"));
        await iberluz.Receive(bajas, _clock.Now(), Enumerable.Range(0, 30).Select(n => ($"B{n}", "Baja", new Dictionary<string, string>())));
        await iberluz.Receive(altas, _clock.Now(), Enumerable.Range(0, 12).Select(n => ($"A{n}", "Alta", new Dictionary<string, string>())));

        await iberluz.Write(async db => Assert.Equal(
            [(altas.Id, Measure.Ready, 12L), (altas.Id, Measure.Received, 12L), (bajas.Id, Measure.Ready, 30L), (bajas.Id, Measure.Received, 30L)],
            (await db.CounterDeltas.ToListAsync()).Select(d => (d.QueueId, d.Measure, d.Amount)).OrderByDescending(d => d.QueueId).ThenBy(d => d.Measure)));
        Assert.Empty((await Verify(workbench)).Differences);
    }

    [Fact]
    public async Task A_fold_may_die_at_any_statement()
    {
        await using var workbench = await Start();
        var (companies, floor) = await Floor(workbench, 5);
        await floor.Work(40);
        var before = await Sums(workbench);

        for (var statement = 1; statement <= 4; statement++)
        {
            _death.Set(statement);
            await Assert.ThrowsAsync<IOException>(() => Fold(workbench, 3, times: 4));
            Assert.Equal(before, await Sums(workbench));
        }

        _death.Set(0);
        await Fold(workbench, int.MaxValue);
        Assert.Equal(before, await Sums(workbench));
        await Company.AsSystem(workbench, async db => Assert.Equal(0, await db.CounterDeltas.CountAsync()));
        await AssertBoards(workbench, companies);
    }

    [Fact]
    public async Task Verification_names_the_counter_that_lies()
    {
        await using var workbench = await Start();
        var (companies, floor) = await Floor(workbench, 6);
        await floor.Work(40);
        await Fold(workbench, int.MaxValue);
        var truth = await Verify(workbench);
        Assert.Empty(truth.Differences);
        Assert.True(truth.Events > 10);

        var queue = companies[0].Queue.Id;
        await Company.AsSystem(workbench, async db => await db.Write(async () => await db.Database.ExecuteSqlAsync(
            $"""UPDATE "Counter" SET "Amount" = "Amount" + 7 WHERE "QueueId" = {queue} AND "Measure" = {(int)Measure.Ready}""")));
        var lie = Assert.Single((await Verify(workbench)).Differences);

        Assert.Equal((companies[0].Company.Id, queue, Measure.Ready, 7L), (lie.ClientId, lie.QueueId, lie.Measure, lie.Counted - lie.Recounted));
    }

    [Fact]
    public async Task Verification_sees_an_item_whose_state_no_event_explains()
    {
        await using var workbench = await Start();
        var company = await Company.Add(workbench, "Iberluz", "IBL");
        var item = (await company.Receive(await company.Queue("Altas"), _clock.Now(), ("A", "A", []))).Single();
        Assert.Empty((await Verify(workbench)).Differences);

        await Company.AsSystem(workbench, async db => await db.Write(async () => await db.Database.ExecuteSqlAsync(
            $"""UPDATE "WorkItem" SET "State" = 4 WHERE "Id" = {item}""")));

        var differences = (await Verify(workbench)).Differences;
        Assert.Contains(differences, d => d is { Measure: Measure.Ready, Counted: 1, Recounted: 0 });
        Assert.Contains(differences, d => d is { Measure: Measure.Finished, Counted: 0, Recounted: 1 });
    }

    [Fact]
    public async Task What_is_not_published_counts_for_nobody()
    {
        await using var workbench = await Start();
        var company = await Company.Add(workbench, "Iberluz", "IBL");
        var queue = await company.Queue("Altas");
        var batch = new ImportBatch(company.Id, queue.Id, _clock.Now());
        await company.Write(async db =>
        {
            db.ImportBatches.Add(batch);
            await db.SaveChangesAsync();
            var known = await db.Queues.Include(q => q.Policies).SingleAsync(q => q.Id == queue.Id);
            batch.Start(known, new ImportPlan(0, 1, []), 1, unasked: true, _clock.Now());
            var lane = new Lane(company.Id, queue.Id, Band.Normal, batchId: batch.Id);
            db.Lanes.Add(lane);
            await db.SaveChangesAsync();
            db.WorkItems.Add(WorkItem.Receive(known, lane, _clock.Now(), "A", "A", [], null, null, batch.Id));
            await db.SaveChangesAsync();
            await db.Write(async () => await db.Database.ExecuteSqlAsync($"""DELETE FROM "CounterDelta" """));
        });

        Assert.Empty((await Verify(workbench)).Differences);
        await company.Write(async db => (await db.ImportBatches.SingleAsync()).Publish(confirmedBy: null, _clock.Now()));
        Assert.NotEmpty((await Verify(workbench)).Differences);
    }

    [Fact]
    public async Task A_day_is_the_clients_own()
    {
        // 22:30 UTC is the next day in Madrid and still the same in London.
        _clock.SetUtcNow(new DateTimeOffset(2026, 10, 26, 23, 30, 0, TimeSpan.Zero));
        await using var workbench = await Start();
        var madrid = await Company.Add(workbench, "Iberluz", "IBL");
        var london = await Company.Add(workbench, "Thames", "THM", "Europe/London");
        foreach (var company in new[] { madrid, london })
        {
            await company.Receive(await company.Queue("Altas"), new DateTime(2026, 10, 26, 12, 0, 0, DateTimeKind.Utc), ("A", "A", []));
        }

        var board = await Board(workbench, [madrid.Id, london.Id]);

        Assert.Equal(0, board.Single(q => q.ClientId == madrid.Id).Received);
        Assert.Equal(1, board.Single(q => q.ClientId == london.Id).Received);
        Assert.All(board, q => Assert.Equal(1, q.Ready));
    }

    [Theory]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-11-22", 24)]
    public void A_day_may_have_an_hour_more_or_less(string date, int hours)
    {
        var day = new Day(DateOnly.Parse(date, System.Globalization.CultureInfo.InvariantCulture), TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid"));

        Assert.Equal(TimeSpan.FromHours(hours), day.To - day.From);
        Assert.Equal(day, Day.At(day.From, day.Zone));
        Assert.Equal(day.Plus(1), Day.At(day.To, day.Zone));
    }

    private Task<Workbench> Start() => Workbench.Start(new()
    {
        Time = _clock,
        // It would fold and mark breaches by the real clock.
        Scheduled = false,
        Adjust = _death.Watch,
    });

    private async Task<(List<(Company Company, Queue Queue)> Companies, RandomFloor Floor)> Floor(Workbench workbench, int seed)
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

        return (queues, new RandomFloor(seed, _clock, queues, people));
    }

    // From the items and their times, not by the rule that wrote the counters.
    private async Task AssertBoards(Workbench workbench, List<(Company Company, Queue Queue)> companies)
    {
        var clients = companies.Select(c => c.Company.Id).Distinct().ToArray();
        var board = await Board(workbench, clients);
        var people = new List<PersonFigures>();
        var series = new Dictionary<long, List<DayFigures>>();
        var quarters = new Dictionary<long, List<QuarterFigures>>();
        await workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async services =>
        {
            people = await services.GetRequiredService<PersonBoard>().Read(clients);
            foreach (var (company, queue) in companies)
            {
                var today = Day.At(_clock.Now(), await Zone(workbench, company.Id));
                series[queue.Id] = await services.GetRequiredService<DaySeries>().Read([company.Id], [queue.Id], today, 14);
                quarters[queue.Id] = await services.GetRequiredService<QuarterSeries>().Read([company.Id], [queue.Id], today);
            }
        });

        var doneByPerson = new Dictionary<long, long>();
        foreach (var (company, queue) in companies)
        {
            List<WorkItem> all = [];
            await Company.AsSystem(workbench, async db => all = await db.WorkItems.AsNoTracking().Include(i => i.Events).Where(i => i.ClientId == company.Id).ToListAsync());
            // What happened stays where it happened; where an item stands, and how its promise stands, goes with it.
            var items = all.FindAll(i => i.QueueId == queue.Id);
            var steps = all.SelectMany(i => i.Events).Where(e => e.QueueId == queue.Id).ToList();
            var ends = steps.Where(e => e.Kind == WorkEventKind.Completed && !steps.Exists(u => u.ItemId == e.ItemId && u.Reverses == e.At)).ToList();
            var zone = await Zone(workbench, company.Id);
            var today = Day.At(_clock.Now(), zone);
            bool Today(DateTime? at) => at >= today.From && at < today.To;
            var doneToday = ends.Where(e => Today(e.At)).ToList();
            var receivedToday = items.Where(i => Today(i.ReceivedAt)).ToList();
            var expected = new QueueFigures(company.Id, queue.Id)
            {
                Ready = items.Count(i => i.State == WorkState.Ready),
                Claimed = items.Count(i => i.State == WorkState.Claimed),
                Waiting = items.Count(i => i.State == WorkState.Waiting),
                Finished = items.Count(i => i.State == WorkState.Done),
                Received = steps.Count(e => e.Kind == WorkEventKind.Received && Today(e.At)),
                Done = doneToday.Count,
                DoneInTime = doneToday.Count(e => e.At <= e.Due),
                Cancelled = items.Count(i => i.State == WorkState.Cancelled && Today(i.DoneAt)),
                ReceivedKept = receivedToday.Count(i => i.State == WorkState.Done && i.DoneAt <= i.Due),
                ReceivedBroken = receivedToday.Count(i => i.Promise == Promise.Broken),
                HandleMs = steps.Where(e => Today(e.At)).Sum(e => e.HandleMs),
                Oldest = items.Where(i => i.IsOpen).Min(i => (DateTime?)i.ReceivedAt),
            };
            Assert.Equal(expected, board.SingleOrDefault(q => q.QueueId == queue.Id) ?? new QueueFigures(company.Id, queue.Id));

            var dates = steps.Where(e => e.Kind == WorkEventKind.Received).ToLookup(e => Day.At(e.At, zone).Date);
            Assert.All(series[queue.Id], day => Assert.Equal(dates[day.Date].Count(), day.Received));
            Assert.Equal(ends.Count, series[queue.Id].Sum(d => d.Done));
            Assert.Equal(doneToday.GroupBy(i => today.QuarterOf(i.At)).ToDictionary(g => g.Key, g => (long)g.Count()),
                quarters[queue.Id].Index().Where(q => q.Item.Done != 0).ToDictionary(q => q.Index, q => q.Item.Done));
            foreach (var end in doneToday)
            {
                doneByPerson[end.PersonId!.Value] = doneByPerson.GetValueOrDefault(end.PersonId.Value) + 1;
            }
        }

        Assert.Equal(doneByPerson.OrderBy(p => p.Key), people.Where(p => p.Done != 0).ToDictionary(p => p.PersonId, p => p.Done).OrderBy(p => p.Key));
    }

    // Item by item, as it was at the end of each quarter and in it; not by the rule that wrote the counters. What was undone never was.
    private static async Task AssertQuarters(Workbench workbench, long queue)
    {
        List<WorkItem> items = [];
        List<(Measure Measure, DateTime Quarter, long Amount)> rows = [];
        await Company.AsSystem(workbench, async db =>
        {
            items = await db.WorkItems.AsNoTracking().Include(i => i.Events).Where(i => i.Events.Any(e => e.QueueId == queue)).ToListAsync();
            var all = await db.Counters.Where(c => c.QueueId == queue).Select(c => new { c.Measure, c.Quarter, c.Amount })
                .Concat(db.CounterDeltas.Where(c => c.QueueId == queue).Select(c => new { c.Measure, c.Quarter, c.Amount })).ToListAsync();
            rows = [.. all.Select(r => (r.Measure, r.Quarter, r.Amount))];
        });
        var lives = items.ConvertAll(Life);
        foreach (var quarter in rows.Where(r => r.Quarter != Measures.Always).Select(r => r.Quarter).Distinct())
        {
            var end = quarter.AddMinutes(15);
            long Until(Measure measure) => rows.Where(r => r.Measure == measure && r.Quarter != Measures.Always && r.Quarter <= quarter).Sum(r => r.Amount);
            long In(Measure measure) => rows.Where(r => r.Measure == measure && r.Quarter == quarter).Sum(r => r.Amount);
            Assert.Equal(lives.Count(l => l.LastOrDefault(e => e.At < end) is { To: WorkState.Ready or WorkState.Claimed or WorkState.Waiting } last && last.QueueId == queue),
                Measures.Backlog.Sum(b => b.Value * Until(b.Key)));

            var done = lives.SelectMany(l => l.Where(e => e.QueueId == queue && e.Kind == WorkEventKind.Completed && e.At.Quarter() == quarter).Select(e => (Life: l, End: e))).ToList();
            Assert.Equal(done.Sum(d => Took(d.Life, d.End)), In(Measure.TurnaroundMs));
            Assert.Equal(done.Count(d => Alone(items.Find(i => i.Id == d.End.ItemId)!.Events.FindAll(e => e.At <= d.End.At)) && !ReopenedSoon(d.Life, d.End)), In(Measure.FirstTouch));
            AssertSizes(Measure.Turnarounds, done.Select(d => Took(d.Life, d.End)));
            AssertSizes(Measure.HandleTimes, done.Select(d => items.Find(i => i.Id == d.End.ItemId)!.Events.Where(e => e.At <= d.End.At).Sum(e => e.HandleMs)));

            void AssertSizes(Measure measure, IEnumerable<long> slow) => Assert.Equal(
                slow.GroupBy(DurationBuckets.Index).ToDictionary(g => ((int)measure * 1000) + g.Key, g => (long)g.Count()).OrderBy(b => b.Key),
                rows.Where(r => (int)r.Measure / 1000 == (int)measure && r.Quarter == quarter).GroupBy(r => (int)r.Measure)
                    .ToDictionary(g => g.Key, g => g.Sum(r => r.Amount)).Where(b => b.Value != 0).OrderBy(b => b.Key));
        }
    }

    private static List<WorkEvent> Life(WorkItem item)
    {
        var undone = item.Events.Select(e => e.Reverses).ToHashSet();
        return [.. item.Events.OrderBy(e => e.At).ThenBy(e => e.Id).Where(e => e.Kind != WorkEventKind.Undone
            && !(e.Kind is WorkEventKind.Completed or WorkEventKind.Retried or WorkEventKind.CalledBack or WorkEventKind.Cancelled && undone.Contains(e.At)))];
    }

    // From receipt, but for what lay between an end in time and its reopening.
    private static long Took(List<WorkEvent> life, WorkEvent end) => (long)((end.At - end.Received) - life.Where(e => e.Kind == WorkEventKind.Reopened && e.At <= end.At)
        .Select(e => (Again: e, Before: life.Last(c => c.Kind == WorkEventKind.Completed && c.At <= e.At)))
        .Where(r => r.Before.Promise == Promise.Kept && r.Before.At < r.Before.Due).Aggregate(TimeSpan.Zero, (sum, r) => sum + (r.Again.At - r.Before.At))).TotalMilliseconds;

    private static bool ReopenedSoon(List<WorkEvent> life, WorkEvent end) => life.Exists(e => e.Kind == WorkEventKind.Reopened && e.At > end.At && e.At <= end.At.AddDays(7));

    // What is moved before anybody has begun is handed over by nobody.
    private static bool Alone(List<WorkEvent> events) =>
        events.TrueForAll(e => e.Kind is not (WorkEventKind.Returned or WorkEventKind.Bounced or WorkEventKind.Reopened)
            && (e.Kind != WorkEventKind.TransferredOut || (e.PersonId != events.LastOrDefault(c => c.Id < e.Id && c.From != WorkState.Claimed && c.To == WorkState.Claimed)?.PersonId
                && !events.Exists(o => o.Id < e.Id && o.Kind == WorkEventKind.Opened))))
        && events.Where(e => e.Kind is WorkEventKind.Opened or WorkEventKind.Completed).Select(e => e.PersonId).Distinct().Count() == 1;

    private static async Task<int> Deltas(Workbench workbench)
    {
        var count = 0;
        await Company.AsSystem(workbench, async db => count = await db.CounterDeltas.CountAsync());
        return count;
    }

    private static async Task<TimeZoneInfo> Zone(Workbench workbench, long client)
    {
        var zone = TimeZoneInfo.Utc;
        await Company.AsSystem(workbench, async db => zone = (await db.Clients.SingleAsync(c => c.Id == client)).Zone);
        return zone;
    }

    private static async Task<List<QueueFigures>> Board(Workbench workbench, long[] clients)
    {
        List<QueueFigures> board = [];
        await workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async services => board = await services.GetRequiredService<QueueBoard>().Read(clients));
        return board;
    }

    private static async Task<FigureCheck> Verify(Workbench workbench)
    {
        FigureCheck? check = null;
        await workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async services => check = await services.GetRequiredService<VerifyFigures>().Run());
        return check!;
    }

    private static async Task Fold(Workbench workbench, int atMost, int times = 1)
    {
        for (var time = 0; time < times; time++)
        {
            await workbench.Services.GetRequiredService<FoldCounters>().Run(atMost, CancellationToken.None);
        }
    }

    private static async Task<List<string>> Sums(Workbench workbench)
    {
        List<string> sums = [];
        await Company.AsSystem(workbench, async db =>
        {
            var rows = await db.Counters.Select(c => new { c.QueueId, c.Measure, c.Quarter, c.PersonId, c.Amount })
                .Concat(db.CounterDeltas.Select(c => new { c.QueueId, c.Measure, c.Quarter, c.PersonId, c.Amount })).ToListAsync();
            sums = [.. rows.GroupBy(r => (r.QueueId, r.Measure, r.Quarter, r.PersonId)).Select(g => $"{g.Key} {g.Sum(r => r.Amount)}").Order(StringComparer.Ordinal)];
        });
        Assert.NotEmpty(sums);
        return sums;
    }
}

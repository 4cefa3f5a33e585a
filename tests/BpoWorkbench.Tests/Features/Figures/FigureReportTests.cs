using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Figures;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Features.Wallboard;
using BpoWorkbench.Tests.Platform.Figures;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Figures;

public sealed class FigureReportTests
{
    // A Friday afternoon: in Madrid and in the Canaries the same day.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 20, 15, 0, 0, TimeSpan.Zero));

    [Theory]
    // Both finish something, and something is sent back.
    [InlineData(6)]
    public async Task Whatever_happens_every_figure_is_as_many_as_the_items_it_opens(int seed)
    {
        await using var workbench = await Workbench.Start(BusyFloor.Setup with { Time = _clock });
        var (queues, people, supervisor) = await Floor(workbench);
        var team = await Team(workbench, "Mañana", people[0]);
        var asked = new FigureQuery[] { new(), new() { Person = people[1] }, new() { Team = team }, new() { Team = ItemFilter.NoTeam }, new() { Team = team, Person = people[1] } };
        await new RandomFloor(seed, _clock, queues, people).Work(160);

        await Company.As(workbench, supervisor, async services =>
        {
            var report = services.GetRequiredService<FigureReport>();
            var list = services.GetRequiredService<ItemList>();
            var slow = await SlowCount.Of(workbench, _clock.Now());
            foreach (var query in from line in Enum.GetValues<FigureBy>()
                                  from period in new[] { FigurePeriod.Today, FigurePeriod.Yesterday, FigurePeriod.Days }
                                  from whom in period == FigurePeriod.Days ? asked : asked.Take(1)
                                  select whom with { By = line, Period = period })
            {
                var sheet = await report.Read(query);
                // Quarters are many: some of them.
                var rows = query.By == FigureBy.Quarter ? sheet.Rows.Where((_, i) => i % 13 == 2) : sheet.Rows;
                foreach (var row in rows.Append(sheet.Total))
                {
                    Assert.True(row.Now.OpenAfter is null || row.Now.OpenAfter == row.Now.OpenBefore + Measures.Backlog.Sum(m => row.Now[m.Key] * m.Value));
                    foreach (var column in FigureColumn.All.Where(c => c.Of(row) is not null))
                    {
                        var filter = column.Items(row);
                        var (sum, items) = Slow(slow, column, filter, queues, p => p == people[0] ? team : ItemFilter.NoTeam);
                        Assert.Equal((query, row.Name, column.Code, filter.Href, items), (query, row.Name, column.Code, filter.Href, (await list.Find(filter, 1)).Total));
                        if (column.Unit == FigureUnit.Count)
                        {
                            Assert.Equal((query, row.Name, column.Code, (double)sum), (query, row.Name, column.Code, column.Of(row)!.Value));
                        }
                    }
                }
            }

            var week = (await report.Read(new FigureQuery { Period = FigurePeriod.Days })).Total;
            await AssertDurations(workbench, week.Now, null);
            foreach (var person in people)
            {
                await AssertDurations(workbench, (await report.Read(new FigureQuery { Period = FigurePeriod.Days, By = FigureBy.Quarter, Person = person })).Total.Now, person);
            }

            var agents = await report.Read(new FigureQuery { Period = FigurePeriod.Days, By = FigureBy.Agent });
            Assert.Equal((week.Now[Measure.Done], week.Now.Bounced), (agents.Total.Now[Measure.Done], agents.Total.Now.Bounced));
            Assert.Contains(agents.Rows, r => r.Now.Bounced.Part > 0);
        });
    }

    [Fact]
    public async Task What_is_compared_a_week_before_ends_at_the_same_quarter_of_an_hour()
    {
        await using var workbench = await Workbench.Start(BusyFloor.Setup with { Time = _clock });
        var (queues, _, supervisor) = await Floor(workbench);
        var (company, queue) = queues[0];
        var now = _clock.Now();
        await company.Receive(queue, now.AddHours(-2), ("A", "A", []));
        foreach (var (key, at) in new[] { ("B", now.AddDays(-7).AddHours(-3)), ("C", now.AddDays(-7).AddMinutes(14)), ("D", now.AddDays(-7).AddMinutes(15)), ("E", now.AddDays(-8)) })
        {
            await company.Receive(queue, at, (key, key, []));
        }

        await Company.As(workbench, supervisor, async services =>
        {
            var sheet = await services.GetRequiredService<FigureReport>().Read(new FigureQuery { By = FigureBy.Queue });
            var row = sheet.Rows.Single(r => r.Id == queue.Id);
            Assert.Equal((1, 2, now.AddMinutes(15)), (row.Now[Measure.Received], row.Before[Measure.Received], sheet.Until));
            Assert.Equal((4L, 5L, 1L, 3L), (row.Now.OpenBefore, row.Now.OpenAfter, row.Before.OpenBefore, row.Before.OpenAfter));

            var yesterday = await services.GetRequiredService<FigureReport>().Read(new FigureQuery { By = FigureBy.Queue, Period = FigurePeriod.Yesterday });
            Assert.Equal((0, 1, (DateTime?)null), (yesterday.Total.Now[Measure.Received], yesterday.Total.Before[Measure.Received], yesterday.Until));
        });
    }

    [Fact]
    public async Task Where_one_service_level_is_shown_it_is_the_one_the_contract_measures()
    {
        await using var workbench = await Workbench.Start(BusyFloor.Setup with { Time = _clock });
        var (queues, people, supervisor) = await Floor(workbench);
        var (company, queue) = queues[0];
        // Arrived last week and done today in time; arrived today and overdue.
        var old = (await company.Receive(queue, _clock.Now().AddDays(-1), ("A", "A", []))).Single();
        await company.Receive(queue, _clock.Now().AddHours(-3), ("B", "B", []));
        await company.Write(async db =>
        {
            foreach (var item in await db.WorkItems.ToListAsync())
            {
                item.Breach(_clock.Now());
            }
        });
        await company.Complete(old, "OK", people[0], _clock.Now());
        var fresh = (await company.Receive(queue, _clock.Now().AddDays(-1).AddHours(23), ("C", "C", []))).Single();
        await company.Complete(fresh, "OK", people[0], _clock.Now());

        async Task<Share> Shown()
        {
            var share = new Share(0, 0);
            await Company.As(workbench, supervisor, async services =>
                share = (await services.GetRequiredService<QueueBoard>().Read([company.Id])).Single(q => q.QueueId == queue.Id).Sla);
            return share;
        }

        Assert.Equal(new Share(1, 2), await Shown());
        await company.Write(async db => (await db.Clients.SingleAsync(c => c.Id == company.Id)).Sla = SlaBasis.Completion);
        Assert.Equal(new Share(1, 2), await Shown());
        await company.Complete((await company.Receive(queue, _clock.Now().AddDays(-3), ("D", "D", []))).Single(), "OK", people[0], _clock.Now());
        Assert.Equal(new Share(1, 3), await Shown());
    }

    [Fact]
    public async Task Whoever_is_asked_for_only_what_they_did_is_shown_whatever_the_lines_are()
    {
        await using var workbench = await Workbench.Start(BusyFloor.Setup with { Time = _clock });
        var (queues, people, supervisor) = await Floor(workbench);
        var team = await Team(workbench, "Mañana", people[0]);
        await Work(queues[0], people[0], 2);
        await Work(queues[2], people[0], 1);
        await Work(queues[1], people[1], 4);
        (FigureQuery Asked, long Done)[] expected = [(new() { Person = people[0] }, 3), (new() { Team = team }, 3), (new() { Team = ItemFilter.NoTeam }, 4), (new() { Person = people[1] }, 4), (new() { Team = team, Person = people[1] }, 0), (new() { Team = team, Queue = queues[0].Queue.Id }, 2)];

        await Company.As(workbench, supervisor, async services =>
        {
            var report = services.GetRequiredService<FigureReport>();
            foreach (var (asked, done) in expected)
            {
                foreach (var by in Enum.GetValues<FigureBy>())
                {
                    var sheet = await report.Read(asked with { By = by });
                    Assert.Equal((asked, by, done, done), (asked, by, sheet.Total.Now[Measure.Done], sheet.Rows.Sum(r => r.Now[Measure.Done])));
                    // What is nobody's doing is not theirs, and it is said why.
                    Assert.All(sheet.Rows.Append(sheet.Total), row => Assert.All(FigureColumn.All.Where(c => c.Common), c => Assert.Equal((null, "missing.nobodys"), (c.Of(row), c.Missing(row)))));
                    Assert.Equal(["received", "cancelled", "open-before", "open-after", "sla-receipt"], FigureColumn.All.Where(c => c.Common).Select(c => c.Code));
                }
            }

            var clients = (await report.Read(new FigureQuery { Person = people[0] })).Rows;
            Assert.Equal([("Iberluz", 2L), ("Telecom Canarias", 1L)], clients.Select(r => (r.Name, r.Now[Measure.Done])));
        });
    }

    [Fact]
    public async Task Of_teams_and_agents_of_other_companies_neither_names_nor_figures_nor_hours_are_shown()
    {
        await using var workbench = await Workbench.Start(BusyFloor.Setup with { Time = _clock });
        var own = await Company.Add(workbench, "Iberluz", "IBL");
        var other = await Company.Add(workbench, "Telecom", "TEL");
        var ana = (await Company.Person(workbench, "Ana", "ana@example.com", (own.Id, Role.Agent))).Id;
        var bea = (await Company.Person(workbench, "Bea", "bea@example.com", (other.Id, Role.Agent))).Id;
        var gone = (await Company.Person(workbench, "Gil", "gil@example.com")).Id;
        var sonia = (await Company.Person(workbench, "Sonia", "sonia@example.com", (own.Id, Role.Supervisor))).Id;
        var (mixed, theirs) = (await Team(workbench, "Mixto", ana, bea), await Team(workbench, "Ajeno", gone));
        await Work((own, await own.Queue("Altas")), ana, 1);
        await Work((other, await other.Queue("Averías")), bea, 2);
        await Work((other, await other.Queue("Bajas")), gone, 3);
        await AtWork(workbench, ana, bea, gone);

        await Company.As(workbench, sonia, async services =>
        {
            var report = services.GetRequiredService<FigureReport>();
            foreach (var by in Enum.GetValues<FigureBy>())
            {
                foreach (var asked in new FigureQuery[] { new() { Person = bea }, new() { Person = gone }, new() { Team = theirs }, new() { Team = mixed, Person = bea }, new() { Client = other.Id, Person = bea } })
                {
                    var sheet = await report.Read(asked with { By = by });
                    Assert.Empty(sheet.Rows);
                    Assert.Equal((0L, 0L), (sheet.Total.Now[Measure.Done], sheet.Total.Now.Hours?.WorkingMs ?? 0));
                }

                var mine = (await report.Read(new FigureQuery { By = by, Team = mixed })).Total.Now;
                Assert.Equal((1L, by is FigureBy.Agent or FigureBy.Team or FigureBy.Quarter ? 3_600_000L : null), (mine[Measure.Done], mine.Hours?.WorkingMs));
            }

            var choices = services.GetRequiredService<FigureChoicesRead>();
            Assert.Equal("Mixto: Ana, Sonia", Names(await choices.Of(null, null)));
            Assert.Equal("Mixto: Ana", Names(await choices.Of(null, mixed)));
            Assert.Equal("Mixto: ", Names(await choices.Of(null, theirs)));
            Assert.Equal("Mixto: Sonia", Names(await choices.Of(own.Id, ItemFilter.NoTeam)));
            Assert.Equal(": ", Names(await choices.Of(other.Id, null)));
        });

        static string Names(FigureChoices choices) => $"{string.Join(", ", choices.Teams.Select(t => t.Text))}: {string.Join(", ", choices.People.Select(p => p.Text))}";
    }

    [Fact]
    public async Task What_is_downloaded_is_of_the_same_team_and_agent()
    {
        await using var workbench = await Workbench.Start(BusyFloor.Setup with { Time = _clock });
        var (queues, people, supervisor) = await Floor(workbench);
        var team = await Team(workbench, "Mañana", people[0]);
        await Work(queues[0], people[0], 2);
        await Work(queues[0], people[1], 4);
        using var caller = workbench.NewClient();
        caller.DefaultRequestHeaders.Add("Cookie", (await Company.Cookie(workbench, await Company.PersonAt(workbench, "sonia@example.com"))).ToString());

        async Task<string[]> Lines(string filter) =>
            [.. (await caller.GetStringAsync(new Uri($"/figures/export?by=agent&format=csv{filter}", UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(line => line.Split(';', ',')[0].Trim('"'))];

        Assert.Equal(["ana", "luis", "Total"], await Lines(""));
        Assert.Equal(["luis", "Total"], await Lines($"&person={people[1]}"));
        Assert.Equal(["ana", "Total"], await Lines($"&team={team}"));
        Assert.Equal(["Total"], await Lines($"&team={team}&person={people[1]}"));
    }

    // By the steps themselves, and by the measure that the column is made of.
    private static (long Sum, int Items) Slow(SlowCount slow, FigureColumn column, ItemFilter filter, List<(Company Company, Queue Queue)> queues, Func<long, long> team)
    {
        IReadOnlyDictionary<Measure, int> weights = column.Code switch
        {
            "received" => new Dictionary<Measure, int> { [Measure.Received] = 1 },
            "cancelled" => new Dictionary<Measure, int> { [Measure.Cancelled] = 1 },
            "open-before" or "open-after" => Measures.Backlog,
            "sla-receipt" => new Dictionary<Measure, int> { [Measure.ReceivedBroken] = 1 },
            "sla-completion" => new Dictionary<Measure, int> { [Measure.Done] = 1, [Measure.DoneInTime] = -1 },
            "first-touch" => new Dictionary<Measure, int> { [Measure.Done] = 1, [Measure.FirstTouch] = -1 },
            "bounced" => new Dictionary<Measure, int> { [Measure.Bounced] = 1 },
            _ => new Dictionary<Measure, int> { [Measure.Done] = 1 },
        };
        return slow.Of(weights, m =>
        {
            var today = slow.Today(m.Client);
            var from = today with { Date = filter.From ?? today.Date };
            var to = today with { Date = filter.To ?? from.Date };
            var within = filter.Period == ItemFilter.OpenAt
                ? m.Quarter < from.From.AddMinutes(15 * (filter.Quarter ?? 0))
                : m.Quarter >= from.From && m.Quarter < to.To && (filter.Quarter is null || Day.At(m.Quarter, today.Zone).QuarterOf(m.Quarter) == filter.Quarter);
            return within && (filter.Client is null || filter.Client == m.Client) && (filter.Queue is null || filter.Queue == m.Queue)
                && (filter.Person is null || filter.Person == m.Person) && (filter.Team is null || (m.Person != 0 && team(m.Person) == filter.Team)) && queues.Exists(q => q.Queue.Id == m.Queue && (filter.Kind is null || q.Queue.Kind == filter.Kind));
        });
    }

    private static async Task AssertDurations(Workbench workbench, PeriodFigures told, long? person)
    {
        List<WorkItem> items = [];
        await Company.AsSystem(workbench, async db => items = await db.WorkItems.AsNoTracking().Include(i => i.Events).ToListAsync());
        var ends = items.SelectMany(i => i.Events.Where(e => e.Kind == WorkEventKind.Completed && e.To == WorkState.Done && !i.Events.Exists(u => u.Reverses == e.At) && (person is null || e.PersonId == person)).Select(e => (Item: i, Step: e))).ToList();
        Assert.Equal(ends.Count, told[Measure.Done]);
        Assert.NotEmpty(ends);
        Assert.All(ends.Where(e => !e.Item.Events.Exists(s => s.Kind == WorkEventKind.Reopened)), e => Assert.Equal((long)(e.Step.At - e.Item.ReceivedAt).TotalMilliseconds, e.Step.TurnaroundMs));

        var lengths = ends.Select(e => TimeSpan.FromMilliseconds(e.Step.TurnaroundMs!.Value)).Order().ToList();
        Assert.Equal(lengths.Average(l => l.TotalMilliseconds), told.Average(Measure.TurnaroundMs)!.Value.TotalMilliseconds, 1.0);
        foreach (var share in new[] { .5, .9 })
        {
            var truth = lengths[(int)Math.Ceiling(lengths.Count * share) - 1];
            Assert.InRange(told.Percentile(Measure.Turnarounds, share)!.Value, truth * .949, truth * 1.051);
        }

        // All touches of theirs, of whatever became of the items.
        var handled = items.SelectMany(i => i.Events).Where(e => person is null || e.PersonId == person).Sum(e => e.HandleMs);
        Assert.Equal(handled / ends.Count, (long)told.Average(Measure.HandleMs)!.Value.TotalMilliseconds);
    }

    // An hour ago, one after the other.
    private async Task Work((Company Company, Queue Queue) at, long person, int count)
    {
        for (var n = 0; n < count; n++)
        {
            var key = $"{person}-{n}";
            await at.Company.Complete((await at.Company.Receive(at.Queue, _clock.Now().AddHours(-2), (key, key, []))).Single(), "OK", person, _clock.Now().AddMinutes((3 * n) - 60));
        }
    }

    // For the last hour.
    private Task AtWork(Workbench workbench, params long[] people) => Company.AsSystem(workbench, async db =>
    {
        foreach (var person in people)
        {
            var presence = new Presence(person);
            presence.Sit(_clock.Now().AddHours(-1));
            presence.Stay(_clock.Now());
            db.Presences.Add(presence);
        }

        await db.SaveChangesAsync();
    });

    private static async Task<long> Team(Workbench workbench, string name, params long[] members)
    {
        var team = new Team(name);
        team.Members.AddRange(members.Select(m => new TeamMember(m)));
        await Company.AsSystem(workbench, async db =>
        {
            db.Teams.Add(team);
            await db.SaveChangesAsync();
        });
        return team.Id;
    }

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

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Figures;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Figures;

public sealed class HoursAtWorkTests
{
    // A Friday afternoon: in Madrid it is four.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 20, 15, 0, 0, TimeSpan.Zero));
    private int _items;

    [Fact]
    public async Task Figures_of_hours_count_the_codes_that_are_productive_receive_work_and_are_paid()
    {
        await using var workbench = await Start();
        var (company, queue, ana, supervisor) = await Floor(workbench);
        await AtWork(workbench, ana, seen: Today(15), (Today(7), "available"), (Today(11), "break"), (Today(11.5), "on-a-call"), (Today(12), "meal"), (Today(13), "available"));
        await Work(company, queue, ana, Today(7), 13);

        var row = Assert.Single((await Read(workbench, supervisor, FigureBy.Agent)).Rows);

        // 4 h, half an hour at the telephone and 2 h; the break is paid, the meal is not.
        Assert.Equal((2.0, 0.1, 6.5 / 7), (Of("per-hour", row), Of("occupancy", row), Of("utilisation", row)));
    }

    [Fact]
    public async Task What_began_before_the_period_counts_in_it_and_nothing_counts_that_has_not_been()
    {
        await using var workbench = await Start();
        var (company, queue, ana, supervisor) = await Floor(workbench);
        var luis = await Agent(workbench, "luis", company);
        // Madrid's day begins at eleven at night; whoever is no longer seen went when they were last seen.
        await AtWork(workbench, ana, seen: Today(15), (Today(-4), "available"));
        await AtWork(workbench, luis, seen: Today(14), (Today(13), "available"));
        await Work(company, queue, ana, Today(1), 4);
        await Work(company, queue, luis, Today(13), 1);

        var today = await Read(workbench, supervisor, FigureBy.Agent);
        Assert.Equal([(0.25, 1.0), (1.0, 1.0)], today.Rows.Select(r => (Of("per-hour", r)!.Value, Of("utilisation", r)!.Value)));
        Assert.Equal(5 / 17.0, Of("per-hour", today.Total));

        var yesterday = await Read(workbench, supervisor, FigureBy.Agent, FigurePeriod.Yesterday);
        Assert.Equal((0.0, 3 * 3_600_000L), (Of("per-hour", yesterday.Total), yesterday.Total.Now.Hours!.ProductiveMs));
    }

    [Fact]
    public async Task A_team_has_the_hours_of_all_its_people_also_of_those_who_did_nothing()
    {
        await using var workbench = await Start();
        var (company, queue, ana, supervisor) = await Floor(workbench);
        var luis = await Agent(workbench, "luis", company);
        await Team(workbench, ana, luis);
        await AtWork(workbench, ana, seen: Today(15), (Today(9), "available"), (Today(10), "offline"));
        await AtWork(workbench, luis, seen: Today(15), (Today(9), "available"), (Today(12), "offline"));
        await Work(company, queue, ana, Today(9), 6);

        var agents = await Read(workbench, supervisor, FigureBy.Agent);
        var team = Assert.Single((await Read(workbench, supervisor, FigureBy.Team)).Rows);

        Assert.Equal([6.0, 0.0], agents.Rows.Select(r => Of("per-hour", r)!.Value));
        Assert.Equal((1.5, 18 / 240.0, 1.0), (Of("per-hour", team), Of("occupancy", team), Of("utilisation", team)));
        Assert.Equal(team.Now.Hours, agents.Total.Now.Hours);
    }

    [Fact]
    public async Task Occupancy_is_never_more_than_all_of_the_time()
    {
        await using var workbench = await Start();
        var (company, queue, ana, supervisor) = await Floor(workbench);
        await AtWork(workbench, ana, seen: Today(15), (Today(9), "available"), (Today(9.1), "offline"));
        await Work(company, queue, ana, Today(9), 5);

        Assert.Equal(1.0, Of("occupancy", (await Read(workbench, supervisor, FigureBy.Agent)).Total));
    }

    [Fact]
    public async Task Beside_them_stands_the_week_before()
    {
        await using var workbench = await Start();
        var (company, queue, ana, supervisor) = await Floor(workbench);
        await AtWork(workbench, ana, seen: Today(15), (Today(9).AddDays(-7), "available"), (Today(11).AddDays(-7), "offline"), (Today(18).AddDays(-7), "available"), (Today(19).AddDays(-7), "offline"), (Today(14), "available"));
        await Work(company, queue, ana, Today(9).AddDays(-7), 8);
        await Work(company, queue, ana, Today(14), 3);

        var row = Assert.Single((await Read(workbench, supervisor, FigureBy.Agent)).Rows);

        // Last week's evening has no match yet.
        Assert.Equal((3.0, 4.0), (Of("per-hour", row), FigureColumn.All.Single(c => c.Code == "per-hour").Of(row, row.Before)));
    }

    [Fact]
    public async Task Hours_of_whoever_also_works_for_others_are_told_to_those_alone_who_see_all_of_it()
    {
        await using var workbench = await Start();
        var (company, queue, ana, supervisor) = await Floor(workbench);
        var other = await Company.Add(workbench, "Telecom", "TEL");
        var both = (await Company.Person(workbench, "Otto", "otto@example.com", (company.Id, Role.Agent), (other.Id, Role.Agent))).Id;
        var director = (await Company.Person(workbench, "Dora", "dora@example.com", (company.Id, Role.Supervisor), (other.Id, Role.Supervisor))).Id;
        await AtWork(workbench, ana, seen: Today(15), (Today(13), "available"));
        await AtWork(workbench, both, seen: Today(15), (Today(13), "available"));
        await Work(company, queue, ana, Today(13), 4);
        await Work(company, queue, both, Today(13), 2);

        foreach (var (reader, client) in new[] { (supervisor, (long?)null), (director, company.Id) })
        {
            var part = await Read(workbench, reader, FigureBy.Agent, client: client);
            Assert.Equal([2.0, null], part.Rows.Select(r => Of("per-hour", r)));
            Assert.All(FigureColumn.All.Where(c => c.OfHours), c => Assert.Equal((null, "missing.elsewhere"), (c.Of(part.Rows[1]), c.Missing(part.Rows[1]))));
            Assert.Null(Of("per-hour", part.Total));
        }

        Assert.Equal([2.0, 1.0], (await Read(workbench, director, FigureBy.Agent)).Rows.Select(r => Of("per-hour", r)!.Value));
    }

    [Fact]
    public async Task Hours_are_no_clients_no_queues_and_no_kinds_and_it_is_said_why()
    {
        await using var workbench = await Start();
        var (company, queue, ana, supervisor) = await Floor(workbench);
        await AtWork(workbench, ana, seen: Today(15), (Today(13), "available"));
        await Work(company, queue, ana, Today(13), 4);

        foreach (var query in from line in new[] { FigureBy.Client, FigureBy.Queue, FigureBy.Kind }
                              from person in new long?[] { null, ana }
                              select new FigureQuery { By = line, Person = person })
        {
            var sheet = await Read(workbench, supervisor, query);
            AssertUntold("missing.peoples", sheet.Total);
            AssertUntold("missing.peoples", Assert.Single(sheet.Rows));
        }

        AssertUntold("missing.elsewhere", Assert.Single((await Read(workbench, supervisor, new FigureQuery { By = FigureBy.Agent, Queue = queue.Id })).Rows));
        Assert.All((await Read(workbench, supervisor, new FigureQuery { By = FigureBy.Quarter, Queue = queue.Id })).Rows, row => AssertUntold("missing.clocks", row));
    }

    [Theory]
    [InlineData(1)]
    public async Task By_quarter_hour_they_are_what_a_count_minute_by_minute_says(int seed)
    {
        await using var workbench = await Start();
        var (company, queue, ana, supervisor) = await Floor(workbench);
        var people = new[] { ana, await Agent(workbench, "luis", company), await Agent(workbench, "eva", company) };
        var team = await Team(workbench, people[..2]);
        var random = new Random(seed);
        Dictionary<long, List<(DateTime At, string Code)>> turns = [];
        List<(long Person, DateTime At)> done = [];
        // From before the clocks went back until now, with whole days of which nothing is known.
        foreach (var person in people)
        {
            var own = turns[person] = [];
            for (var at = new DateTime(2026, 10, 16, 20, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(600)); at < _clock.Now(); at = at.AddMinutes(random.Next(1, random.Next(4) == 0 ? 900 : 90)))
            {
                own.Add((at, PresenceCode.Shipped[random.Next(PresenceCode.Shipped.Count)].Key!));
            }

            await AtWork(workbench, person, seen: Today(14.9), [.. own]);
            for (var n = 0; n < 12; n++)
            {
                var at = (n % 2 == 0 ? new DateTime(2026, 10, 24, 22, 0, 0, DateTimeKind.Utc) : Today(-1)).AddMinutes(random.Next(900));
                done.Add((person, at.AddMinutes(3)));
                await Work(company, queue, person, at, 1);
            }
        }

        foreach (var (query, from, to) in new[]
                 {
                     // The day with 25 hours, and the week up to now: whoever is no longer seen went when they were.
                     (new FigureQuery { Period = FigurePeriod.Free, From = new(2026, 10, 25), To = new(2026, 10, 25) }, new DateTime(2026, 10, 24, 22, 0, 0, DateTimeKind.Utc), new DateTime(2026, 10, 25, 23, 0, 0, DateTimeKind.Utc)),
                     (new FigureQuery { Period = FigurePeriod.Days }, Today(-1).AddDays(-6), Today(14.9)),
                 })
        {
            foreach (var (asked, who) in new[] { (query, people), (query with { Team = team }, people[..2]), (query with { Person = people[2] }, people[2..]) })
            {
                var sheet = await Read(workbench, supervisor, asked with { By = FigureBy.Quarter });
                var slow = Slowly(who.Select(p => turns[p]), from, to);
                foreach (var quarter in Enumerable.Range(0, 96))
                {
                    var hours = slow.GetValueOrDefault(quarter, PresenceTime.None);
                    var ends = done.Count(d => who.Contains(d.Person) && d.At >= from && d.At < to && Madrid(d.At).Quarter == quarter);
                    var row = sheet.Rows.SingleOrDefault(r => r.Id == quarter);
                    Assert.Equal((asked, quarter, hours, ends), (asked, quarter, row?.Now.Hours ?? PresenceTime.None, row is null ? 0 : (int)row.Now[Measure.Done]));
                    if (row is not null)
                    {
                        Assert.Equal(hours.ProductiveMs == 0 ? null : ends / (hours.ProductiveMs / 3_600_000.0), Of("per-hour", row));
                        Assert.Equal(hours.PaidMs == 0 ? null : hours.ProductiveMs / (double)hours.PaidMs, Of("utilisation", row));
                        Assert.Equal(hours.WorkingMs == 0 ? null : Math.Min(ends * 180_000, hours.WorkingMs) / (double)hours.WorkingMs, Of("occupancy", row));
                    }
                }

                var agents = await Read(workbench, supervisor, asked with { By = FigureBy.Agent });
                Assert.Equal((agents.Total.Now.Hours, agents.Total.Before.Hours), (sheet.Total.Now.Hours, sheet.Total.Before.Hours));
            }
        }
    }

    [Fact]
    public async Task By_quarter_hour_they_are_told_where_nobody_who_did_it_also_works_for_others()
    {
        await using var workbench = await Start();
        var (company, queue, ana, supervisor) = await Floor(workbench);
        var other = await Company.Add(workbench, "Telecom", "TEL");
        var both = (await Company.Person(workbench, "Otto", "otto@example.com", (company.Id, Role.Agent), (other.Id, Role.Agent))).Id;
        var director = (await Company.Person(workbench, "Dora", "dora@example.com", (company.Id, Role.Supervisor), (other.Id, Role.Supervisor))).Id;
        var query = new FigureQuery { By = FigureBy.Quarter };
        await AtWork(workbench, ana, seen: Today(15), (Today(13), "available"));
        await AtWork(workbench, both, seen: Today(15), (Today(13), "available"));
        await Work(company, queue, ana, Today(13), 4);

        // While the other does nothing here, nothing of them is told.
        Assert.Equal(2.0, Of("per-hour", (await Read(workbench, supervisor, query)).Total));
        Assert.Empty((await Read(workbench, supervisor, query with { Person = both })).Rows);

        await Work(company, queue, both, Today(14), 2);
        var untold = await Read(workbench, supervisor, query);
        Assert.All(untold.Rows.Append(untold.Total), row => AssertUntold("missing.clocks", row));
        AssertUntold("missing.clocks", (await Read(workbench, supervisor, query with { Person = both })).Total);
        Assert.Equal(2.0, Of("per-hour", (await Read(workbench, supervisor, query with { Person = ana })).Total));
        Assert.Equal(1.5, Of("per-hour", (await Read(workbench, director, query)).Total));
        AssertUntold("missing.clocks", (await Read(workbench, director, query with { Client = company.Id })).Total);
    }

    [Fact]
    public async Task By_quarter_hour_each_is_at_work_by_the_clock_of_the_clients_they_work_for()
    {
        await using var workbench = await Start();
        var madrid = await Company.Add(workbench, "Iberluz", "IBL");
        var canary = await Company.Add(workbench, "Telecom Canarias", "TCN", "Atlantic/Canary");
        var director = (await Company.Person(workbench, "Dora", "dora@example.com", (madrid.Id, Role.Supervisor), (canary.Id, Role.Supervisor))).Id;
        var (ana, iria) = (await Agent(workbench, "ana", madrid), await Agent(workbench, "iria", canary));
        var both = (await Company.Person(workbench, "Otto", "otto@example.com", (madrid.Id, Role.Agent), (canary.Id, Role.Agent))).Id;
        var query = new FigureQuery { By = FigureBy.Quarter };
        await AtWork(workbench, ana, seen: Today(15), (Today(9), "available"), (Today(9.25), "offline"));
        await AtWork(workbench, iria, seen: Today(15), (Today(9), "available"), (Today(9.25), "offline"));
        await Work(madrid, await madrid.Queue("Altas"), ana, Today(9), 1);
        await Work(canary, await canary.Queue("Averías"), iria, Today(9), 2);

        Assert.Equal([(36, 8.0), (40, 4.0)], (await Read(workbench, director, query)).Rows.Where(r => r.Now[Measure.Done] > 0).Select(r => ((int)r.Id, Of("per-hour", r)!.Value)));

        // There, but doing nothing: by one clock or the other. What they do at once has two.
        await AtWork(workbench, both, seen: Today(15), (Today(12), "available"), (Today(13), "offline"));
        Assert.Equal((2.0, 5_400_000L), (Of("per-hour", (await Read(workbench, director, query)).Total), (await Read(workbench, director, query)).Total.Now.Hours!.WorkingMs));
        await Work(canary, await canary.Queue("Bajas"), both, Today(12), 1);
        AssertUntold("missing.clocks", (await Read(workbench, director, query)).Total);
        Assert.Equal([8.0], (await Read(workbench, director, query with { Person = iria })).Rows.Select(r => Of("per-hour", r)!.Value));
    }

    // Every minute of all of them, on the clock of Madrid.
    private static Dictionary<int, PresenceTime> Slowly(IEnumerable<List<(DateTime At, string Code)>> people, DateTime from, DateTime to)
    {
        Dictionary<int, PresenceTime> sums = [];
        foreach (var turns in people)
        {
            for (var minute = from; minute < to; minute = minute.AddMinutes(1))
            {
                var key = turns.LastOrDefault(t => t.At <= minute).Code;
                var code = PresenceCode.Shipped.Single(c => c.Key == (key ?? "offline"));
                var quarter = Madrid(minute).Quarter;
                sums[quarter] = sums.GetValueOrDefault(quarter, PresenceTime.None)
                    + new PresenceTime(code.Productive ? 60_000 : 0, code.Productive || code.ReceivesWork ? 60_000 : 0, code.Paid ? 60_000 : 0);
            }
        }

        return sums;
    }

    private static (DateTime Local, int Quarter) Madrid(DateTime moment)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(moment, TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid"));
        return (local, (local.Hour * 4) + (local.Minute / 15));
    }

    private static void AssertUntold(string why, FigureRow row) =>
        Assert.All(FigureColumn.All.Where(c => c.OfHours), c => Assert.Equal((null, why), (c.Of(row), c.Missing(row))));

    private Task<Workbench> Start() => Workbench.Start(new() { Time = _clock, Scheduled = false });

    private static async Task<(Company Company, Queue Queue, long Ana, long Supervisor)> Floor(Workbench workbench)
    {
        var company = await Company.Add(workbench, "Iberluz", "IBL");
        var supervisor = await Company.Person(workbench, "Sonia", "sonia@example.com", (company.Id, Role.Supervisor));
        return (company, await company.Queue("Altas"), await Agent(workbench, "ana", company), supervisor.Id);
    }

    private static async Task<long> Agent(Workbench workbench, string name, Company company) =>
        (await Company.Person(workbench, name, $"{name}@example.com", (company.Id, Role.Agent))).Id;

    private static DateTime Today(double hour) => new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc).AddHours(hour);

    private static double? Of(string code, FigureRow row) => FigureColumn.All.Single(c => c.Code == code).Of(row);

    private static Task<FigureSheet> Read(Workbench workbench, long reader, FigureBy by, FigurePeriod period = FigurePeriod.Today, long? client = null) =>
        Read(workbench, reader, new FigureQuery { By = by, Period = period, Client = client });

    private static async Task<FigureSheet> Read(Workbench workbench, long reader, FigureQuery query)
    {
        FigureSheet? sheet = null;
        await Company.As(workbench, reader, async services => sheet = await services.GetRequiredService<FigureReport>().Read(query));
        return sheet!;
    }

    private static async Task<long> Team(Workbench workbench, params long[] people)
    {
        var team = new Team("Mañana");
        team.Members.AddRange(people.Select(p => new TeamMember(p)));
        await Company.AsSystem(workbench, async db =>
        {
            db.Teams.Add(team);
            await db.SaveChangesAsync();
        });
        return team.Id;
    }

    private static Task AtWork(Workbench workbench, long person, DateTime seen, params (DateTime At, string Code)[] turns) => Company.AsSystem(workbench, async db =>
    {
        var presence = new Presence(person);
        presence.Sit(turns[0].At);
        foreach (var (at, code) in turns)
        {
            presence.Turn(PresenceCode.Shipped.Single(c => c.Key == code), at);
        }

        presence.Stay(seen);
        db.Presences.Add(presence);
        await db.SaveChangesAsync();
    });

    // Three minutes each.
    private async Task Work(Company company, Queue queue, long person, DateTime at, int count)
    {
        for (var n = 0; n < count; n++)
        {
            var key = $"K{_items++}";
            var item = (await company.Receive(queue, at.AddMinutes(-1), (key, key, []))).Single();
            await company.Complete(item, "OK", person, at.AddMinutes(3 * n));
        }
    }
}

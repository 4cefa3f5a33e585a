using BpoWorkbench.Domain;
using BpoWorkbench.Features.Figures;
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
        await Company.AsSystem(workbench, async db =>
        {
            var team = new Team("Mañana");
            team.Members.AddRange([new TeamMember(ana), new TeamMember(luis)]);
            db.Teams.Add(team);
            await db.SaveChangesAsync();
        });
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

        foreach (var by in new[] { FigureBy.Client, FigureBy.Queue, FigureBy.Kind, FigureBy.Quarter })
        {
            var row = (await Read(workbench, supervisor, by)).Total;
            Assert.All(FigureColumn.All.Where(c => c.OfHours), c => Assert.Equal((null, "missing.peoples"), (c.Of(row), c.Missing(row))));
        }

        await Company.As(workbench, supervisor, async services =>
        {
            var row = Assert.Single((await services.GetRequiredService<FigureReport>().Read(new FigureQuery { By = FigureBy.Agent, Queue = queue.Id })).Rows);
            Assert.All(FigureColumn.All.Where(c => c.OfHours), c => Assert.Equal((null, "missing.elsewhere"), (c.Of(row), c.Missing(row))));
        });
    }

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

    private static async Task<FigureSheet> Read(Workbench workbench, long reader, FigureBy by, FigurePeriod period = FigurePeriod.Today, long? client = null)
    {
        FigureSheet? sheet = null;
        await Company.As(workbench, reader, async services => sheet = await services.GetRequiredService<FigureReport>().Read(new FigureQuery { By = by, Period = period, Client = client }));
        return sheet!;
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

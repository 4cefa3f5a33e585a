using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Calendars;
using BpoWorkbench.Features.Queues;
using BpoWorkbench.Platform.Changes;
using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Calendars;

/// <summary>Calendars are kept by those who may; service time is counted in their hours, and what has arrived keeps its due time.</summary>
public sealed class CalendarTests : IAsyncLifetime
{
    // A Monday, nine o'clock in Madrid.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
    private Workbench _workbench = null!;
    private Company _iberluz = null!;
    private Company _telcom = null!;
    private Person _ana = null!;
    private Person _admin = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start(new() { Time = _clock, Scheduled = false });
        _iberluz = await Company.Add(_workbench, "Iberluz", "IBE");
        _telcom = await Company.Add(_workbench, "Telcom", "TEL");
        _ana = await Company.Person(_workbench, "Ana", "ana@example.com", (_iberluz.Id, Role.Supervisor));
        _admin = await Company.Person(_workbench, "Elena", "elena@example.com", (null, Role.Administrator));
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task A_wait_stops_the_clock_a_sweep_warns_and_marks_and_the_breach_carries_its_due_time()
    {
        var queue = await _iberluz.Queue("Altas");
        var calendar = await Make(_ana, _iberluz.Id, "Oficina");
        await As(_ana, services => services.GetRequiredService<ChangeQueue>().Policy(queue.Id, Today, TimeSpan.FromHours(4), 50, Pauses.Client, calendar));
        var ids = await _iberluz.Receive(queue, Now, ("1", "Espera", []), ("2", "Sigue", []));
        foreach (var (id, on) in ids.Zip([WaitingOn.Client, WaitingOn.Customer]))
        {
            await As(_ana, async services =>
            {
                await services.GetRequiredService<ClaimItem>().Run(id);
                await services.GetRequiredService<WaitForItem>().Run(id, Now.AddDays(2), on, null, on == WaitingOn.Client ? "¿Sigue adelante?" : null);
            });
        }

        // Two hours of four: whose clock runs is due soon, and at the fourth late. The other stands still.
        await Sweep(TimeSpan.FromHours(2));
        Assert.Equal([(WorkEventKind.Warned, "Sigue")], await Marks());
        await Sweep(TimeSpan.FromHours(2.5));
        var breach = Assert.Single(await Events(WorkEventKind.Breached));
        Assert.Equal(new DateTime(2026, 11, 23, 12, 0, 0, DateTimeKind.Utc), breach.Due);

        _clock.SetUtcNow(new DateTimeOffset(2026, 11, 25, 8, 0, 1, TimeSpan.Zero));
        await Sweep(TimeSpan.Zero);
        await _workbench.Services.GetRequiredService<WakeItems>().Run(default);
        var woken = await Item(ids[0]);
        Assert.Equal((Promise.Open, WorkState.Ready, WaitingOn.Nobody), (woken.Promise, woken.State, woken.WaitingOn));
        Assert.Equal(Now.AddHours(4), woken.Due);
        await Sweep(TimeSpan.FromHours(4) + TimeSpan.FromMilliseconds(1));
        Assert.Equal(Promise.Broken, (await Item(ids[0])).Promise);
    }

    [Fact]
    public async Task A_weekend_makes_nothing_urgent_that_is_promised_in_office_hours()
    {
        var (office, always) = (await _iberluz.Queue("Altas"), await _iberluz.Queue("Averías", target: TimeSpan.FromHours(10)));
        var calendar = await Make(_ana, _iberluz.Id, "Oficina");
        _clock.SetUtcNow(new DateTimeOffset(2026, 11, 27, 8, 0, 0, TimeSpan.Zero));
        await As(_ana, services => services.GetRequiredService<ChangeQueue>().Policy(office.Id, Today, TimeSpan.FromHours(4), 50, Pauses.None, calendar));
        await _iberluz.Write(async db =>
        {
            db.AddRange(QueueMember.Person(await db.Queues.SingleAsync(q => q.Id == office.Id), _ana.Id), QueueMember.Person(await db.Queues.SingleAsync(q => q.Id == always.Id), _ana.Id));
        });
        // Friday half an hour before the office closes; on Monday an hour after it opened, three eighths are used.
        var friday = Assert.Single(await _iberluz.Receive(office, Now.AddHours(8.5), ("1", "Viernes", [])));
        var monday = Assert.Single(await _iberluz.Receive(always, Now.AddDays(3).AddHours(-4), ("2", "Lunes", [])));
        _clock.Advance(TimeSpan.FromDays(3) + TimeSpan.FromHours(1));

        await As(_ana, async services => Assert.Equal(monday, await services.GetRequiredService<NextItem>().Run()));
        Assert.Equal(50, AssignReason.Parse((await Item(monday)).AssignReason)!.UsedPercent);
        await As(_ana, async services => Assert.Equal(friday, await services.GetRequiredService<NextItem>().Run()));
        Assert.Equal(38, AssignReason.Parse((await Item(friday)).AssignReason)!.UsedPercent);
    }

    [Fact]
    public async Task Changed_hours_are_a_new_policy_of_every_queue_that_uses_them()
    {
        var calendar = await Make(_admin, IClientOwned.House, "Casa");
        var (altas, bajas, other) = (await _iberluz.Queue("Altas"), await _telcom.Queue("Bajas"), await _telcom.Queue("Averías"));
        await As(_admin, async services =>
        {
            await services.GetRequiredService<ChangeQueue>().Policy(altas.Id, Today, TimeSpan.FromHours(5), 80, Pauses.Client, calendar);
            await services.GetRequiredService<ChangeQueue>().Policy(altas.Id, Today.AddDays(40), TimeSpan.FromHours(3), 80, Pauses.None, calendar);
            await services.GetRequiredService<ChangeQueue>().Policy(bajas.Id, Today, TimeSpan.FromHours(2), 80, Pauses.None, calendar);
        });
        var before = Assert.Single(await _iberluz.Receive(altas, Now, ("1", "Antes", [])));
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Change(_admin, calendar, form =>
        {
            form.Name = "Casa y jardín";
            form.Days.RemoveAll(d => d.Date == new DateOnly(2026, 12, 25));
        });
        _clock.Advance(TimeSpan.FromMinutes(1));
        await Change(_admin, calendar, form => form.Week[0] = "8-9");
        var after = Assert.Single(await _iberluz.Receive(altas, Now, ("2", "Después", [])));

        Assert.Equal(new DateTime(2026, 11, 23, 13, 0, 0, DateTimeKind.Utc), (await Item(before)).Due);
        Assert.Equal(new DateTime(2026, 11, 24, 13, 0, 0, DateTimeKind.Utc), (await Item(after)).Due);
        await As(_admin, async services =>
        {
            var policies = await services.GetRequiredService<QueueDetails>().Policies(altas.Id);
            Assert.Equal(5, policies.Count);
            Assert.Equal((300, Pauses.Client, "Casa y jardín"), policies.Where(p => p.InForce).Select(p => (p.TargetMinutes, p.Pauses, p.CalendarName!)).Single());
            Assert.Equal((180, true), policies.Where(p => p.Future).Select(p => (p.TargetMinutes, p.CalendarName == "Casa y jardín")).Single());
            Assert.Equal(4, (await services.GetRequiredService<QueueDetails>().Policies(bajas.Id)).Count);
            Assert.Single(await services.GetRequiredService<QueueDetails>().Policies(other.Id));
            Assert.Equal(2, (await services.GetRequiredService<CalendarList>().Find(null, default)).Single().Queues);
        });
    }

    [Fact]
    public async Task A_calendar_that_makes_no_sense_is_refused_and_two_people_at_once_are_told()
    {
        var calendar = await Make(_ana, _iberluz.Id, "Oficina");
        await Refused("calendar.name-taken", () => Make(_ana, _iberluz.Id, "Oficina"));
        await Refused("calendar.empty", () => Change(_ana, calendar, form => form.Week = ["", "", "", "", "", "", ""]));
        await Refused("calendar.slot", () => Change(_ana, calendar, form => form.Week[2] = "14-9"));
        await Refused("calendar.zone", () => Change(_ana, calendar, form => form.Zone = "Europe/Nowhere"));
        await Refused("calendar.day-twice", () => Change(_ana, calendar, form => form.Days.Add(new() { Date = form.Days[0].Date, Name = "Otra vez" })));
        await Refused("calendar.day-date", () => Change(_ana, calendar, form => form.Days.Add(new() { Name = "Sin fecha" })));
        await Refused("calendar.day-name", () => Change(_ana, calendar, form => form.Days[0].Name = " "));
        await As(_ana, async services =>
        {
            var seen = (await services.GetRequiredService<CalendarDetails>().Find(calendar))!;
            await services.GetRequiredService<SaveCalendar>().Run(calendar, Set(seen.Values, form => form.Week[5] = "10-14"), seen.Version);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => services.GetRequiredService<SaveCalendar>().Run(calendar, Set(seen.Values, form => form.Week[5] = ""), seen.Version));
            await Change(_ana, calendar, form => form.Days.Insert(0, new() { Date = new(2026, 11, 9), Name = "La Almudena" }));
            var history = await services.GetRequiredService<ChangeHistory>().Of(seen.Subject);
            Assert.Contains(history, line => line is { Person: "Ana", Field: "Week" });
            Assert.Contains(history, line => line.Entity == nameof(CalendarDay) && line.To!.Contains("Almudena", StringComparison.Ordinal) && line.To.Contains("2026-11-09", StringComparison.Ordinal));
        });
    }

    [Fact]
    public async Task Who_runs_one_client_neither_makes_nor_changes_a_calendar_of_another_or_of_the_house()
    {
        var (house, theirs) = (await Make(_admin, IClientOwned.House, "Casa"), await Make(_admin, _telcom.Id, "Telcom"));
        var queue = await _iberluz.Queue("Altas");
        await Refused("access.denied", () => Make(_ana, IClientOwned.House, "Otra"));
        await Refused("access.denied", () => Make(_ana, _telcom.Id, "Otra"));
        await As(_ana, async services =>
        {
            foreach (var id in new[] { house, theirs })
            {
                Assert.Null(await services.GetRequiredService<CalendarDetails>().Find(id));
                await Refused("calendar.unknown", () => services.GetRequiredService<SaveCalendar>().Run(id, new CalendarForm { Name = "Mía" }, 0));
                await Refused("calendar.unknown", () => services.GetRequiredService<ChangeQueue>().Policy(queue.Id, Today, TimeSpan.FromHours(4), 50, Pauses.None, id));
            }

            Assert.Equal(["Iberluz"], (await services.GetRequiredService<CalendarList>().Owners()).Select(o => o.Name));
            Assert.Empty(await services.GetRequiredService<CalendarChoices>().For(_iberluz.Id));
        });
        // And not even the house gives one client's calendar to another's queue.
        await As(_admin, async services =>
        {
            await Refused("calendar.unknown", () => services.GetRequiredService<ChangeQueue>().Policy(queue.Id, Today, TimeSpan.FromHours(4), 50, Pauses.None, theirs));
            Assert.Equal(["Casa"], (await services.GetRequiredService<CalendarChoices>().For(_iberluz.Id)).Select(c => c.Name));
        });
    }

    [Fact]
    public async Task National_days_are_unverified_until_a_person_confirms_them()
    {
        await As(_ana, async services =>
        {
            Assert.All(await services.GetRequiredService<NationalYears>().Read(), year => Assert.Null(year.Confirmed));
            await Refused("access.denied", () => services.GetRequiredService<ConfirmNationalDays>().Run(2026));
        });
        await As(_admin, services => services.GetRequiredService<ConfirmNationalDays>().Run(2026));
        await As(_ana, async services =>
        {
            var years = await services.GetRequiredService<NationalYears>().Read();
            Assert.Equal(("Elena", Now), years.Where(y => y.Year.Year == 2026).Select(y => (y.Confirmed!.Person, y.Confirmed.At)).Single());
            Assert.All(years.Where(y => y.Year.Year != 2026), year => Assert.Null(year.Confirmed));
        });
    }

    [Fact]
    public void National_days_are_of_their_year_in_order_and_easter_is_where_it_is()
    {
        Assert.All(NationalDays.Spain, year =>
        {
            Assert.All(year.Days, day => Assert.Equal(year.Year, day.Date.Year));
            Assert.Equal(year.Days.Select(d => d.Date).Distinct().Order(), year.Days.Select(d => d.Date));
            Assert.Contains(year.Days, day => day.Date == Easter(year.Year).AddDays(-2) && day.Name == "Viernes Santo");
            Assert.StartsWith("https://www.boe.es/", year.Url, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("Fecha;Fiesta;Horario\n15/05/2026;San Isidro;\n24/12/2026;Nochebuena;9-13\n")]
    [InlineData("2026-05-15,San Isidro\n\n2026-12-24,Nochebuena,09:00-13:00\n")]
    public void Days_are_read_from_a_small_file(string text) => Assert.Equal(
        [(new DateOnly(2026, 5, 15), "San Isidro", ""), (new DateOnly(2026, 12, 24), "Nochebuena", "09:00-13:00")],
        DaysSheet.Read(File(text), "festivos.csv").Select(d => (d.Date!.Value, d.Name, d.Hours)));

    [Theory]
    [InlineData("Fecha;Fiesta\n", "calendar.sheet-empty")]
    [InlineData("15/05/2026;San Isidro\nmayo;Otra\n", "calendar.sheet-row")]
    [InlineData("15/05/2026;San Isidro;14-9\n", "calendar.sheet-row")]
    [InlineData("15/05/2026;\n", "calendar.sheet-row")]
    public void A_file_that_cannot_be_read_says_where(string text, string code) => Assert.Equal(code, Assert.Throws<Refusal>(() => DaysSheet.Read(File(text), "festivos.csv")).Code);

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    private DateOnly Today => DateOnly.FromDateTime(Now);

    private static MemoryStream File(string text) => new(Encoding.UTF8.GetBytes(text));

    // Gauss, for the Gregorian calendar.
    private static DateOnly Easter(int year)
    {
        var (a, b, c) = (year % 19, year / 100, year % 100);
        var h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        var l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        return new DateOnly(year, (h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    }

    private static CalendarForm Set(CalendarForm form, Action<CalendarForm> set)
    {
        set(form);
        return form;
    }

    private async Task<long> Make(Person person, long client, string name)
    {
        var made = 0L;
        await As(person, async services =>
        {
            var form = new CalendarForm { ClientId = client, Name = name, Week = ["9-14 15-18", "9-14 15-18", "9-14 15-18", "9-14 15-18", "9-14 15-18", "", ""] };
            form.Add(NationalDays.Spain.SelectMany(CalendarDetails.Rows));
            made = await services.GetRequiredService<SaveCalendar>().Run(null, form, 0);
        });
        return made;
    }

    private Task Change(Person person, long calendar, Action<CalendarForm> change) => As(person, async services =>
    {
        var seen = (await services.GetRequiredService<CalendarDetails>().Find(calendar))!;
        await services.GetRequiredService<SaveCalendar>().Run(calendar, Set(seen.Values, change), seen.Version);
    });

    private async Task Sweep(TimeSpan after)
    {
        _clock.Advance(after);
        await _workbench.Services.GetRequiredService<MarkBreaches>().Run(default);
    }

    private async Task<WorkItem> Item(long id)
    {
        WorkItem? item = null;
        await Company.AsSystem(_workbench, async db => item = await db.WorkItems.AsNoTracking().SingleAsync(i => i.Id == id));
        return item!;
    }

    private async Task<List<WorkEvent>> Events(WorkEventKind kind)
    {
        List<WorkEvent> events = [];
        await Company.AsSystem(_workbench, async db => events = await db.WorkEvents.AsNoTracking().Include(e => e.Item).Where(e => e.Kind == kind).ToListAsync());
        return events;
    }

    private async Task<List<(WorkEventKind, string)>> Marks() =>
        [.. (await Events(WorkEventKind.Warned)).Concat(await Events(WorkEventKind.Breached)).Select(e => (e.Kind, e.Item!.Title))];

    private static async Task Refused(string code, Func<Task> attempt) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(attempt)).Code);

    private Task As(Person person, Func<IServiceProvider, Task> work) => Company.As(_workbench, person.Id, work);
}

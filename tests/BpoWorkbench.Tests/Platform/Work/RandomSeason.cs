using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Calendars;
using BpoWorkbench.Features.Queues;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Domain.Clock;
using BpoWorkbench.Tests.Domain.Work;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Platform.Work;

/// <summary>
/// A random floor over nights, weekends, holidays and changes of the clock, while promises and calendars change, the jobs run when they
/// like, the machine dies in the middle of things, and another start goes on with what it left.
/// </summary>
internal sealed class RandomSeason : IAsyncDisposable
{
    // Thursdays before clocks change, and before a long weekend.
    private static readonly DateTimeOffset[] Beginnings =
        [new(2026, 3, 26, 7, 30, 0, TimeSpan.Zero), new(2026, 10, 22, 6, 30, 0, TimeSpan.Zero), new(2026, 12, 3, 8, 0, 0, TimeSpan.Zero)];

    private static readonly string[][] Weeks =
    [
        ["9-14 15-18", "9-14 15-18", "9-14 15-18", "9-14 15-18", "9-14", "", ""], ["8-20", "8-20", "8-20", "8-20", "8-20", "10-14", ""],
        ["0-24", "0-24", "0-24", "0-24", "0-24", "0-24", "0-24"], ["0-6 22-24", "0-6 22-24", "0-6 22-24", "0-6 22-24", "0-6 22-24", "0-6 22-24", "0-6 22-24"],
    ];

    private static readonly string[] OwnHours = ["", "10-12", "0:30-3:30", "1-2", "2-3 9-14"];

    private const Pauses Pausing = Pauses.Customer | Pauses.Client | Pauses.ThirdParty;

    // So many at once leave some of every client.
    private const int Stock = 12;

    private readonly Random _random;
    private readonly FakeTimeProvider _clock;
    private readonly string _directory = Directory.CreateTempSubdirectory("bpo-season-").FullName;
    private readonly Dictionary<long, List<Promised>> _promises = [];
    private readonly List<(Company Of, long Id, SlowClock Clock)> _calendars = [];
    private readonly List<long> _agents = [];
    private readonly List<long> _skills = [];
    private readonly AsyncLocal<bool> _mortal = new();
    private readonly AtStatement _death;
    private Workbench _workbench = null!;
    private RandomFloor _floor = null!;

    private RandomSeason(int seed)
    {
        _random = new(seed);
        _clock = new(Beginnings[seed % Beginnings.Length]);
        // Of what runs by itself meanwhile no statement counts: the same seed dies in the same place.
        _death = new(() => throw new IOException("the machine stopped"), _ => _mortal.Value, () => _mortal.Value);
    }

    public string Story => _floor.Story;

    public static async Task<RandomSeason> Begin(int seed)
    {
        var season = new RandomSeason(seed);
        if (!PostgresServer.IsAsked)
        {
            await FoundedFolder.CopyTo(season._directory);
        }

        season._workbench = await season.Start();
        await season.Open(seed);
        return season;
    }

    public async Task Work(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            Leap();
            if (await Dies(_random.Next(26) switch
            {
                0 => ChangePolicy,
                1 => ChangeCalendar,
                3 => () => ChangeSkills(2),
                4 or 5 => () => _floor.Job(typeof(SortBySkills)),
                2 => () => _floor.Job(typeof(FoldCounters)),
                _ => _floor.Step,
            }) ? _random.Next(7) == 0 : _random.Next(160) == 0)
            {
                await StartAnew();
            }
        }
    }

    /// <summary>All agents ask for the next item again and again, while every client has ready work all the time.</summary>
    /// <returns>The client of each item that was given since the last start, in order.</returns>
    public async Task<List<long>> Rush(int nexts)
    {
        List<long> given = [];
        var since = 0;
        // Everybody can do everything, so that whoever asks is given something.
        await ChangeSkills(0);
        await _floor.Job(typeof(SortBySkills));
        while (given.Count < since + nexts)
        {
            if (given.Count % Stock == 0)
            {
                await Restock();
            }

            _clock.Advance(TimeSpan.FromSeconds(_random.Next(1, 60)));
            var agent = _agents[_random.Next(_agents.Count)];
            var before = given.Count;
            if (await Dies(() => _floor.Tell($"{agent} next", () => Company.As(_workbench, agent, async services => given.Add((await services.GetRequiredService<NextItem>().Run())!.Value))), onceIn: 15))
            {
                // What was ready to whom before a start nobody knows after it: an account begins anew.
                if (given.Count < 30 && _random.Next(2) == 0)
                {
                    await StartAnew();
                    since = given.Count;
                }
            }
            else if (given.Count == before)
            {
                // They were away.
                await Company.As(_workbench, agent, services => services.GetRequiredService<TurnPresence>().Run(PresenceCode.Available));
            }
        }

        Dictionary<long, long> clients = [];
        await Company.AsSystem(_workbench, async db => clients = await db.WorkItems.Where(i => given.Contains(i.Id)).ToDictionaryAsync(i => i.Id, i => i.ClientId));
        Assert.Equal(given.Count, clients.Count);
        return [.. given.Skip(since).Select(item => clients[item])];
    }

    /// <summary>What each client has contracted of every hundred.</summary>
    public Dictionary<long, int> Shares { get; } = [];

    /// <summary>Everything there is, once more from the beginning and slowly.</summary>
    public async Task Check()
    {
        await _floor.Job(typeof(MarkBreaches));
        List<WorkItem> items = [];
        Dictionary<long, Lane> lanes = [];
        await _workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async services =>
        {
            Assert.Empty((await services.GetRequiredService<VerifyFigures>().Run()).Differences);
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            items = await db.WorkItems.AsNoTracking().Include(i => i.Events.OrderBy(e => e.Id)).OrderBy(i => i.Id).ToListAsync();
            lanes = await db.Lanes.AsNoTracking().ToDictionaryAsync(l => l.Id);
        });

        Assert.Equal(_floor.Items.Order(), items.Select(i => i.Id));
        foreach (var item in items)
        {
            EveryItem.IsAccountedFor(item, lanes[item.LaneId]);
            EveryItem.KeepsItsPromise(item, _promises[item.Events[0].QueueId], _clock.Now());
        }
    }

    private Task<Workbench> Start() => Workbench.Start(new()
    {
        Time = _clock,
        DataDirectory = _directory,
        Scheduled = false,
        Adjust = _death.Watch,
        // All take what comes, so that whoever asks is given something.
        Settings = new() { ["Sharing:Capacity"] = "0" },
    });

    private async Task StartAnew()
    {
        await _workbench.DisposeAsync();
        _workbench = await Start();
        _floor.Move(_workbench);
    }

    private async Task Open(int seed)
    {
        var iberluz = await Company.Add(_workbench, "Iberluz", "IBL");
        var canarias = await Company.Add(_workbench, "Telecom Canarias", "TCN", "Atlantic/Canary");
        var seguros = await Company.Add(_workbench, "SegurNorte", "SEG");
        List<(Company Company, Queue Queue)> queues = [];
        foreach (var (company, name, hours) in new[] { (iberluz, "Altas", 2), (iberluz, "Bajas", 1), (canarias, "Averías", 9), (seguros, "Siniestros", 30) })
        {
            var queue = await company.Queue(name, target: TimeSpan.FromHours(hours), pauses: Pausing);
            queues.Add((company, queue));
            _promises[queue.Id] = [new(DateTime.UnixEpoch, null, TimeSpan.FromHours(hours), Pausing)];
        }

        (Shares[iberluz.Id], Shares[canarias.Id]) = (_random.Next(5, 50), _random.Next(10, 50));
        await Company.AsSystem(_workbench, async db =>
        {
            foreach (var client in await db.Clients.Where(c => Shares.Keys.Contains(c.Id)).ToListAsync())
            {
                client.Share = Shares[client.Id];
            }

            await db.SaveChangesAsync();
        });
        foreach (var name in new[] { "ana", "luis", "eva" })
        {
            _agents.Add((await Company.Person(_workbench, name, $"{name}@example.com", (iberluz.Id, Role.Agent), (canarias.Id, Role.Agent), (seguros.Id, Role.Agent))).Id);
        }

        await Company.AsSystem(_workbench, async db =>
        {
            Skill[] skills = [new("Francés"), new("Facturación")];
            db.AddRange(skills);
            await db.SaveChangesAsync();
            _skills.AddRange(skills.Select(s => s.Id));
            db.AddRange(from agent in _agents from skill in _skills where _random.Next(3) > 0 select new PersonSkill(agent, skill, _random.Next(1, 4)));
            await db.SaveChangesAsync();
        });
        _floor = new RandomFloor(seed, _clock, queues, _agents);
        await _floor.Supervisor();
    }

    private void Leap() => _clock.Advance(_random.Next(100) switch
    {
        < 62 => TimeSpan.FromSeconds(_random.Next(5, 240)),
        < 84 => TimeSpan.FromSeconds(_random.Next(240, 9_000)),
        < 95 => TimeSpan.FromHours(15) + TimeSpan.FromMinutes(_random.Next(180)),
        _ => TimeSpan.FromDays(_random.Next(1, 4)) + TimeSpan.FromMilliseconds(_random.Next(7_200_000)),
    });

    // Whether the machine died in the middle of it; then nothing of the transaction it died in has happened.
    private async Task<bool> Dies(Func<Task> happens, int onceIn = 6)
    {
        _death.Set(_random.Next(onceIn) == 0 ? _random.Next(1, 16) : 0);
        try
        {
            _mortal.Value = true;
            await happens();
            return false;
        }
        catch (Exception failure) when (failure.GetBaseException() is IOException)
        {
            return true;
        }
        finally
        {
            _mortal.Value = false;
        }
    }

    private async Task Restock()
    {
        Dictionary<long, int> ready = [];
        await Company.AsSystem(_workbench, async db => ready = await db.WorkItems
            .Where(i => i.State == WorkState.Ready && db.Lanes.Any(l => l.Id == i.LaneId && l.PersonId == 0)).GroupBy(i => i.QueueId).ToDictionaryAsync(g => g.Key, g => g.Count()));
        foreach (var (index, (_, queue)) in _floor.Queues.Index())
        {
            if (ready.GetValueOrDefault(queue.Id) is var left and < Stock)
            {
                await _floor.Arrive(index, Stock - left);
            }
        }
    }

    private async Task ChangePolicy()
    {
        var (company, queue) = _floor.Queues[_random.Next(_floor.Queues.Count)];
        var zone = await Zone(company);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(_clock.Now(), zone));
        var (later, target, warn, pauses) = (_random.Next(4), TimeSpan.FromMinutes(_random.Next(20, 600)), _random.Next(40, 100), (Pauses)_random.Next(8));
        var calendars = _calendars.FindAll(c => c.Of.Id == company.Id);
        var calendar = calendars.Count == 0 || _random.Next(4) == 0 ? default : calendars[_random.Next(calendars.Count)];
        var supervisor = await _floor.Supervisor();
        await _floor.Tell($"queue {queue.Id} promises {target} from {today.AddDays(later)} on, pauses {pauses}, calendar {calendar.Id}", async () =>
        {
            await Company.As(_workbench, supervisor, services =>
                services.GetRequiredService<ChangeQueue>().Policy(queue.Id, today.AddDays(later), target, warn, pauses, calendar.Id == 0 ? null : calendar.Id));
            _promises[queue.Id].Add(new(later == 0 ? _clock.Now() : Midnight(today.AddDays(later), zone), calendar.Clock, target, pauses));
        });
    }

    // Of every queue: some of them ask for something that some can do, for a while or for ever.
    private async Task ChangeSkills(int most)
    {
        var supervisor = await _floor.Supervisor();
        foreach (var (_, queue) in _floor.Queues)
        {
            List<SkillRow> rows = [.. Enumerable.Range(0, _random.Next(most + 1)).Select(_ => new SkillRow
            {
                Skill = _skills[_random.Next(_skills.Count)], Level = _random.Next(1, 4), Preferred = _random.Next(2) == 0, DropAfterMinutes = _random.Next(1, 300),
            })];
            await _floor.Tell($"queue {queue.Id} asks for {string.Join(", ", rows.Select(r => $"{r.Skill}:{r.Level}{(r.Preferred ? $" for {r.DropAfterMinutes} minutes" : "")}"))}", () =>
                Company.As(_workbench, supervisor, async services =>
                {
                    var seen = (await services.GetRequiredService<QueueDetails>().Skills(queue.Id))!;
                    await services.GetRequiredService<ChangeQueue>().Skills(queue.Id, new() { Rows = rows }, seen.Version);
                }));
        }
    }

    private async Task ChangeCalendar()
    {
        var company = _floor.Queues[_random.Next(_floor.Queues.Count)].Company;
        var clock = Hours(await Zone(company));
        var form = CalendarForm.Of(clock.Calendar(company.Id));
        var index = _random.Next(3) == 0 ? -1 : _calendars.FindIndex(c => c.Of.Id == company.Id);
        form.Name = $"Horario {(index < 0 ? _calendars.Count : index)}";
        var supervisor = await _floor.Supervisor();
        await _floor.Tell($"{form.Name} of client {company.Id}: {clock.Hours.ToJson()}", async () =>
        {
            var id = 0L;
            await Company.As(_workbench, supervisor, async services =>
            {
                var seen = index < 0 ? null : await services.GetRequiredService<CalendarDetails>().Find(_calendars[index].Id);
                id = await services.GetRequiredService<SaveCalendar>().Run(index < 0 ? null : _calendars[index].Id, form, seen?.Version ?? 0);
            });
            if (index < 0)
            {
                _calendars.Add((company, id, clock));
                return;
            }

            // Who promised in its hours goes on in the new ones, from now or from when it was to begin.
            foreach (var promises in _promises.Values)
            {
                var current = promises.Where(p => p.From <= _clock.Now()).MaxBy(p => p.From)!;
                promises.AddRange([.. promises.Where(p => p.Clock == _calendars[index].Clock && (p == current || p.From > _clock.Now())).Select(p => p with
                {
                    From = p == current ? _clock.Now() : p.From,
                    Clock = clock,
                })]);
                promises.RemoveAll(p => p.From > _clock.Now() && p.Clock == _calendars[index].Clock);
            }

            _calendars[index] = (company, id, clock);
        });
    }

    private SlowClock Hours(TimeZoneInfo zone)
    {
        var days = NationalDays.Spain.SelectMany(y => y.Days).ToDictionary(d => d.Date, _ => Slots.Read(""));
        for (var own = _random.Next(5); own > 0; own--)
        {
            days[DateOnly.FromDateTime(_clock.Now()).AddDays(_random.Next(8))] = Slots.Read(OwnHours[_random.Next(OwnHours.Length)]);
        }

        return new(zone, [.. Weeks[_random.Next(Weeks.Length)].Select(Slots.Read)], days);
    }

    // Looked for minute by minute, as one would on the wall.
    private static DateTime Midnight(DateOnly day, TimeZoneInfo zone)
    {
        var moment = day.AddDays(-1).ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);
        while (DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(moment, zone)) < day)
        {
            moment = moment.AddMinutes(1);
        }

        return moment;
    }

    private async Task<TimeZoneInfo> Zone(Company company)
    {
        var zone = TimeZoneInfo.Utc;
        await Company.AsSystem(_workbench, async db => zone = (await db.Clients.SingleAsync(c => c.Id == company.Id)).Zone);
        return zone;
    }

    public async ValueTask DisposeAsync()
    {
        await _workbench.DisposeAsync();
        await PostgresServer.GiveBack(_directory);
        Directory.Delete(_directory, recursive: true);
    }
}

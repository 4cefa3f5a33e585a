using System.Globalization;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Quartz;

namespace BpoWorkbench.Benchmarks;

/// <summary>The real application on a data folder of its own, with one client company and one agent to begin with.</summary>
internal sealed class Floor : IAsyncDisposable
{
    private const int Slice = 5_000;

    private readonly string _directory;
    private readonly Database? _database;
    private WebApplication _app;

    private Floor(WebApplication app, string directory, Database? database, string[] arguments) => (_app, _directory, _database, Arguments) = (app, directory, database, arguments);

    /// <summary>With these another process joins it.</summary>
    public string[] Arguments { get; }

    public IServiceProvider Services => _app.Services;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Where its data lies; on PostgreSQL it also names the database.</summary>
    public string Folder => _directory;

    public long Client { get; private set; }

    public long Agent { get; private set; }

    public DateTime Now => Services.GetRequiredService<TimeProvider>().Now();

    /// <param name="clock">A clock of one's own, on which no job runs by itself.</param>
    public static async Task<Floor> Start(Database database = Database.Sqlite, TimeProvider? clock = null, params IEnumerable<string> settings)
    {
        var directory = Directory.CreateTempSubdirectory("bpo-benchmark-").FullName;
        var server = database == Database.Postgres ? await PostgresServer.Arguments(directory) : [];
        // Agents here have no pages, and hold as much as a measurement needs.
        string[] arguments =
        [
            $"--Data:Directory={directory}", "--urls=http://127.0.0.1:0", "--environment=Production", "--Sharing:LeaseSeconds=86400", "--Sharing:Capacity=0", .. server, .. settings,
        ];
        var floor = new Floor(await Open(arguments, clock), directory, database, arguments);
        floor.Client = await floor.NewClient("Iberluz", "IBL");
        floor.Agent = await floor.NewAgent("Eva", floor.Client);
        return floor;
    }

    /// <summary>The floor of another process, with the arguments of that one; it stays where it is when this one goes.</summary>
    public static async Task<Floor> Join(string[] arguments) => new(await Open(arguments, null), "", null, arguments);

    /// <summary>The program stops, and leaves its data to others.</summary>
    public async Task Pause()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    public async Task Resume() => _app = await Open(Arguments, null);

    public async Task<long> NewClient(string name, string code)
    {
        var client = new Client(name, code);
        await AsSystem(async db =>
        {
            db.Add(client);
            await db.SaveChangesAsync();
        });
        return client.Id;
    }

    public Task<long> NewAgent(string name, params long[] clients) => NewPerson(name, Role.Agent, clients);

    public async Task<long> NewPerson(string name, Role role, params long[] clients)
    {
        var agent = new Person { Name = name, UserName = $"{name}@example.com", Email = $"{name}@example.com" };
        agent.SignOutEverywhere();
        await AsSystem(async db =>
        {
            db.Add(agent);
            await db.SaveChangesAsync();
            db.Grants.AddRange(clients.Select(c => new Grant(agent.Id, c, role)));
            await db.SaveChangesAsync();
        });
        return agent.Id;
    }

    /// <summary>A queue of the first client that the first agent works, with so many ready items.</summary>
    public async Task<Queue> Queue(string name, IReadOnlyList<FieldDefinition> fields, int ready)
    {
        var queue = await NewQueue(Client, name, fields, TimeSpan.FromHours(8), Agent);
        await Fill(queue, ready, Now);
        return queue;
    }

    public async Task<Queue> NewQueue(long client, string name, IReadOnlyList<FieldDefinition> fields, TimeSpan target, params long[] agents)
    {
        var queue = new Queue(client, "task", name) { Fields = fields };
        queue.Policies.Add(new ServicePolicy(queue, DateTime.UnixEpoch, target));
        queue.Dispositions.Add(new Disposition(queue, "done", "Hecho", DispositionEffect.Finish, CountsAs.None));
        queue.Members.AddRange(agents.Select(agent => QueueMember.Person(queue, agent)));
        await AsSystem(async db =>
        {
            db.Queues.Add(queue);
            await db.SaveChangesAsync();
        });
        return queue;
    }

    /// <summary>All items of the queue ask for something that only this agent can do.</summary>
    public Task AskForSkill(Queue queue, long agent) => AsSystem(async db =>
    {
        var skill = db.Add(new Skill($"Solo {queue.Name}")).Entity;
        await db.SaveChangesAsync();
        db.Add(new PersonSkill(agent, skill.Id, 1));
        db.Attach(queue);
        queue.DefineSkills([new(skill.Id, 1)]);
        await db.SaveChangesAsync();
    });

    /// <summary>So many more ready items, all of which arrived at one moment.</summary>
    public async Task Fill(Queue queue, int ready, DateTime received)
    {
        for (var done = 0; done < ready; done += Slice)
        {
            var count = Math.Min(Slice, ready - done);
            await AsSystem(db => db.Write(async () =>
            {
                var lane = await Lanes.At(db, queue, new Dictionary<string, string>(), null);
                var items = Enumerable.Range(1, count).Select(i => WorkItem.Receive(queue, lane, received, null, $"Persona {i}", [], null, null)).ToList();
                foreach (var (item, id) in items.Zip(await db.Engine.Ids<WorkItem>(db, count, default)))
                {
                    (item.Id, item.Events[0].ItemId) = (id, id);
                }

                await db.Insert(queue.ClientId, items, withKeys: true);
                await db.Insert(queue.ClientId, items.ConvertAll(i => i.Events[0]), withKeys: false);
                db.CounterDeltas.AddRange(items.SelectMany(i => Measures.Of(i.Events[0])).GroupBy(m => (m.Measure, m.Quarter, m.PersonId))
                    .Select(m => new CounterDelta(queue.ClientId, queue.Id, new(m.Key.Measure, m.Key.Quarter, m.Key.PersonId, m.Sum(one => one.Amount)))));
                await db.SaveChangesAsync();
            }));
        }
    }

    /// <summary>What agents hold is done with, so that they never hold more than people do: no step of its life, and nothing is counted.</summary>
    public Task ForgetHeld() => AsSystem(db => db.OutsideTransaction(() => db.WorkItems.Where(i => i.State == WorkState.Claimed)
        .ExecuteUpdateAsync(set => set.SetProperty(i => i.State, WorkState.Done).SetProperty(i => i.OwnerId, (long?)null))));

    /// <summary>A person at their desk, whose scope is known, as in an open page.</summary>
    public async Task<Desk> Desk(long person)
    {
        var services = Services.CreateAsyncScope();
        await Services.GetRequiredService<ScopedWork>().AsPerson(person, async signedIn =>
        {
            await using var db = await signedIn.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            var grants = await db.Grants.AsNoTracking().Where(g => g.PersonId == person).ToListAsync();
            services.ServiceProvider.GetRequiredService<ClientScope>().Become(person, grants, []);
        });
        return new Desk(services);
    }

    /// <summary>What a browser of theirs brings that has signed in.</summary>
    public async Task<(string Name, string Value)> Cookie(long person)
    {
        await using var scope = Services.CreateAsyncScope();
        var known = await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByIdAsync(person.ToString(CultureInfo.InvariantCulture));
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(known!);
        var options = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = Now, ExpiresUtc = Now.AddHours(8) }, IdentityConstants.ApplicationScheme);
        return (options.Cookie.Name!, options.TicketDataFormat.Protect(ticket));
    }

    public Task AsClient(Func<WorkbenchDb, Task> work) => Services.GetRequiredService<ScopedWork>().AsClient(Client, services => Run(services, work));

    public Task AsSystem(Func<WorkbenchDb, Task> work) => Services.GetRequiredService<ScopedWork>().AsSystem(services => Run(services, work));

    public async ValueTask DisposeAsync()
    {
        await Pause();
        if (_database is null)
        {
            return;
        }

        if (_database == Database.Postgres)
        {
            await PostgresServer.Drop(_directory);
        }

        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<WebApplication> Open(string[] arguments, TimeProvider? clock)
    {
        var app = Program.Build(arguments, builder =>
        {
            builder.Logging.ClearProviders();
            if (clock is not null)
            {
                builder.Services.Replace(ServiceDescriptor.Singleton(clock));
                builder.Services.Configure<QuartzHostedServiceOptions>(jobs => jobs.AutoStart = false);
                builder.Services.Remove(builder.Services.Single(s => s.ImplementationType == typeof(OnEveryNode<EndLeases>)));
            }
        });
        await app.StartAsync();
        return app;
    }

    private static async Task Run(IServiceProvider services, Func<WorkbenchDb, Task> work)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        await work(db);
    }
}

/// <summary>Where one agent works.</summary>
internal sealed class Desk(AsyncServiceScope services) : IAsyncDisposable
{
    public async Task Finish(long item)
    {
        await using var db = await services.ServiceProvider.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        var outcome = await db.WorkItems.Where(i => i.Id == item).Select(i => i.Queue!.Dispositions[0].Id).SingleAsync();
        await services.ServiceProvider.GetRequiredService<FinishItem>().Run(item, new Outcome(outcome));
    }

    public T Get<T>()
        where T : notnull => services.ServiceProvider.GetRequiredService<T>();

    public Task<long?> Next() => services.ServiceProvider.GetRequiredService<NextItem>().Run();

    public ValueTask DisposeAsync() => services.DisposeAsync();
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BpoWorkbench.Benchmarks;

/// <summary>The real application on a data folder of its own, with one client company and one agent.</summary>
internal sealed class Floor : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _directory;

    private Floor(WebApplication app, string directory) => (_app, _directory) = (app, directory);

    public IServiceProvider Services => _app.Services;

    public long Client { get; private set; }

    public long Agent { get; private set; }

    public DateTime Now => Services.GetRequiredService<TimeProvider>().Now();

    public static async Task<Floor> Start()
    {
        var directory = Directory.CreateTempSubdirectory("bpo-benchmark-").FullName;
        var app = Program.Build([$"--Data:Directory={directory}", "--urls=http://127.0.0.1:0", "--environment=Production"], builder => builder.Logging.ClearProviders());
        await app.StartAsync();
        var floor = new Floor(app, directory);
        await floor.AsSystem(async db =>
        {
            var client = new Client("Iberluz", "IBL");
            var agent = new Person { Name = "Eva", UserName = "eva@example.com", Email = "eva@example.com" };
            db.AddRange(client, agent);
            await db.SaveChangesAsync();
            db.Grants.Add(new Grant(agent.Id, client.Id, Role.Agent));
            await db.SaveChangesAsync();
            (floor.Client, floor.Agent) = (client.Id, agent.Id);
        });
        return floor;
    }

    /// <summary>A queue that the agent works, with so many ready items.</summary>
    public async Task<Queue> Queue(string name, IReadOnlyList<Domain.Fields.FieldDefinition> fields, int ready)
    {
        var queue = new Queue(Client, "task", name) { Fields = fields };
        queue.Policies.Add(new ServicePolicy(queue, DateTime.UnixEpoch, TimeSpan.FromHours(8)));
        queue.Members.Add(QueueMember.Person(queue, Agent));
        await AsClient(async db =>
        {
            db.Queues.Add(queue);
            await db.SaveChangesAsync();
            Lane? lane = null;
            await db.Write(async () => lane = await Lanes.For(db, Client, queue.Id, Band.Normal));
            db.WorkItems.AddRange(Enumerable.Range(1, ready).Select(i => WorkItem.Receive(queue, lane!, Now, $"{name}-{i}", $"Persona {i}", [], null, null)));
            await db.SaveChangesAsync();
        });
        return queue;
    }

    public Task AsClient(Func<WorkbenchDb, Task> work) => Services.GetRequiredService<ScopedWork>().AsClient(Client, services => Run(services, work));

    public Task AsSystem(Func<WorkbenchDb, Task> work) => Services.GetRequiredService<ScopedWork>().AsSystem(services => Run(services, work));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task Run(IServiceProvider services, Func<WorkbenchDb, Task> work)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        await work(db);
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Support;

/// <summary>One company, one queue, and agents who work it; the clock and the jobs move when the test says so.</summary>
internal sealed class WorkFloor : IAsyncDisposable
{
    private int _arrived;

    private WorkFloor(Workbench workbench, FakeTimeProvider clock, Company company, Queue queue) =>
        (Workbench, Clock, Company, Queue) = (workbench, clock, company, queue);

    public Workbench Workbench { get; }

    public FakeTimeProvider Clock { get; }

    public Company Company { get; }

    public Queue Queue { get; }

    public DateTime Now => Clock.Now();

    public static async Task<WorkFloor> Open(params (string Key, string Value)[] settings)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 10, 26, 8, 0, 0, TimeSpan.Zero));
        return await Found(await Start(null, clock, settings), clock);
    }

    /// <summary>On data that the test keeps.</summary>
    public static async Task<WorkFloor> Open(string dataDirectory, FakeTimeProvider clock) => await Found(await Start(dataDirectory, clock), clock);

    /// <summary>A new start on the data of another.</summary>
    public static async Task<WorkFloor> Again(string dataDirectory, FakeTimeProvider clock) => new(await Start(dataDirectory, clock), clock, null!, null!);

    public async Task<long> Agent(string name)
    {
        var agent = await Company.Person(Workbench, name, $"{name.ToLowerInvariant()}@example.com", (Company.Id, Role.Agent));
        await Company.Write(async db => db.Add(QueueMember.Person(await db.Queues.SingleAsync(q => q.Id == Queue.Id), agent.Id)));
        return agent.Id;
    }

    /// <summary>So many items arrive now.</summary>
    public Task<List<long>> Arrive(int count) =>
        Company.Receive(Queue, Now, Enumerable.Range(0, count).Select(n => ($"K{_arrived++}", $"Row {n}", new Dictionary<string, string>())));

    public Task Set(Action<Queue> change) => Company.Write(async db => change(await db.Queues.SingleAsync(q => q.Id == Queue.Id)));

    public Task Sit(long agent) => Do<SeeAgent>(agent, see => see.Run(online: true));

    public Task Turn(long agent, string code) => Do<TurnPresence>(agent, turn => turn.Run(PresenceCode.Shipped.Single(c => c.Key == code).Id));

    public async Task<long?> Next(long agent)
    {
        long? taken = null;
        await Do<NextItem>(agent, async next => taken = await next.Run());
        return taken;
    }

    public Task Do<T>(long person, Func<T, Task> use)
        where T : notnull => Company.As(Workbench, person, services => use(services.GetRequiredService<T>()));

    public Task Job<T>()
        where T : IRecurring => Workbench.Services.GetRequiredService<T>().Run(CancellationToken.None);

    /// <summary>Pages of theirs are connected at this moment.</summary>
    public Task Seen(params long[] people) => Workbench.Services.GetRequiredService<KeepSeen>().See(people);

    public async Task<WorkItem> Item(long id)
    {
        WorkItem? item = null;
        await Company.AsSystem(Workbench, async db => item = await db.WorkItems.Include(i => i.Events.OrderBy(e => e.Id)).AsNoTracking().SingleAsync(i => i.Id == id));
        return item!;
    }

    public async Task<T> Read<T>(Func<WorkbenchDb, Task<T>> read)
    {
        T? found = default;
        await Company.AsSystem(Workbench, async db => found = await read(db));
        return found!;
    }

    public Task FiguresAgree() => Workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async services =>
        Assert.Empty((await services.GetRequiredService<VerifyFigures>().Run(CancellationToken.None)).Differences));

    private static async Task<WorkFloor> Found(Workbench workbench, FakeTimeProvider clock)
    {
        var company = await Company.Add(workbench, "Iberluz", "IBER");
        return new WorkFloor(workbench, clock, company, await company.Queue("Bajas"));
    }

    private static Task<Workbench> Start(string? dataDirectory, FakeTimeProvider clock, params (string Key, string Value)[] settings) => Workbench.Start(new()
    {
        Time = clock,
        DataDirectory = dataDirectory,
        Settings = settings.ToDictionary(s => s.Key, s => s.Value),
        Scheduled = false,
    });

    public ValueTask DisposeAsync() => Workbench.DisposeAsync();
}

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Sharing;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.People;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Data.Postgres;

/// <summary>Two nodes on one database and one data folder.</summary>
[Trait("Database", "Postgres")]
public sealed class NodesTests : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("bpo-nodes-").FullName;
    private Workbench _first = null!;
    private Workbench _second = null!;
    private Company _iberluz = null!;

    public async Task InitializeAsync()
    {
        _first = await Workbench.Start(new() { DataDirectory = _directory, Settings = new() { ["Sharing:Capacity"] = "0" } });
        _second = await Workbench.Start(new() { DataDirectory = _directory, Settings = new() { ["Sharing:Capacity"] = "0" } });
        _iberluz = await Company.Add(_first, "Iberluz", "IBER");
    }

    public async Task DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        await PostgresServer.Drop(_directory);
        Directory.Delete(_directory, recursive: true);
    }

    [PostgresFact]
    public async Task Agents_of_two_nodes_never_get_the_same_item()
    {
        var queue = await _iberluz.Queue("Bajas");
        await Receive(queue, 240);
        var agents = await Agents(queue, 12);

        var taken = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => Next(n % 2 == 0 ? _first : _second, agents[n % agents.Count])));

        Assert.DoesNotContain(null, taken);
        Assert.Equal(200, taken.Distinct().Count());
        await AssertFiguresAreTrue(_second);
    }

    [PostgresFact]
    public async Task The_last_item_goes_to_one_of_all_who_ask_at_once()
    {
        var queue = await _iberluz.Queue("Bajas");
        var agents = await Agents(queue, 10);
        await Receive(queue, 3);

        var taken = await Task.WhenAll(agents.Select((agent, n) => Next(n % 2 == 0 ? _first : _second, agent)));

        Assert.Equal(3, taken.OfType<long>().Distinct().Count());
        Assert.Equal(7, taken.Count(t => t is null));
    }

    [PostgresFact]
    public async Task Nobody_is_told_that_nothing_is_left_while_all_of_it_is_only_being_marked()
    {
        var queue = await _iberluz.Queue("Bajas");
        var agent = (await Agents(queue, 1))[0];
        var item = (await Receive(queue, 1))[0];
        Task<long?>? next = null;

        await _iberluz.Write(db => db.Write(async () =>
        {
            await db.Database.ExecuteSqlAsync($"""UPDATE "WorkItem" SET "WarnedAt" = "WarnAt" """);
            next = Next(_second, agent);
            await Patience.Until(async () => next.IsCompleted || (await db.Database.SqlQuery<long>($"SELECT count(*) AS \"Value\" FROM pg_locks WHERE NOT granted").ToListAsync())[0] > 0);
        }));

        Assert.Equal(item, await next!);
    }

    [PostgresFact]
    public async Task A_key_sent_to_two_nodes_at_once_is_received_once()
    {
        var queue = await _iberluz.Queue("Bajas", fields: [new("reference", "Referencia", FieldType.Text, true, [], CustomerPart.None, true)]);
        var supervisor = await Company.Person(_first, "Marta", "marta@centro.es", (_iberluz.Id, Role.Supervisor));

        // The first of them also open the lane, which there is once as well.
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(async n =>
        {
            try
            {
                await Company.As(n % 2 == 0 ? _first : _second, supervisor.Id,
                    services => services.GetRequiredService<ReceiveItem>().Run(queue.Id, new() { ["reference"] = $"K{n / 2}" }));
                return "received";
            }
            catch (Refusal refusal)
            {
                return refusal.Code;
            }
        }));

        Assert.Equal(12, answers.Count(a => a == "received"));
        Assert.Equal(12, answers.Count(a => a == "item.key-exists"));
        await AssertFiguresAreTrue(_first);
    }

    [PostgresFact]
    public async Task What_happens_at_one_node_moves_the_figures_on_the_other()
    {
        var queue = await _iberluz.Queue("Bajas");
        var moved = new TaskCompletionSource();
        using var page = _second.Services.GetRequiredService<LiveFeed>().Subscribe([_iberluz.Id], () => Task.FromResult(moved.TrySetResult()));

        var writing = await Patience.Timed(() => Receive(queue, 1));

        await Patience.ByItself(() => Patience.Until(() => moved.Task.IsCompleted), writing * 10);
    }

    [PostgresFact]
    public async Task A_listener_hears_what_another_node_does_and_is_cut_off_when_its_key_is_revoked_there()
    {
        var queue = await _iberluz.Queue("Bajas");
        var marta = await Company.Person(_first, "Marta", "marta@centro.es", (_iberluz.Id, Role.Administrator));
        var key = "";
        await Company.As(_first, marta.Id, async services => key = await services.GetRequiredService<KeyRing>().Make(_iberluz.Id, "Pantalla", [ApiKey.Figures]));
        await using var listener = await KpiListener.Connect(_second.Address, key);
        await listener.Next(_ => true);

        await Receive(queue, 1);
        await listener.Next(f => f.GetProperty("queues")[0].GetProperty("ready").GetInt64() == 1);

        await Company.As(_first, marta.Id, async services =>
        {
            var ring = services.GetRequiredService<KeyRing>();
            await ring.Revoke((await ring.Of(_iberluz.Id)).Single().Id);
        });
        await listener.Cut.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [PostgresFact]
    public async Task What_one_node_gives_to_whom_counts_on_the_other_too()
    {
        var telcom = await Company.Add(_first, "Telcom", "TELC");
        var queue = await _iberluz.Queue("Bajas");
        var agent = (await Agents(queue, 1))[0];
        await Receive(queue, 1);
        await Next(_first, agent);
        var parts = Part.Of([new(_iberluz.Id, null), new(telcom.Id, null)]);
        Offer[] offers = [new(1, telcom.Id, 1, false), new(2, _iberluz.Id, 1, false)];

        // The agent stays with the client in hand, and only the first node gave it to them.
        await Patience.Until(() => _second.Services.GetRequiredService<SharingOut>().Choose(agent, offers, parts, margin: 100) is { } choice
            && Undone(_second, choice).Offer.ClientId == _iberluz.Id);

        static Assignment Undone(Workbench node, Assignment choice)
        {
            node.Services.GetRequiredService<SharingOut>().TakeBack(choice);
            return choice;
        }
    }

    [PostgresFact]
    public async Task A_grant_taken_away_at_one_node_is_gone_from_a_page_on_the_other()
    {
        var admin = await Company.Person(_first, "Marta", "marta@centro.es", (null, Role.Administrator));
        var agent = await Company.Person(_first, "Nuria", "nuria@centro.es", (_iberluz.Id, Role.Agent));
        await using var page = _second.Services.CreateAsyncScope();
        var principal = await page.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(agent);
        ((IHostEnvironmentAuthenticationStateProvider)page.ServiceProvider.GetRequiredService<AuthenticationStateProvider>())
            .SetAuthenticationState(Task.FromResult(new AuthenticationState(principal)));
        await page.ServiceProvider.GetRequiredService<PersonCircuit>().OnCircuitOpenedAsync(null!, default);
        var scope = page.ServiceProvider.GetRequiredService<ClientScope>();
        Assert.True(scope.Allows(Permissions.Work, _iberluz.Id));

        await Company.As(_first, admin.Id, services => services.GetRequiredService<SetGrant>().Run(agent.Id, _iberluz.Id, Role.Agent, false));

        await Patience.Until(() => !scope.Allows(Permissions.Work, _iberluz.Id));
    }

    [PostgresFact]
    public async Task When_one_node_is_killed_the_other_goes_on_and_nothing_is_lost()
    {
        var queue = await _iberluz.Queue("Bajas");
        await Receive(queue, 60);
        var agents = await Agents(queue, 4);
        await using var doomed = OtherProcess.Start("Development", [$"--Data:Directory={_directory}", .. await PostgresServer.Arguments(_directory)]);
        // It plays the history of its demonstration: two weeks of work as fast as it can be written.
        await Patience.Until(async () => !doomed.Lives || await Steps() > 500);
        Assert.True(doomed.Lives, "The other process ended by itself.");

        var taken = new List<long?>();
        for (var n = 0; n < 40; n++)
        {
            taken.Add(await Next(_first, agents[n % agents.Count]));
            if (n == 20)
            {
                await doomed.Kill();
            }
        }

        Assert.Equal(40, taken.OfType<long>().Distinct().Count());
        var last = (await Receive(queue, 1))[0];
        await Patience.Until(async () =>
        {
            try
            {
                await _iberluz.Complete(last, "NONE", agents[0], DateTime.UnixEpoch.AddYears(50));
                return true;
            }
            catch (DbUpdateConcurrencyException)
            {
                // It is overdue, and a sweep of the other node marked it so meanwhile: once more.
                return false;
            }
        });

        // What waits for a time is woken by a job: whoever ran it before, somebody does now.
        await Patience.Until(async () =>
        {
            var waiting = true;
            await Company.AsSystem(_second, async db => waiting = await db.WorkItems.AnyAsync(i => i.QueueId == queue.Id && i.State == WorkState.Waiting));
            return !waiting;
        });
        await AssertFiguresAreTrue(_first);

        async Task<int> Steps()
        {
            var steps = 0;
            await Company.AsSystem(_first, async db => steps = await db.WorkEvents.CountAsync());
            return steps;
        }
    }

    private int _received;

    private Task<List<long>> Receive(Queue queue, int count) =>
        _iberluz.Receive(queue, DateTime.UnixEpoch.AddYears(50), Enumerable.Range(0, count).Select(n => ($"K{_received++}", $"Row {n}", new Dictionary<string, string>())));

    private async Task<List<long>> Agents(Queue queue, int count)
    {
        List<long> agents = [];
        for (var n = 0; n < count; n++)
        {
            agents.Add((await Company.Person(_first, $"Agent {n}", $"agent{n}@centro.es", (_iberluz.Id, Role.Agent))).Id);
        }

        await Company.AsSystem(_first, async db =>
        {
            var known = await db.Queues.SingleAsync(q => q.Id == queue.Id);
            db.AddRange(agents.Select(agent => QueueMember.Person(known, agent)));
            await db.SaveChangesAsync();
        });
        return agents;
    }

    private static async Task<long?> Next(Workbench node, long agent)
    {
        long? taken = null;
        await Company.As(node, agent, async services => taken = await services.GetRequiredService<NextItem>().Run());
        return taken;
    }

    private static Task AssertFiguresAreTrue(Workbench node) => node.Services.GetRequiredService<ScopedWork>().AsSystem(async services =>
        Assert.Empty((await services.GetRequiredService<VerifyFigures>().Run()).Differences));
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Demonstration;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Demonstration;

/// <summary>Agents who work by themselves, and work that arrives for them, until switched off. A person who signs in as one of them takes over.</summary>
internal sealed class SimulatedFloor(
    ScopedWork scoped, OpenCircuits circuits, KeepSeen keep, IEnumerable<DemonstrationQueue> queues, IConfiguration configuration, TimeProvider time, ILogger<SimulatedFloor> log) : BackgroundService
{
    private const int EnoughReady = 18;
    private readonly Dictionary<long, DateTime> _acts = [];
    private readonly Random _random = new(7);
    private DateTime _seen;

    public bool Running { get; set; } = configuration.GetValue("Demonstration:Simulation", true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var agents = await Agents();
        using var tick = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await tick.WaitForNextTickAsync(stoppingToken))
        {
            if (Running)
            {
                await Guarded(() => Arrive());
                await Guarded(() => StillThere(agents, stoppingToken));
                foreach (var agent in agents.Where(a => circuits.Of(a) == 0 && _acts.GetValueOrDefault(a) <= time.Now()))
                {
                    await Guarded(() => Act(agent));
                }
            }
        }
    }

    // They have no pages that would say so.
    private Task StillThere(List<long> agents, CancellationToken stop)
    {
        var now = time.Now();
        if (now - _seen < TimeSpan.FromSeconds(15))
        {
            return Task.CompletedTask;
        }

        _seen = now;
        return keep.See(agents, stop);
    }

    private async Task Act(long agent)
    {
        _acts[agent] = time.Now().AddSeconds(_random.Next(12, 75));
        await scoped.AsPerson(agent, async services =>
        {
            await services.GetRequiredService<SeeAgent>().Run(online: true);
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            var held = await db.WorkItems.Where(i => i.State == WorkState.Claimed && i.OwnerId == agent).Select(i => new { i.Id, i.QueueId }).FirstOrDefaultAsync();
            if (held is null)
            {
                if (await services.GetRequiredService<NextItem>().Run() is { } next)
                {
                    await services.GetRequiredService<OpenItem>().Run(next);
                }

                return;
            }

            var given = Outcomes.Choose(await db.Dispositions.AsNoTracking().Where(d => d.QueueId == held.QueueId).ToListAsync(), _random);
            await services.GetRequiredService<OpenItem>().Run(held.Id);
            await services.GetRequiredService<FinishItem>().Run(held.Id,
                new Outcome(given.Id, given.NoteRequired ? "Queda anotado." : null, given.Effect == DispositionEffect.CallBack ? time.Now().AddHours(2) : null));
        });
    }

    // About one item every eight seconds, while agents keep up.
    private Task Arrive() => _random.Next(8) != 0 ? Task.CompletedTask : scoped.AsSystem(async services =>
    {
        var all = queues.Where(q => q.PerDay > 0).ToList();
        var wanted = all[_random.Next(all.Count)];
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        var queue = await db.Queues.Include(q => q.Policies).SingleOrDefaultAsync(q => q.Client!.Code == wanted.Client && q.Name == wanted.Name && q.State == QueueState.Open);
        if (queue is null || await db.WorkItems.CountAsync(i => i.QueueId == queue.Id && i.State == WorkState.Ready) >= EnoughReady)
        {
            return;
        }

        var strangers = Strangers.Of(wanted.Client, 90);
        var stranger = strangers[_random.Next(strangers.Count)];
        var values = wanted.Values(_random, stranger, DateOnly.FromDateTime(time.Now()));
        var key = ItemValues.Key(queue.Fields, values);
        // After a restart the dice fall as they did before.
        if (await db.WorkItems.AnyAsync(i => i.QueueId == queue.Id && i.ExternalKey == key))
        {
            return;
        }

        await db.Write(async () =>
        {
            var customer = await db.Customers.SingleOrDefaultAsync(c => c.ClientId == queue.ClientId && c.Key == stranger.Key);
            if (customer is null)
            {
                db.Customers.Add(customer = new Customer(queue.ClientId, stranger.Key));
            }

            ItemValues.Apply(customer, queue.Fields, values);
            var lane = await Lanes.At(db, queue, values, customer);
            db.WorkItems.Add(WorkItem.Receive(queue, lane, time.Now(), key, ItemValues.Title(queue.Fields, values), values, customer, null));
            await db.SaveChangesAsync();
        });
    });

    private async Task<List<long>> Agents()
    {
        List<long> ids = [];
        var emails = Cast.Simulated.Select(a => a.Email).ToList();
        await scoped.AsSystem(async services =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            ids = await db.Users.Where(u => u.Active && emails.Contains(u.Email!)).Select(u => u.Id).ToListAsync();
        });
        return ids;
    }

    // One step that fails (the visitor closed the queue at this moment) must not end the show, nor the program with it.
    private async Task Guarded(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (Exception failure) when (failure is Refusal or DbUpdateException)
        {
            log.LogDebug(failure, "A simulated step was refused.");
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            log.LogWarning(failure, "A simulated step failed.");
        }
    }
}

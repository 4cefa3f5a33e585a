using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Support;

/// <summary>A contact centre where anybody does anything to anything; what the rules refuse is refused, and the day goes on.</summary>
internal sealed class RandomFloor(int seed, FakeTimeProvider clock, IReadOnlyList<(Company Company, Queue Queue)> queues, IReadOnlyList<long> people)
{
    // How often what is done, in the state in which it mostly makes sense.
    private static readonly Dictionary<WorkState, string[]> Suits = new()
    {
        [WorkState.Ready] = Words("next next next next next claim claim claim assign assign hold move cancel band note"),
        [WorkState.Claimed] = Words("open open open finish finish finish finish finish finish finish finish finish wait wait wait ask ask return transfer transfer transfer transfer "
            + "child child children assign hold release move cancel band dial leave turn"),
        [WorkState.Waiting] = Words("undo answer move assign cancel band next"),
        [WorkState.Done] = Words("undo reopen reopen next next"),
        [WorkState.Cancelled] = Words("next sit note"),
    };

    private static readonly string[] All = [.. Suits.Values.SelectMany(s => s).Distinct().Order(StringComparer.Ordinal)];

    private static readonly Type[] Jobs = [typeof(WakeItems), typeof(OfferToAll), typeof(OfferWork), typeof(RaiseByAge), typeof(MarkBreaches), typeof(SeeOff), typeof(EndLeases)];

    // Not a secret: the same seed must bring the same day.
    private readonly Random _random = new(seed);
    private readonly List<string> _story = [];
    private IReadOnlyList<(Company Company, Queue Queue)> _queues = queues;
    private long _supervisor;
    private long _customer;
    private int _arrivals;

    /// <summary>Everything that has ever come in.</summary>
    public List<long> Items { get; } = [];

    /// <summary>What happened so far, a line each.</summary>
    public string Story => string.Join('\n', _story);

    public IReadOnlyList<(Company Company, Queue Queue)> Queues => _queues;

    private Workbench Workbench => _queues[0].Company.Workbench;

    public async Task Work(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            clock.Advance(TimeSpan.FromSeconds(_random.Next(5, _random.Next(8) == 0 ? 9_000 : 240)));
            await Step();
        }
    }

    /// <summary>Whatever comes next, at this moment.</summary>
    public async Task Step()
    {
        await Open();
        switch (_random.Next(16))
        {
            case < 2: await Arrive(_random.Next(_queues.Count), 1 + _random.Next(2)); break;
            case < 4: await Job(Any(Jobs)); break;
            default: await SomebodyDoesSomething(); break;
        }
    }

    /// <summary>So many more of a queue.</summary>
    public Task Arrive(int queue, int count) => Tell($"{count} in queue {_queues[queue].Queue.Id}", async () =>
    {
        var keys = Enumerable.Range(0, count).Select(_ => _arrivals++).ToList();
        Items.AddRange(await _queues[queue].Company.Receive(_queues[queue].Queue, clock.Now(), keys.Select(n => ($"K{n}", $"Item {n}", new Dictionary<string, string>()))));
    });

    public Task Job(Type job) => Tell(job.Name, () => ((IRecurring)Workbench.Services.GetRequiredService(job)).Run(CancellationToken.None));

    /// <summary>Another workbench, on the same data, in place of the one so far.</summary>
    public void Move(Workbench workbench)
    {
        _story.Add("a new start");
        _queues = [.. _queues.Select(q => (q.Company.At(workbench), q.Queue))];
    }

    /// <summary>Those who steer the queues, made when they are first needed.</summary>
    public async Task<long> Supervisor()
    {
        await Open();
        return _supervisor;
    }

    /// <summary>Notes what happens and what becomes of it; a refusal is as a person would be told.</summary>
    public async Task Tell(string what, Func<Task> happens)
    {
        _story.Add(string.Create(CultureInfo.InvariantCulture, $"{_story.Count + 1,4} {clock.Now():yyyy-MM-dd HH:mm:ss.fff} {what}"));
        try
        {
            await happens();
        }
        catch (Refusal refusal)
        {
            _story[^1] += $": {refusal.Code}";
        }
        catch (Exception failure)
        {
            _story[^1] += $": {failure.GetBaseException().Message}";
            throw;
        }
    }

    // Who does not serve the queues gets nothing of them, and somebody must steer and somebody answer.
    private async Task Open()
    {
        if (_supervisor != 0)
        {
            return;
        }

        var clients = _queues.Select(q => q.Company.Id).Distinct().ToList();
        _supervisor = (await Company.Person(Workbench, "Rosa", "rosa@floor.example.com", [.. clients.Select(c => ((long?)c, Role.Supervisor))])).Id;
        _customer = (await Company.Person(Workbench, "Carlos", "carlos@floor.example.com", [.. clients.Select(c => ((long?)c, Role.PortalUploader))])).Id;
        foreach (var (company, queue) in _queues)
        {
            await company.Write(async db =>
            {
                var known = await db.Queues.SingleAsync(q => q.Id == queue.Id);
                // One of them comes without being asked for, and grows urgent with age.
                known.Push = queue.Id == _queues[0].Queue.Id;
                known.DefinePriorities(known.Push ? [new(PriorityTest.Age, Band.High, AgeMinutes: 90)] : []);
                db.AddRange(people.Select(p => QueueMember.Person(known, p)));
            });
        }
    }

    private async Task SomebodyDoesSomething()
    {
        if (Items.Count == 0)
        {
            return;
        }

        var item = await Pick();
        var deed = Deed(item);
        var who = deed switch
        {
            "assign" or "hold" or "move" or "cancel" or "band" or "release" or "reopen" => _supervisor,
            "answer" => _customer,
            "next" or "sit" or "turn" => Any(people),
            _ => item.OwnerId ?? item.DoneBy ?? item.PromisedBy ?? Any(people),
        };
        await Tell($"{who} {deed} {item.Id}", () => Company.As(Workbench, who, async services =>
        {
            // Whoever does something has a page open, or nearly.
            if (people.Contains(who) && _random.Next(6) != 0)
            {
                await services.GetRequiredService<SeeAgent>().Run(online: true);
            }

            await Do(deed, services, item);
        }));
    }

    // Ready ones are many, and little can be done with them.
    private async Task<WorkItem> Pick()
    {
        var states = Enumerable.Repeat(WorkState.Claimed, 6).Concat(Enumerable.Repeat(WorkState.Waiting, 2)).Append(WorkState.Ready).Concat(Enum.GetValues<WorkState>()).OrderBy(_ => _random.Next()).Distinct().ToList();
        var at = _random.Next(1000);
        WorkItem? item = null;
        await Company.AsSystem(Workbench, async db =>
        {
            var there = await db.WorkItems.OrderBy(i => i.Id).Select(i => new { i.Id, i.State }).ToListAsync();
            var some = there.GroupBy(i => i.State).OrderBy(g => states.IndexOf(g.Key)).First().ToList();
            var id = some[at % some.Count].Id;
            item = await db.WorkItems.AsNoTracking().Include(i => i.Queue!.Dispositions).SingleAsync(i => i.Id == id);
        });
        return item!;
    }

    // What makes sense, and now and then what does not.
    private string Deed(WorkItem item) => _random.Next(10) switch
    {
        0 when _random.Next(2) == 0 => Any(All),
        < 5 when item is { State: WorkState.Claimed, IsHandedOver: true } => Any(["accept", "bounce"]),
        < 5 when item is { State: WorkState.Waiting, WaitingOn: WaitingOn.Client } => "answer",
        _ => Any(Suits[item.State]),
    };

    private Task Do(string deed, IServiceProvider of, WorkItem item)
    {
        var (id, later) = (item.Id, clock.Now().AddMinutes(_random.Next(1, 3000)));
        return deed switch
        {
            "next" => Next(of),
            "claim" => of.GetRequiredService<ClaimItem>().Run(id),
            "open" => of.GetRequiredService<OpenItem>().Run(id),
            "leave" => of.GetRequiredService<LeaveItems>().Run(),
            "return" => of.GetRequiredService<ReturnItem>().Run(id, "No puedo"),
            "wait" => of.GetRequiredService<WaitForItem>().Run(id, later, Any([WaitingOn.Nobody, WaitingOn.Customer, WaitingOn.ThirdParty]), null),
            "ask" => of.GetRequiredService<WaitForItem>().Run(id, later, WaitingOn.Client, null, "¿Sigue adelante?"),
            "answer" => of.GetRequiredService<AnswerQuestion>().Run(id, "Sí"),
            "transfer" => of.GetRequiredService<TransferItem>().Run(id, Target(item), new Packet("Sigue abierta", "Llamar", "Cerrarla")),
            "accept" => of.GetRequiredService<AcceptTransfer>().Run(id),
            "bounce" => of.GetRequiredService<BounceTransfer>().Run(id, "No es mío"),
            "child" => OpenChild(of, item),
            "children" => of.GetRequiredService<WaitForChildren>().Run(id),
            "note" => of.GetRequiredService<NoteItem>().Run(id, "Llamó su hija"),
            "dial" => of.GetRequiredService<DialNumber>().Run(id),
            "finish" => Finish(of, item, later),
            "undo" => of.GetRequiredService<UndoLast>().Run(),
            "reopen" => of.GetRequiredService<ReopenItem>().Run(id, "No quedó resuelto"),
            "sit" => of.GetRequiredService<SeeAgent>().Run(online: true),
            "turn" => of.GetRequiredService<TurnPresence>().Run(Any([PresenceCode.Available, PresenceCode.Available, PresenceCode.Shipped.Single(c => c.Key == "break").Id])),
            "assign" => Steer(of, items => items.Assign([id], Any(people))),
            "hold" => Steer(of, items => items.Hold([id], later, Any(HoldItem.For), null)),
            "move" => Steer(of, items => items.Move([id], Any(Beside(item)))),
            "band" => Steer(of, items => items.SetBand([id], (Band)_random.Next(4), "Lo pide la supervisora")),
            "release" => Steer(of, items => items.Release([id])),
            "cancel" => Steer(of, items => items.Cancel([id])),
            _ => throw new ArgumentException("Nobody knows how.", deed),
        };
    }

    private async Task Next(IServiceProvider of)
    {
        if (_random.Next(3) == 0)
        {
            await of.GetRequiredService<TurnPresence>().Run(PresenceCode.Available);
        }

        var taken = await of.GetRequiredService<NextItem>().Run();
        _story[^1] += $": {taken}";
    }

    private async Task Finish(IServiceProvider of, WorkItem item, DateTime later)
    {
        var (outcome, regrets, after) = (Any(item.Queue!.Dispositions.OrderBy(d => d.Id).ToList()), _random.Next(3) == 0, TimeSpan.FromSeconds(_random.Next(1, 650)));
        await of.GetRequiredService<FinishItem>().Run(item.Id, new Outcome(outcome.Id, CallBackAt: later));
        _story[^1] += $" {outcome.Code}";
        if (regrets)
        {
            clock.Advance(after);
            _story[^1] += $", undone {after} later";
            await of.GetRequiredService<UndoLast>().Run();
        }
    }

    // And often regrets it.
    private async Task Steer(IServiceProvider of, Func<ChangeItems, Task<ChangedItems>> change)
    {
        var (regrets, after) = (_random.Next(3) != 0, TimeSpan.FromSeconds(_random.Next(1, 650)));
        var items = of.GetRequiredService<ChangeItems>();
        if (await change(items) is { Changed: 0, Why: { } why })
        {
            throw new Refusal(why);
        }

        if (regrets)
        {
            clock.Advance(after);
            var (taken, _, _) = await items.TakeBackLast();
            _story[^1] += $", regretted {after} later: {taken}";
        }
    }

    private async Task OpenChild(IServiceProvider of, WorkItem parent) =>
        Items.Add(await of.GetRequiredService<OpenChild>().Run(parent.Id, Any(Beside(parent)), new Dictionary<string, string>(), wait: _random.Next(2) == 0));

    private TransferTarget Target(WorkItem item) => _random.Next(2) == 0 ? new(item.QueueId, Any(people), "") : new(Any(Beside(item)), null, "");

    private List<long> Beside(WorkItem item) => [.. _queues.Where(q => q.Queue.ClientId == item.ClientId).Select(q => q.Queue.Id)];

    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private static string[] Words(string text) => text.Split(' ');
}

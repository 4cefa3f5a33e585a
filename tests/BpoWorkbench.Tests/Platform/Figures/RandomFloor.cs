using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Platform.Figures;

/// <summary>A contact centre where anything happens to anything; what the rules refuse is refused, and the day goes on.</summary>
internal sealed class RandomFloor(int seed, FakeTimeProvider clock, IReadOnlyList<(Company Company, Queue Queue)> queues, IReadOnlyList<long> people)
{
    // Not a secret: the same seed must bring the same day.
    private readonly Random _random = new(seed);
    private readonly List<(Company Company, long Item)> _items = [];

    public async Task Work(int steps)
    {
        for (var step = 0; step < steps; step++)
        {
            clock.Advance(TimeSpan.FromSeconds(_random.Next(5, _random.Next(8) == 0 ? 9_000 : 240)));
            if (_items.Count == 0 || _random.Next(4) == 0)
            {
                var (company, queue) = Any(queues);
                _items.AddRange((await company.Receive(queue, clock.Now(), ($"K{_items.Count}", $"Item {_items.Count}", []))).Select(id => (company, id)));
            }
            else
            {
                var (company, item) = Any(_items);
                try
                {
                    await company.Write(db => Do(db, item));
                }
                catch (Refusal)
                {
                    // As a person would be told.
                }
            }
        }
    }

    private async Task Do(WorkbenchDb db, long id)
    {
        var item = await db.WorkItems.Include(i => i.Queue!.Dispositions).Include(i => i.Events).Include(i => i.Questions).Include(i => i.Transfers).ThenInclude(t => t.FromQueue).SingleAsync(i => i.Id == id);
        Lane? lane = null;
        await db.Write(async () => lane = await Lanes.For(db, item.ClientId, item.QueueId, item.Band));
        var now = clock.Now();
        var person = item.OwnerId ?? item.DoneBy ?? Any(people);
        // In one order, so that every database plays the same day.
        var dispositions = item.Queue!.Dispositions.OrderBy(d => d.Id).ToList();
        switch (_random.Next(48))
        {
            case 0 or 1 or 2: item.Claim(person, "{}", now); break;
            case 3: item.Open(person, now); break;
            case 4: item.Leave(now); break;
            case 5: item.Return(person, "no puedo", lane!, now); break;
            case 6: item.WaitUntil(person, now.AddHours(2), WaitingOn.Customer, null, now); break;
            case 7: item.Wake(lane!, now); break;
            case 8: item.Breach(now); break;
            case 9 when _random.Next(4) == 0: item.Cancel(person, now); break;
            case 10: item.Undo(person, now); break;
            case 11: item.AskClient(person, "¿?", now.AddHours(5), null, now); break;
            case 12 when item.Questions.MaxBy(q => q.Id) is { } question: item.Answer(question, "Sí", person, lane!, now); break;
            case 13 or 14: await HandOver(db, item, person, now); break;
            case 15: item.Accept(person, now); break;
            case 16 when item.Transfers.MaxBy(t => t.Id) is { } transfer:
                await db.Write(async () => lane = await Lanes.For(db, item.ClientId, transfer.FromQueueId, item.Band, transfer.SentBy));
                item.Bounce(transfer, lane!, "No es mío", _random.Next(2) == 0, person, now);
                break;
            case 17: item.Reopen("No quedó resuelto", lane!, person, now); break;
            case 18:
                var child = item.OpenChild(await db.Queues.Include(q => q.Policies).SingleAsync(q => q.Id == item.QueueId), lane!, null, $"Child {_items.Count}", [], null, person, now);
                db.WorkItems.Add(child);
                await db.SaveChangesAsync();
                _items.Add((_items.Find(i => i.Item == id).Company, child.Id));
                break;
            case 20: item.SetBand((Band)_random.Next(4), "Lo pide la supervisora", lane!, person, now); break;
            case 21: item.Raise((Band)_random.Next(4), lane!, now); break;
            case 19: item.WaitForChildren(person, now); break;
            case 22: item.Offer(person, "{}", now.AddSeconds(30), now); break;
            case 23: item.Miss(lane!, now); break;
            case 25: item.Note("Llamó su hija", person, now); break;
            case 26: item.FileAdded(person, now); break;
            case 27: item.Dial(person, now); break;
            case 24: item.EndLease(lane!, now.AddSeconds(-3), now); break;
            case 28 or 29: await Steer(db, item, lane!, now); break;
            default: item.Complete(Any(dispositions), dispositions.Find(d => d.Code == "KO"), person, null, now.AddMinutes(90), now); break;
        }
    }

    // What a supervisor does from outside.
    private async Task Steer(WorkbenchDb db, WorkItem item, Lane lane, DateTime now)
    {
        var supervisor = Any(people);
        switch (_random.Next(6))
        {
            case 0: item.Release(supervisor, lane, now); break;
            case 1:
                var keptFor = _random.Next(3) == 0 ? 0 : Any(people);
                await db.Write(async () => lane = await Lanes.For(db, item.ClientId, item.QueueId, item.Band, keptFor));
                item.Assign(lane, supervisor, now);
                break;
            case 2: item.Hold(now.AddHours(3), (WaitingOn)_random.Next(4), null, supervisor, now); break;
            case 3:
                var toId = Any(queues.Where(q => q.Queue.ClientId == item.ClientId).ToList()).Queue.Id;
                var to = await db.Queues.SingleAsync(q => q.Id == toId);
                await db.Write(async () => lane = await Lanes.For(db, item.ClientId, to.Id, item.Band));
                item.MoveTo(to, lane, await ItemKeys.AreFree(db, item, to.Id, item.ExternalKey), supervisor, now);
                break;
            default:
                item.Cancel(supervisor, now);
                // And mostly regrets it.
                if (_random.Next(3) != 0)
                {
                    await db.SaveChangesAsync();
                    await db.Write(() => Families.Reinstate(db, item, supervisor, now.AddMinutes(2)));
                }

                break;
        }
    }

    private async Task HandOver(WorkbenchDb db, WorkItem item, long person, DateTime now)
    {
        var to = Any(queues.Where(q => q.Queue.ClientId == item.ClientId).ToList()).Queue.Id;
        var toPerson = _random.Next(2) == 0 ? 0 : Any(people);
        Lane? lane = null;
        await db.Write(async () => lane = await Lanes.For(db, item.ClientId, to, item.Band, toPerson));
        item.HandOver(await db.Queues.Include(q => q.Dispositions).SingleAsync(q => q.Id == to), lane!, new Packet("a", "b", "c"), _random.Next(2) == 0, person, now);
    }

    private T Any<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];
}

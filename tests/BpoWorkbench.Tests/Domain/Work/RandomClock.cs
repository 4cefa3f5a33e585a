using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tests.Domain.Clock;

namespace BpoWorkbench.Tests.Domain.Work;

/// <summary>A queue whose promises change and whose items are put aside, woken, ended and taken back, across clock changes and holidays.</summary>
internal sealed class RandomClock
{
    private const long Agent = 7;
    private readonly Random _random;
    private readonly Queue _queue = new(1, "task", "Cola");
    private readonly Lane _lane = new(1, 0, Band.Normal);
    private readonly List<Promised> _promises = [];
    private readonly List<WorkItem> _items = [];
    private readonly Disposition _done;
    private readonly Disposition _call;
    private readonly Disposition _retry;
    private DateTime _now;

    public RandomClock(Random random)
    {
        _random = random;
        _now = AnyHours.Moment(random);
        _done = new Disposition(_queue, "OK", "Hecho", DispositionEffect.Finish, CountsAs.Success);
        _call = new Disposition(_queue, "CALL", "Llamar", DispositionEffect.CallBack, CountsAs.Attempt);
        _retry = new Disposition(_queue, "NONE", "No contesta", DispositionEffect.Retry, CountsAs.Attempt) { MaxAttempts = 3, RetryMinutes = 45 };
        Promise();
        Arrive();
    }

    public void Step()
    {
        _now = _now.AddMilliseconds(_random.Next(3) == 0 ? _random.Next(1, 600_000) : _random.Next(1, 9) * 900_000L);
        switch (_random.Next(10))
        {
            case 0: Promise(); break;
            case 1: Arrive(); break;
            default:
                try
                {
                    Happen(_items[_random.Next(_items.Count)]);
                }
                catch (Refusal)
                {
                    // As a person would be told.
                }

                break;
        }
    }

    public void Check()
    {
        foreach (var item in _items.Where(i => i.State != WorkState.Cancelled))
        {
            var slow = new SlowDue(item.Events, _promises, item.WakeAt);
            Assert.Equal(slow.Due, item.Due);
            Assert.Equal(item.Due, item.Events.Last(e => e.Kind is WorkEventKind.Received or WorkEventKind.Waited or WorkEventKind.CalledBack or WorkEventKind.Woken or WorkEventKind.Undone or WorkEventKind.Reopened).Due);
            Assert.All(item.Events.Where(e => e.Kind == WorkEventKind.Breached), e => Assert.True(e.At > e.Due));
        }
    }

    private void Happen(WorkItem item)
    {
        var until = _now.AddMinutes(_random.Next(1, 3000));
        switch (_random.Next(13))
        {
            case 0 or 1 or 2: item.Claim(Agent, "{}", _now); break;
            case 3 or 4 or 5: item.WaitUntil(Agent, until, (WaitingOn)_random.Next(4), null, _now); break;
            case 6 or 7: item.Wake(_lane, _now); break;
            case 8: item.Complete(_random.Next(3) switch { 0 => _done, 1 => _call, _ => _retry }, _done, Agent, null, until, _now); break;
            case 9: item.Undo(Agent, _now); break;
            case 12: item.Reopen("No quedó hecho", _lane, Agent, _now); break;
            case 10: item.Breach(_now); break;
            default: item.Warn(_now); break;
        }
    }

    private void Promise()
    {
        var slow = _random.Next(6) == 0 ? null : AnyHours.Clock(_random);
        var target = TimeSpan.FromMinutes(_random.Next(1, 900));
        var pauses = (Pauses)_random.Next(8);
        if (_promises.Exists(p => p.From >= _now))
        {
            return;
        }

        _promises.Add(new Promised(_now, slow, target, pauses));
        _queue.ChangePolicy(_now, new PolicyTerms(target, _random.Next(1, 101), pauses, slow?.Calendar(1)), _now);
    }

    private void Arrive() => _items.Add(WorkItem.Receive(_queue, _lane, _now, null, "Alta", [], null, null));
}

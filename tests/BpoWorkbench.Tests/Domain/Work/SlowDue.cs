using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tests.Domain.Clock;

namespace BpoWorkbench.Tests.Domain.Work;

/// <summary>A promise as the slow computation knows it.</summary>
internal sealed record Promised(DateTime From, SlowClock? Clock, TimeSpan Target, Pauses Pauses);

/// <summary>When an item is due, recomputed from nothing but its events and the promises made: minute by minute, past everything it stood still for.</summary>
internal sealed class SlowDue
{
    private readonly Promised _promise;
    private readonly DateTime _received;
    private readonly List<(DateTime From, DateTime Until)> _still = [];

    public SlowDue(IReadOnlyList<WorkEvent> events, IEnumerable<Promised> promises, DateTime? wake)
    {
        _received = events[0].At;
        _promise = promises.Where(p => p.From <= _received).MaxBy(p => p.From)!;
        DateTime? since = null;
        DateTime? done = null;
        foreach (var step in events)
        {
            switch (step.Kind)
            {
                case WorkEventKind.Waited when Stops(Enum.Parse<WaitingOn>(step.Detail!), step):
                case WorkEventKind.CalledBack when Stops(WaitingOn.Customer, step):
                    since = step.At;
                    break;
                case WorkEventKind.Woken when since is { } from:
                    _still.Add((from, step.At));
                    since = null;
                    break;
                case WorkEventKind.Completed:
                    done = step.At;
                    break;
                case WorkEventKind.Reopened when step.PromiseBefore == Promise.Kept && done is { } end && end < Due:
                    _still.Add((end, step.At));
                    break;
                // A cancellation that is taken back leaves what it waited for as it was.
                case WorkEventKind.Undone when step.From != WorkState.Cancelled:
                    since = null;
                    break;
            }
        }

        StandsStill = since is not null;

        if (since is { } held && wake is { } planned)
        {
            _still.Add((held, planned));
        }
    }

    public DateTime Due => Passed(_promise.Target);

    /// <summary>After the last of the events nobody is to do anything until somebody else has.</summary>
    public bool StandsStill { get; }

    public DateTime Passed(TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
        {
            return _received;
        }

        for (var minute = _received.AddTicks(-(_received.Ticks % TimeSpan.TicksPerMinute)); ; minute = minute.AddMinutes(1))
        {
            if (_promise.Clock?.IsOpen(minute) == false || _still.Exists(s => s.From <= minute && minute.AddMinutes(1) <= s.Until))
            {
                continue;
            }

            foreach (var (from, until) in Running(minute))
            {
                if (time <= until - from)
                {
                    return from + time;
                }

                time -= until - from;
            }
        }
    }

    private bool Stops(WaitingOn on, WorkEvent step) => step.PromiseBefore == Promise.Open && step.At < Due && on switch
    {
        WaitingOn.Customer => _promise.Pauses.HasFlag(Pauses.Customer),
        WaitingOn.Client => _promise.Pauses.HasFlag(Pauses.Client),
        WaitingOn.ThirdParty => _promise.Pauses.HasFlag(Pauses.ThirdParty),
        _ => false,
    };

    // The parts of a minute in which it did not stand still.
    private IEnumerable<(DateTime From, DateTime Until)> Running(DateTime minute)
    {
        var edges = _still.SelectMany(s => new[] { s.From, s.Until }).Concat([_received, minute, minute.AddMinutes(1)])
            .Where(e => e >= minute && e <= minute.AddMinutes(1)).Distinct().Order().ToList();
        return edges.Zip(edges.Skip(1)).Where(part => part.First >= _received && !_still.Exists(s => s.From <= part.First && part.First < s.Until));
    }
}

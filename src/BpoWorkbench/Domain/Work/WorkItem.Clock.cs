using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Domain.Work;

// Its service time: by the policy in force when it arrived, in the hours of that policy, standing still as that policy says.
public sealed partial class WorkItem
{
    /// <summary>The policy in force when it arrived; it stays this one whatever comes after.</summary>
    public long PolicyId { get; private set; }

    public ServicePolicy? Policy { get; private set; }

    /// <summary>When it is due; while its clock stands still, when it will be if it wakes as planned.</summary>
    public DateTime Due { get; private set; }

    /// <summary>From when it counts as due soon.</summary>
    public DateTime WarnAt { get; private set; }

    /// <summary>When somebody was told that it is due soon.</summary>
    public DateTime? WarnedAt { get; private set; }

    /// <summary>What is left of its service time while its clock stands still, in milliseconds; null while it runs.</summary>
    public long? ClockLeftMs { get; private set; }

    /// <summary>The due time passed while the item was open.</summary>
    public void Breach(DateTime now)
    {
        if (IsOpen && Promise == Promise.Open && ClockLeftMs is null && now > Due)
        {
            var step = Record(WorkEventKind.Breached, now, null);
            step.Promise = Promise = Promise.Broken;
        }
    }

    /// <summary>It has used the share of its service time from which it counts as due soon: said once.</summary>
    public void Warn(DateTime now)
    {
        if (IsOpen && Promise == Promise.Open && ClockLeftMs is null && WarnedAt is null && now >= WarnAt)
        {
            Record(WorkEventKind.Warned, now, null);
            WarnedAt = now;
        }
    }

    /// <summary>Service time since its receipt, while its clock runs.</summary>
    public TimeSpan Served(DateTime now) => Clock.Passed(Due, now);

    private ServiceClock Clock => (Policy ?? throw new InvalidOperationException("An item is loaded with its policy.")).Clock;

    private void StartClock(ServicePolicy policy)
    {
        (Policy, PolicyId) = (policy, policy.Id);
        Due = Clock.Due(ReceivedAt);
        WarnAt = Clock.WarnAt(ReceivedAt, Clock.Target);
    }

    // What is overdue already stays so, whoever is waited for.
    private void HoldClock(WorkEvent step, WaitingOn on, DateTime until, DateTime now)
    {
        if (Policy is null)
        {
            throw new InvalidOperationException("An item is loaded with its policy.");
        }

        if (Policy.StopsFor(on) && Promise == Promise.Open && now < Due)
        {
            var left = Clock.Left(Due, now);
            ClockLeftMs = (long)left.TotalMilliseconds;
            Reckon(step, until, left);
        }
    }

    private void RunClock(WorkEvent step, DateTime from)
    {
        if (ClockLeftMs is { } left)
        {
            ClockLeftMs = null;
            Reckon(step, from, TimeSpan.FromMilliseconds(left));
        }
    }

    private void Reckon(WorkEvent step, DateTime from, TimeSpan left)
    {
        Due = step.Due = Clock.Due(from, left);
        // Once it is due soon it stays so: standing still gives nothing back.
        if (left > Clock.Reserve)
        {
            WarnAt = Clock.WarnAt(from, left);
        }
    }
}

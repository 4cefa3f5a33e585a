using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tests.Domain.Work;

namespace BpoWorkbench.Tests.Platform.Work;

/// <summary>What holds of every item whatever has happened to it, told from its steps alone.</summary>
internal static class EveryItem
{
    /// <summary>Its life is one line of steps, it is where the last of them left it, and in as many hands as that says.</summary>
    public static void IsAccountedFor(WorkItem item, Lane lane)
    {
        var steps = item.Events;
        Assert.Equal((WorkEventKind.Received, (WorkState?)null, WorkState.Ready), (steps[0].Kind, steps[0].From, steps[0].To));
        foreach (var (before, step) in steps.Zip(steps.Skip(1)))
        {
            Assert.Equal((item.Id, step.Id, step.Kind == WorkEventKind.TransferredIn ? null : before.To), (item.Id, step.Id, step.From));
            Assert.True(step.From == step.To || step.At >= steps.Where(s => s.Id < step.Id && s.From != s.To).Max(s => s.At), $"Item {item.Id}: step {step.Id} came before what led to it.");
            Assert.Equal((item.Id, step.Id, step.Kind == WorkEventKind.TransferredIn), (item.Id, step.Id, before.Kind is WorkEventKind.TransferredOut or WorkEventKind.Bounced));
        }

        Assert.Equal((item.Id, steps[^1].To, steps[^1].QueueId, steps[^1].Promise), (item.Id, item.State, item.QueueId, item.Promise));
        int Times(WorkEventKind kind, WorkState? from = null) => steps.Count(s => s.Kind == kind && (from is null || s.From == from));
        Assert.Equal((item.Id, item.State == WorkState.Done ? 1 : 0),
            (item.Id, Times(WorkEventKind.Completed) - Times(WorkEventKind.Undone, WorkState.Done) - Times(WorkEventKind.Reopened)));
        Assert.Equal((item.Id, item.State == WorkState.Cancelled ? 1 : 0), (item.Id, Times(WorkEventKind.Cancelled) - Times(WorkEventKind.Undone, WorkState.Cancelled)));
        Assert.InRange(Times(WorkEventKind.Warned), 0, 1);

        // Whoever took it last has it, and nobody else.
        var taken = steps.LastOrDefault(s => s is { From: not WorkState.Claimed, To: WorkState.Claimed });
        Assert.Equal((item.Id, item.State == WorkState.Claimed ? taken?.PersonId : null), (item.Id, item.OwnerId));
        Assert.Equal((item.Id, item.State == WorkState.Done ? steps.Last(s => s.Kind == WorkEventKind.Completed).PersonId : null), (item.Id, item.DoneBy));
        Assert.Equal((item.Id, item.QueueId, item.ClientId), (item.Id, item.State == WorkState.Ready ? lane.QueueId : item.QueueId, lane.ClientId));
        if (item.State == WorkState.Ready)
        {
            Assert.Equal((item.Id, item.Band, item.PromisedBy ?? 0, item.PromisedBy is null ? item.Needs : Needs.None), (item.Id, lane.Band, lane.PersonId, lane.Needs));
        }

        Assert.True(item.State == WorkState.Claimed || (item.ActiveSince, item.OfferedUntil) == (null, null), $"Item {item.Id} is {item.State}, and on a screen.");
        Assert.True(!item.IsOpen || item.State == WorkState.Waiting == (item.WakeAt is not null || item.WaitingOn == WaitingOn.Children), $"Item {item.Id} is {item.State} until {item.WakeAt} for {item.WaitingOn}.");
        Assert.Equal((item.Id, item.State is WorkState.Done or WorkState.Cancelled), (item.Id, item.DoneAt is not null));
        Assert.Equal((item.Id, item.HandledMs), (item.Id, steps.Sum(s => s.HandleMs)));
    }

    /// <summary>It is due when the promise says under which it arrived, and late if that has passed while it was open and its clock ran.</summary>
    /// <param name="promises">Those that its queue ever made.</param>
    /// <param name="now">The promises that were broken until now are marked.</param>
    public static void KeepsItsPromise(WorkItem item, IReadOnlyList<Promised> promises, DateTime now)
    {
        if (item.State == WorkState.Cancelled)
        {
            Assert.Equal((item.Id, Promise.Open), (item.Id, item.Promise));
            return;
        }

        var slow = new SlowDue(item.Events, promises, item.WakeAt);
        Assert.Equal((item.Id, slow.Due), (item.Id, item.Due));
        var late = (item.DoneAt ?? now) > slow.Due;
        var expected = item.State == WorkState.Done ? late ? Promise.Broken : Promise.Kept : late && !slow.StandsStill ? Promise.Broken : Promise.Open;
        Assert.Equal((item.Id, expected), (item.Id, item.Promise));
        Assert.InRange(item.Events.Count(e => e.Kind == WorkEventKind.Breached), 0, expected == Promise.Broken ? 1 : 0);
        Assert.All(item.Events.Where(e => e.Kind == WorkEventKind.Breached), e => Assert.True(e.At > e.Due && e.Due == slow.Due, e.Id.ToString(CultureInfo.InvariantCulture)));
    }
}

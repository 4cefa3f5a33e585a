using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Figures;

namespace BpoWorkbench.Features.Portal;

/// <summary>What of the items is asked for; it stands in the address of the list and of its download.</summary>
public sealed record PortalFilter(string? Q, long? Queue, string? State, string? Outcome, DateOnly? From, DateOnly? To)
{
    /// <summary>The states there are to choose from, by their name in the address.</summary>
    public static readonly IReadOnlyDictionary<string, WorkState[]> States = new Dictionary<string, WorkState[]>
    {
        ["open"] = [WorkState.Ready, WorkState.Claimed, WorkState.Waiting],
        ["waiting"] = [WorkState.Waiting],
        ["done"] = [WorkState.Done],
        ["cancelled"] = [WorkState.Cancelled],
    };

    public bool IsEmpty => this == new PortalFilter(null, null, null, null, null, null);

    /// <summary>Days are those of the client's calendar, by receipt.</summary>
    public IQueryable<WorkItem> Apply(IQueryable<WorkItem> items, TimeZoneInfo zone)
    {
        if (Queue is { } queue)
        {
            items = items.Where(i => i.QueueId == queue);
        }

        if (State is not null && States.TryGetValue(State, out var states))
        {
            items = items.Where(i => states.Contains(i.State));
        }

        if (Outcome is not null)
        {
            var outcome = PlainText.Whole(Outcome);
            items = items.Where(i => i.Disposition!.Label == outcome);
        }

        if (From is { } from)
        {
            var start = new Day(from, zone).From;
            items = items.Where(i => i.ReceivedAt >= start);
        }

        // The last day there is has none after it.
        if (To is { } to && to < DateOnly.MaxValue)
        {
            var end = new Day(to, zone).To;
            items = items.Where(i => i.ReceivedAt < end);
        }

        return items;
    }
}

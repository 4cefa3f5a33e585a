using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Search;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Items;

/// <summary>What a figure of a period is asked about: where, whose and when.</summary>
internal sealed record Asked(ItemFilter Filter, List<long> Queues, People People, IReadOnlyList<Span> Spans);

/// <summary>
/// Items that left their queue after they were counted in it, or were done and opened again: they do not say any more what was counted of
/// them, so their steps do. They are few beside all others.
/// </summary>
internal static class MovedItems
{
    // IX_WorkEvent_Moves has these alone.
    private static readonly WorkEventKind[] Moves = [WorkEventKind.TransferredOut, WorkEventKind.Bounced, WorkEventKind.Reopened];

    public static Task<List<long>> Since(WorkbenchDb db, IReadOnlyCollection<long> clients, ItemFilter filter, IReadOnlyList<Span> spans, CancellationToken stop)
    {
        // The promise of an item counts where the item is: it says so itself.
        if (spans.Count == 0 || (filter.Late && filter.Period == ItemFilter.Received))
        {
            return Task.FromResult<List<long>>([]);
        }

        return Since(db, clients, spans.Min(s => s.From)).ToListAsync(stop);
    }

    internal static IQueryable<long> Since(WorkbenchDb db, IReadOnlyCollection<long> clients, DateTime since) =>
        db.WorkEvents.Where(e => clients.Contains(e.ClientId) && EF.Constant(Moves).Contains(e.Kind) && e.At >= since).Select(e => e.ItemId).Distinct();

    public static async Task<List<long>> Counted(WorkbenchDb db, List<long> moved, Asked asked, CancellationToken stop)
    {
        var steps = await db.WorkEvents.AsNoTracking().Where(e => EF.Parameter(moved).Contains(e.ItemId) && (e.From != e.To || e.From == null || EF.Constant(Moves).Contains(e.Kind)))
            .OrderBy(e => e.Id).ToListAsync(stop);
        return [.. steps.GroupBy(e => e.ItemId).Where(item => IsCounted([.. item], asked)).Select(item => item.Key)];
    }

    private static bool IsCounted(List<WorkEvent> steps, Asked asked)
    {
        // What was taken back has never been.
        var undone = steps.Where(s => s.Reverses is not null).Select(s => s.Reverses).ToHashSet();
        steps.RemoveAll(s => s.Reverses is not null || (s.Kind is WorkEventKind.Completed or WorkEventKind.Retried or WorkEventKind.CalledBack or WorkEventKind.Cancelled && undone.Contains(s.At)));
        return asked.Filter.Period switch
        {
            ItemFilter.Received => steps.Exists(s => s.Kind == WorkEventKind.Received && In(s, asked)),
            ItemFilter.Cancelled => steps.Exists(s => s.Kind == WorkEventKind.Cancelled && In(s, asked)),
            ItemFilter.Done => steps.Exists(s => s.To == WorkState.Done && In(s, asked) && By(s, steps, asked)),
            ItemFilter.OpenAt => asked.Spans.Any(span => OpenAt(steps, span, asked.Queues)),
            _ => false,
        };
    }

    private static bool In(WorkEvent step, Asked asked) =>
        asked.Queues.Contains(step.QueueId) && asked.Spans.Any(s => step.At >= s.From && step.At < s.To && s.Clients.Contains(step.ClientId));

    private static bool By(WorkEvent end, List<WorkEvent> steps, Asked asked) =>
        (asked.Filter.Person is null || end.PersonId == asked.Filter.Person) && asked.People.Has(end.PersonId)
        && (!asked.Filter.Late || end.Promise != Promise.Kept) && (!asked.Filter.HandedOver || end.FirstTouch != true || steps.Exists(s => s.EndedAt == end.At));

    private static bool OpenAt(List<WorkEvent> steps, Span span, List<long> queues)
    {
        var last = steps.FindLast(s => s.At < span.From);
        return last is not null && last.To is not (WorkState.Done or WorkState.Cancelled) && span.Clients.Contains(last.ClientId) && queues.Contains(last.QueueId);
    }
}

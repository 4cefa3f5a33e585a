using System.Linq.Expressions;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Items;

/// <summary>
/// The items behind a filter. Where a period is asked for, they are those that a figure of it counted: found by where each stands now, but
/// for the few that have moved on since, which <see cref="MovedItems"/> finds by their steps.
/// </summary>
internal static class ItemQuery
{
    public static async Task<IQueryable<WorkItem>> Of(WorkbenchDb db, ItemFilter filter, IReadOnlyCollection<long> clients, TimeProvider time, CancellationToken stop)
    {
        // By queue always: that is how the items are indexed.
        var queues = await db.Queues.Where(q => clients.Contains(q.ClientId) && (filter.Queue == null || q.Id == filter.Queue) && (filter.Kind == null || q.Kind == filter.Kind))
            .Select(q => q.Id).ToListAsync(stop);
        var items = await Attended(db, Standing(db.Find(filter.Text).AsNoTracking(), filter, time.Now()), filter, clients, stop);
        var people = await People.Of(db, filter, stop);
        if (filter.Period is null)
        {
            return items.Where(Now(queues, filter, people));
        }

        List<Span> spans = [.. (await db.Today(clients, time, stop)).SelectMany(d => Spans(d.Today, filter).Select(s => new Span(s.From, s.To, d.Clients)))];
        // Any other step is looked for as it happened; where an item was open, received or done, most still say so themselves.
        if (Enum.TryParse<WorkEventKind>(filter.Period, ignoreCase: true, out var kind) && filter.Period is not (ItemFilter.Received or ItemFilter.Cancelled))
        {
            var steps = By(db.WorkEvents.Where(e => e.Kind == kind && queues.Contains(e.QueueId)), filter.Person, people);
            return items.Where(Any(spans.Select<Span, Expression<Func<WorkItem, bool>>>(s =>
                i => s.Clients.Contains(i.ClientId) && steps.Any(e => e.ItemId == i.Id && e.At >= s.From && e.At < s.To))));
        }

        var standing = And(Now(queues, filter, people), Any(spans.Select(s => Within(filter.Period, s))));
        var moved = await MovedItems.Since(db, clients, filter, spans, stop);
        if (moved.Count == 0)
        {
            return items.Where(standing);
        }

        var counted = await MovedItems.Counted(db, moved, new(filter, queues, people, spans), stop);
        return items.Where(Or(And(standing, i => !EF.Parameter(moved).Contains(i.Id)), i => EF.Parameter(counted).Contains(i.Id)));
    }

    private static IQueryable<WorkItem> Standing(IQueryable<WorkItem> items, ItemFilter filter, DateTime now)
    {
        if (filter.States is { } states)
        {
            items = items.Where(i => states.Contains(i.State));
        }

        if (filter.State == ItemFilter.Open)
        {
            // Said again as the index over all that is open says it.
            items = items.Where(i => i.DoneAt == null);
        }

        if (filter.Overdue)
        {
            var open = new ItemFilter { State = ItemFilter.Open }.States!;
            items = items.Where(i => open.Contains(i.State) && i.Due < now);
        }

        if (filter.DueIn is { } minutes)
        {
            var to = now.AddMinutes(Math.Clamp(minutes, 0, 525_600));
            items = items.Where(i => i.Due >= now && i.Due < to);
        }

        return items;
    }

    private static async Task<IQueryable<WorkItem>> Attended(WorkbenchDb db, IQueryable<WorkItem> items, ItemFilter filter, IReadOnlyCollection<long> clients, CancellationToken stop)
    {
        if (filter.Absent)
        {
            items = items.Where(i => i.State == WorkState.Claimed && !db.Presences.Any(p => p.PersonId == i.OwnerId && p.Online && p.CodeId != PresenceCode.Offline));
        }

        if (filter.Unattended)
        {
            var serving = await Serving.Now(db, clients, stop);
            var served = serving.Select(s => s.Queue).Distinct().ToList();
            var lanes = (await Serving.NobodyCan(db, clients, serving, stop)).ConvertAll(l => l.Lane);
            items = items.Where(i => i.State == WorkState.Ready && i.Queue!.State == QueueState.Open && (!served.Contains(i.QueueId) || lanes.Contains(i.LaneId)));
        }

        return items;
    }

    // Whose step it was.
    private static IQueryable<WorkEvent> By(IQueryable<WorkEvent> steps, long? person, People people)
    {
        steps = person is null ? steps : steps.Where(e => e.PersonId == person);
        return people.Members is not { } members ? steps
            : people.Outside ? steps.Where(e => e.PersonId != null && !members.Contains(e.PersonId.Value))
            : steps.Where(e => e.PersonId != null && members.Contains(e.PersonId.Value));
    }

    // Where it is, whose it is, and how it went: all as of now.
    private static Expression<Func<WorkItem, bool>> Now(List<long> queues, ItemFilter filter, People people)
    {
        Expression<Func<WorkItem, bool>> all = i => queues.Contains(i.QueueId);
        if (filter.Late)
        {
            all = And(all, i => i.Promise == Promise.Broken);
        }

        if (filter.Person is { } person)
        {
            all = And(all, i => i.OwnerId == person || i.DoneBy == person);
        }

        if (people.Members is { } members)
        {
            all = And(all, people.Outside
                ? i => (i.OwnerId ?? i.DoneBy) != null && !members.Contains((i.OwnerId ?? i.DoneBy)!.Value)
                : i => members.Contains(i.OwnerId ?? i.DoneBy ?? 0));
        }

        return filter.HandedOver ? And(all, i => i.HandedOver) : all;
    }

    private static Expression<Func<WorkItem, bool>> Within(string? period, Span span)
    {
        var (from, to, clients) = span;
        return period switch
        {
            ItemFilter.Received => i => clients.Contains(i.ClientId) && i.ReceivedAt >= from && i.ReceivedAt < to,
            ItemFilter.Done => i => clients.Contains(i.ClientId) && i.State == WorkState.Done && i.DoneAt >= from && i.DoneAt < to,
            ItemFilter.Cancelled => i => clients.Contains(i.ClientId) && i.State == WorkState.Cancelled && i.DoneAt >= from && i.DoneAt < to,
            ItemFilter.OpenAt => i => clients.Contains(i.ClientId) && i.ReceivedAt < from && (i.DoneAt == null || i.DoneAt >= from),
            _ => i => false,
        };
    }

    private static IEnumerable<(DateTime From, DateTime To)> Spans(Day today, ItemFilter filter)
    {
        var first = filter.From is { } from ? today with { Date = from } : today;
        var last = filter.To is { } to && to >= first.Date ? today with { Date = to } : first;
        if (filter.Quarter is not { } quarter)
        {
            return [(first.From, last.To)];
        }

        // Looked for on the clock: where an hour comes twice, so does its quarter. A year of days is what one statement may ask for.
        return from day in Enumerable.Range(0, Math.Min(last.Date.DayNumber - first.Date.DayNumber + 1, 366)).Select(first.Plus)
               from at in Enumerable.Range(0, (int)((day.To - day.From) / TimeSpan.FromMinutes(15))).Select(q => day.From.AddMinutes(15 * q))
               where day.QuarterOf(at) == quarter
               select (at, at.AddMinutes(15));
    }

    private static Expression<Func<WorkItem, bool>> Any(IEnumerable<Expression<Func<WorkItem, bool>>> some) => some.Aggregate((Expression<Func<WorkItem, bool>>)(i => false), Or);

    private static Expression<Func<WorkItem, bool>> Or(Expression<Func<WorkItem, bool>> one, Expression<Func<WorkItem, bool>> other) =>
        Expression.Lambda<Func<WorkItem, bool>>(Expression.OrElse(one.Body, OnSame(one, other)), one.Parameters);

    private static Expression<Func<WorkItem, bool>> And(Expression<Func<WorkItem, bool>> one, Expression<Func<WorkItem, bool>> other) =>
        Expression.Lambda<Func<WorkItem, bool>>(Expression.AndAlso(one.Body, OnSame(one, other)), one.Parameters);

    private static Expression OnSame(LambdaExpression one, LambdaExpression other) => new Same(other.Parameters[0], one.Parameters[0]).Visit(other.Body);

    private sealed class Same(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

/// <summary>Between two moments, of these clients: others have another day.</summary>
internal readonly record struct Span(DateTime From, DateTime To, long[] Clients);

/// <summary>The members of the team that is asked for, or those of any where people outside of all are; null where no team is named.</summary>
internal sealed record People(IReadOnlyList<long>? Members, bool Outside)
{
    public static async Task<People> Of(WorkbenchDb db, ItemFilter filter, CancellationToken stop)
    {
        var outside = filter.Team == ItemFilter.NoTeam;
        return new(filter.Team is { } team ? await db.TeamMembers.Where(m => outside || m.TeamId == team).Select(m => m.PersonId).ToListAsync(stop) : null, outside);
    }

    public bool Has(long? person) => Members is null || (person is { } someone && Members.Contains(someone) != Outside);
}

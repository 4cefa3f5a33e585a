using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Items;

/// <summary>An item in the list.</summary>
public sealed record ItemRow(
    long Id, string Title, string? ExternalKey, string ClientName, string ClientCode, string ClientColour, string QueueName, WorkState State,
    DateTime ReceivedAt, DateTime Due, DateTime WarnAt, DateTime? WakeAt, DateTime? DoneAt, string? Person, string? Outcome, Promise Promise);

/// <summary>One page of the list, and how many items there are on all of them.</summary>
public sealed record ItemRows(IReadOnlyList<ItemRow> Rows, int Total, int Page);

/// <summary>The items of the clients whose every item the reader sees.</summary>
public sealed class ItemList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    public const int Size = 50;

    public async Task<ItemRows> Find(ItemFilter filter, int page, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var items = await Matching(db, filter, stop);
        var total = await items.CountAsync(stop);
        var shown = Math.Clamp(page, 1, Math.Max(1, (total + Size - 1) / Size));
        return new ItemRows(await Rows(db, Sorted(items, filter).Skip((shown - 1) * Size).Take(Size)).ToListAsync(stop), total, shown);
    }

    /// <summary>All of them, one after another: a list is downloaded as long as it is.</summary>
    public async IAsyncEnumerable<ItemRow> All(ItemFilter filter, [EnumeratorCancellation] CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        await foreach (var row in Rows(db, Sorted(await Matching(db, filter, stop), filter)).AsAsyncEnumerable().WithCancellation(stop))
        {
            yield return row;
        }
    }

    private static IQueryable<ItemRow> Rows(WorkbenchDb db, IQueryable<WorkItem> items) => items.Select(i => new ItemRow(
        i.Id, i.Title, i.ExternalKey, i.Queue!.Client!.Name, i.Queue.Client.Code, i.Queue.Client.Colour, i.Queue.Name, i.State,
        i.ReceivedAt, i.Due, i.WarnAt, i.WakeAt, i.DoneAt,
        db.Users.Where(p => p.Id == (i.OwnerId ?? i.DoneBy)).Select(p => p.Name).FirstOrDefault(),
        i.Disposition!.Label, i.Promise));

    private async Task<IQueryable<WorkItem>> Matching(WorkbenchDb db, ItemFilter filter, CancellationToken stop)
    {
        var mine = scope.With(Permissions.Items).Where(c => filter.Client is null || filter.Client == c).ToList();
        // By queue always: that is how the items are indexed.
        var queues = await db.Queues.Where(q => mine.Contains(q.ClientId) && (filter.Queue == null || q.Id == filter.Queue) && (filter.Kind == null || q.Kind == filter.Kind)).Select(q => q.Id).ToListAsync(stop);
        var items = db.Find(filter.Text).AsNoTracking().Where(i => queues.Contains(i.QueueId));
        if (filter.States is { } states)
        {
            items = items.Where(i => states.Contains(i.State));
        }

        if (filter.Overdue)
        {
            var (now, open) = (time.Now(), new ItemFilter { State = ItemFilter.Open }.States!);
            items = items.Where(i => open.Contains(i.State) && i.Due < now);
        }

        if (filter.DueIn is { } minutes)
        {
            var (from, to) = (time.Now(), time.Now().AddMinutes(Math.Clamp(minutes, 0, 525_600)));
            items = items.Where(i => i.Due >= from && i.Due < to);
        }

        if (filter.Late)
        {
            items = items.Where(i => i.Promise == Promise.Broken);
        }

        if (filter.Person is { } person)
        {
            items = items.Where(i => i.OwnerId == person || i.DoneBy == person);
        }

        if (filter.Team is { } team)
        {
            var members = await db.TeamMembers.Where(m => team == ItemFilter.NoTeam || m.TeamId == team).Select(m => m.PersonId).ToListAsync(stop);
            items = team == ItemFilter.NoTeam
                ? items.Where(i => (i.OwnerId ?? i.DoneBy) != null && !members.Contains((i.OwnerId ?? i.DoneBy)!.Value))
                : items.Where(i => members.Contains(i.OwnerId ?? i.DoneBy ?? 0));
        }

        if (filter.HandedOver)
        {
            items = items.Where(i => i.HandedOver);
        }

        return filter.Period is null ? items : items.Where(Within(db, await db.Today(mine, time, stop), filter));
    }

    // Clients in different zones have different days.
    private static Expression<Func<WorkItem, bool>> Within(WorkbenchDb db, List<(Day Today, long[] Clients)> days, ItemFilter filter)
    {
        Expression<Func<WorkItem, bool>> any = i => false;
        var kind = Enum.TryParse<WorkEventKind>(filter.Period, ignoreCase: true, out var step) ? step : default;
        foreach (var (from, to, clients) in days.SelectMany(d => Spans(d.Today, filter).Select(s => (s.From, s.To, d.Clients))))
        {
            Expression<Func<WorkItem, bool>> within = filter.Period switch
            {
                ItemFilter.Received => i => clients.Contains(i.ClientId) && i.ReceivedAt >= from && i.ReceivedAt < to,
                ItemFilter.Done => i => clients.Contains(i.ClientId) && i.State == WorkState.Done && i.DoneAt >= from && i.DoneAt < to,
                ItemFilter.Cancelled => i => clients.Contains(i.ClientId) && i.State == WorkState.Cancelled && i.DoneAt >= from && i.DoneAt < to,
                ItemFilter.OpenAt => i => clients.Contains(i.ClientId) && i.ReceivedAt < from && (i.DoneAt == null || i.DoneAt >= from),
                _ => i => clients.Contains(i.ClientId) && db.WorkEvents.Any(e => e.ItemId == i.Id && e.Kind == kind && e.At >= from && e.At < to),
            };
            any = Expression.Lambda<Func<WorkItem, bool>>(Expression.OrElse(any.Body, new Same(within.Parameters[0], any.Parameters[0]).Visit(within.Body)), any.Parameters);
        }

        return any;
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

    private static IQueryable<WorkItem> Sorted(IQueryable<WorkItem> items, ItemFilter filter) => filter.Order switch
    {
        "title" => items.OrderBy(i => i.Title).ThenBy(i => i.Id),
        "-title" => items.OrderByDescending(i => i.Title).ThenBy(i => i.Id),
        "received" => items.OrderBy(i => i.ReceivedAt).ThenBy(i => i.Id),
        "-received" => items.OrderByDescending(i => i.ReceivedAt).ThenBy(i => i.Id),
        "done" => items.OrderBy(i => i.DoneAt).ThenBy(i => i.Id),
        "-done" => items.OrderByDescending(i => i.DoneAt).ThenBy(i => i.Id),
        "-due" => items.OrderByDescending(i => i.Due).ThenBy(i => i.Id),
        _ => items.OrderBy(i => i.Due).ThenBy(i => i.Id),
    };

    private sealed class Same(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

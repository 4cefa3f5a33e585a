using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Figures;

/// <summary>What figures are kept apart by.</summary>
public enum Breakdown
{
    Queue,
    Person,

    /// <summary>The quarter of the hour on the wall's clock: from 0 to 95, whatever the day.</summary>
    Quarter,
}

/// <summary>A period as it lies in one zone, for the clients there.</summary>
/// <param name="First">The day it begins with.</param>
/// <param name="To">The first moment no longer part of it; the border of a quarter of an hour.</param>
public sealed record PeriodSpan(Day First, DateTime To, long[] Clients)
{
    public DateTime From => First.From;

    public bool IsOneDay => To <= First.To;

    /// <summary>As long, a week before.</summary>
    public PeriodSpan WeekBefore()
    {
        var last = Day.At(To.AddTicks(-1), First.Zone);
        var end = last.Plus(-7).From + (To - last.From);
        return this with { First = First.Plus(-7), To = To == last.To ? last.Plus(-7).To : end };
    }
}

/// <summary>Adds up what was counted in a period, and reckons back from what is open now to what was open at its ends.</summary>
public sealed class PeriodSums(IDbContextFactory<WorkbenchDb> dbs)
{
    private static readonly Measure[] MovesBacklog = [.. Measures.Backlog.Keys];
    private static readonly Measure[] Open = [Measure.Ready, Measure.Claimed, Measure.Waiting];

    /// <param name="spans">One for each zone.</param>
    /// <param name="queues">Which of the clients' queues; null for all.</param>
    /// <param name="people">Whose work; null for everybody's, and for what is nobody's.</param>
    /// <returns>By the id of the queue or the person, or by the quarter. What was open is no person's, nor of a quarter of several days.</returns>
    public async Task<Dictionary<long, PeriodFigures>> Read(
        IEnumerable<PeriodSpan> spans, IReadOnlyCollection<long>? queues, IReadOnlyCollection<long>? people, Breakdown by, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        List<KeyValuePair<long, PeriodFigures>> found = [];
        foreach (var span in spans)
        {
            var flows = Some(db.Flows(span.Clients, span.From, span.To), queues);
            var sums = await Sums(people is null ? flows : flows.Where(c => people.Contains(c.PersonId)), by, span.First, stop);
            var amounts = sums.GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.GroupBy(one => one.Measure).ToDictionary(m => m.Key, m => m.Sum(one => one.Amount)));
            found.AddRange(by switch
            {
                Breakdown.Quarter => Quarters(amounts, people is null && span.IsOneDay ? (await Backlog(db, span, queues, stop)).Values.Sum(b => b.Before) : null),
                Breakdown.Queue when people is null => Queues(amounts, await Backlog(db, span, queues, stop)),
                _ => amounts.Select(a => KeyValuePair.Create(a.Key, new PeriodFigures(a.Value, null, null))),
            });
        }

        return found.GroupBy(f => f.Key, f => f.Value).ToDictionary(f => f.Key, f => PeriodFigures.Sum([.. f]));
    }

    private static IEnumerable<KeyValuePair<long, PeriodFigures>> Queues(Dictionary<long, Dictionary<Measure, long>> amounts, Dictionary<long, (long Before, long After)> open) =>
        amounts.Keys.Union(open.Keys).Select(queue => KeyValuePair.Create(queue,
            new PeriodFigures(amounts.GetValueOrDefault(queue) ?? [], open.GetValueOrDefault(queue).Before, open.GetValueOrDefault(queue).After)));

    private static IEnumerable<KeyValuePair<long, PeriodFigures>> Quarters(Dictionary<long, Dictionary<Measure, long>> amounts, long? open)
    {
        // All of them, also those to come: beside another zone's each has what is open there.
        for (var quarter = 0L; quarter < 96; quarter++)
        {
            var of = amounts.GetValueOrDefault(quarter) ?? [];
            var before = open;
            open += Measures.Backlog.Sum(b => b.Value * of.GetValueOrDefault(b.Key));
            yield return KeyValuePair.Create(quarter, new PeriodFigures(of, before, open));
        }
    }

    private static async Task<List<Sum>> Sums(IQueryable<CountedRow> rows, Breakdown by, Day first, CancellationToken stop)
    {
        switch (by)
        {
            case Breakdown.Person:
                return await rows.Where(c => c.PersonId != 0).GroupBy(c => new { c.PersonId, c.Measure })
                    .Select(g => new Sum(g.Key.PersonId, g.Key.Measure, g.Sum(c => c.Amount))).ToListAsync(stop);
            case Breakdown.Quarter:
                var quarters = await rows.GroupBy(c => new { c.Quarter, c.Measure })
                    .Select(g => new { g.Key.Quarter, g.Key.Measure, Amount = g.Sum(c => c.Amount) }).ToListAsync(stop);
                return [.. quarters.Select(q => new Sum(first.QuarterOf(q.Quarter), q.Measure, q.Amount))];
            default:
                return await rows.GroupBy(c => new { c.QueueId, c.Measure })
                    .Select(g => new Sum(g.Key.QueueId, g.Key.Measure, g.Sum(c => c.Amount))).ToListAsync(stop);
        }
    }

    private static async Task<Dictionary<long, (long Before, long After)>> Backlog(WorkbenchDb db, PeriodSpan span, IReadOnlyCollection<long>? queues, CancellationToken stop)
    {
        var (from, to) = (span.From, span.To);
        // One statement: between two, an item could be counted where it was and where it is.
        var rows = await Some(db.Levels(span.Clients).Where(c => Open.Contains(c.Measure))
                .Concat(db.Flows(span.Clients, from, DateTime.MaxValue).Where(c => MovesBacklog.Contains(c.Measure))), queues)
            .GroupBy(c => new { c.QueueId, c.Measure, After = c.Quarter >= to })
            .Select(g => new { g.Key.QueueId, g.Key.Measure, g.Key.After, Amount = g.Sum(c => c.Amount) }).ToListAsync(stop);
        return rows.GroupBy(r => r.QueueId).ToDictionary(q => q.Key, q =>
        {
            var now = q.Where(r => Open.Contains(r.Measure)).Sum(r => r.Amount);
            return (now - q.Sum(r => Moved(r.Measure, r.Amount)), now - q.Where(r => r.After).Sum(r => Moved(r.Measure, r.Amount)));
        });
    }

    private static long Moved(Measure measure, long amount) => Measures.Backlog.GetValueOrDefault(measure) * amount;

    private static IQueryable<CountedRow> Some(IQueryable<CountedRow> rows, IReadOnlyCollection<long>? queues) => queues is null ? rows : rows.Where(c => queues.Contains(c.QueueId));

    private sealed record Sum(long Key, Measure Measure, long Amount);
}

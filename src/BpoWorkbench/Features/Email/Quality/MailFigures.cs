using BpoWorkbench.Data;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Figures;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Quality;

/// <summary>How one queue's mail goes today, the day being its client's.</summary>
/// <param name="Arrived">Messages that came in.</param>
/// <param name="Sifted">Of those, put aside because they need nobody.</param>
/// <param name="Mix">What people, or what was sure enough, decided them to be about: most first.</param>
/// <param name="Right">Decided today as was suggested first, of what was suggested.</param>
/// <param name="Offered">Something was sure enough to be suggested, of what was decided today.</param>
/// <param name="FirstResponse">Service time until the first answer, in the median of today's.</param>
/// <param name="Turnaround">Service time until the end, in the median of today's.</param>
/// <param name="Reopened">Done before, and to be done again.</param>
public sealed record MailDay(
    long QueueId, string Queue, long Arrived, Share Sifted, IReadOnlyList<MailPart> Mix, Share Right, Share Offered, TimeSpan? FirstResponse, TimeSpan? Turnaround, long Reopened);

/// <summary>A category's part of a day's mail.</summary>
public sealed record MailPart(string Category, Share Share);

/// <summary>
/// Reads how mail goes today. What is asked for has been allowed already: a page hands in queues it may show, and the wall stands behind.
/// </summary>
public sealed class MailFigures(IDbContextFactory<WorkbenchDb> dbs, PeriodSums sums, TimeProvider time)
{
    /// <param name="queues">Those of other kinds are passed over.</param>
    public async Task<List<MailDay>> Today(IReadOnlyCollection<long> queues, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var mine = await db.Queues.AsNoTracking().Where(q => queues.Contains(q.Id) && q.Kind == EmailFeature.Kind).OrderBy(q => q.Name).Select(q => new { q.Id, q.ClientId, q.Name }).ToListAsync(stop);
        var categories = await db.EmailCategories.AsNoTracking().Where(c => mine.Select(q => q.ClientId).Contains(c.ClientId)).ToDictionaryAsync(c => c.Id, c => c.Name, stop);
        List<MailDay> days = [];
        foreach (var (today, clients) in await db.Today(mine.ConvertAll(q => q.ClientId), time, stop))
        {
            var here = mine.FindAll(q => clients.Contains(q.ClientId));
            var ids = here.ConvertAll(q => q.Id);
            var (from, to) = (today.From, today.To);
            var arrived = await db.Emails.AsNoTracking().Where(m => ids.Contains(m.QueueId) && m.At >= from && m.At < to && !m.IsOurs)
                .GroupBy(m => new { m.QueueId, m.CategoryId, Sifted = m.SiftedAs != null && m.RescuedAt == null }).Select(g => new { g.Key.QueueId, g.Key.CategoryId, g.Key.Sifted, Count = g.LongCount() }).ToListAsync(stop);
            var decided = await db.Emails.AsNoTracking().Where(m => clients.Contains(m.ClientId) && m.CategoryId != null && m.DecidedAt >= from && m.DecidedAt < to && m.Hit != null && ids.Contains(m.QueueId))
                .GroupBy(m => new { m.QueueId, m.Hit }).Select(g => new { g.Key.QueueId, g.Key.Hit, Count = g.LongCount() }).ToListAsync(stop);
            var answered = await Leaving.Of(db).Where(m => ids.Contains(m.QueueId) && m.At >= from && m.At < to && m.ResponseMs != null
                    && !Leaving.Of(db).Any(e => e.ItemId == m.ItemId && e.ResponseMs != null && (e.At < m.At || (e.At == m.At && e.Id < m.Id))))
                .Select(m => new { m.QueueId, m.ResponseMs }).ToListAsync(stop);
            var work = await sums.Read([new PeriodSpan(today, to, clients)], ids, null, Breakdown.Queue, stop);
            days.AddRange(here.Select(q =>
            {
                var (came, all) = (arrived.FindAll(a => a.QueueId == q.Id), decided.FindAll(d => d.QueueId == q.Id));
                var (total, sorted) = (came.Sum(a => a.Count), came.FindAll(a => a.CategoryId is not null));
                var offered = all.Where(d => d.Hit != SuggestionHit.Silent).Sum(d => d.Count);
                var counted = work.GetValueOrDefault(q.Id) ?? PeriodFigures.None;
                return new MailDay(q.Id, q.Name, total, new(came.Where(a => a.Sifted).Sum(a => a.Count), total),
                    [.. sorted.GroupBy(a => a.CategoryId!.Value).Select(g => new MailPart(categories.GetValueOrDefault(g.Key, "–"), new(g.Sum(a => a.Count), sorted.Sum(a => a.Count)))).OrderByDescending(p => p.Share.Part).ThenBy(p => p.Category)],
                    new(all.Where(d => d.Hit == SuggestionHit.First).Sum(d => d.Count), offered), new(offered, all.Sum(d => d.Count)),
                    Median([.. answered.Where(a => a.QueueId == q.Id).Select(a => a.ResponseMs!.Value)]), counted.Percentile(Measure.Turnarounds, 0.5), counted[Measure.Reopened]);
            }));
        }

        return [.. days.OrderBy(d => d.Queue, StringComparer.CurrentCulture)];
    }

    private static TimeSpan? Median(List<long> values)
    {
        values.Sort();
        return values.Count == 0 ? null : TimeSpan.FromMilliseconds(values[(values.Count - 1) / 2]);
    }
}

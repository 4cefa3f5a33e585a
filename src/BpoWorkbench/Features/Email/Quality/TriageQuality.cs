using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Quality;

/// <summary>How right suggestions were, against what people decided.</summary>
/// <param name="Decided">Decided by people.</param>
/// <param name="First">As was suggested first, of what was suggested.</param>
/// <param name="Three">As one of the three, of what was suggested.</param>
/// <param name="Offered">Something was suggested, of what was decided.</param>
public sealed record HitRate(long Decided, Share First, Share Three, Share Offered)
{
    internal static HitRate Of(IEnumerable<(SuggestionHit Hit, long Count)> counts)
    {
        var by = counts.GroupBy(c => c.Hit).ToDictionary(g => g.Key, g => g.Sum(c => c.Count));
        var decided = by.Values.Sum();
        var offered = decided - by.GetValueOrDefault(SuggestionHit.Silent);
        var first = by.GetValueOrDefault(SuggestionHit.First);
        return new(decided, new(first, offered), new(first + by.GetValueOrDefault(SuggestionHit.Among), offered), new(offered, decided));
    }
}

/// <summary>A week's, beginning with a Monday; a category's.</summary>
public sealed record WeekHits(DateOnly Monday, HitRate Rate);

public sealed record CategoryHits(long Id, string Name, HitRate Rate)
{
    /// <summary>What was suggested first where it was none of that: the category it was mostly taken for.</summary>
    public string? TakenFor { get; init; }
}

/// <summary>What was learnt when, and how well it did on what it was not shown.</summary>
public sealed record LearntRow(DateTime At, int Examples, double Accuracy, double TopThree, double CalibrationError);

/// <summary>Of messages that were filed without anybody having read them: looked at since, and rightly there.</summary>
public sealed record FiledCheck(long Filed, Share Right);

/// <summary>How right the suggestions for a client's mail are.</summary>
public sealed record TriageReport(HitRate All, IReadOnlyList<WeekHits> Weeks, IReadOnlyList<CategoryHits> Categories, IReadOnlyList<LearntRow> Learnt, FiledCheck Filed);

/// <summary>Measures a client's suggestions by what its people decided, over the last weeks.</summary>
public sealed class TriageQuality(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    public const int Weeks = 13;
    private const int Learnings = 10;

    public async Task<TriageReport> Of(long clientId, CancellationToken stop)
    {
        scope.Require(Permissions.Queues, clientId);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var zone = (await db.Clients.AsNoTracking().SingleAsync(c => c.Id == clientId, stop)).Zone;
        var today = Day.At(time.Now(), zone);
        var monday = today.Plus(-(((int)today.Date.DayOfWeek + 6) % 7));
        var starts = Enumerable.Range(0, Weeks).Select(n => monday.Plus(-7 * (Weeks - 1 - n))).ToList();
        var from = starts[0].From;
        List<Counted> counted = [];
        foreach (var start in starts)
        {
            counted.AddRange(await InWeek(db, clientId, start, stop));
        }

        var names = await db.EmailCategories.AsNoTracking().Where(c => c.ClientId == clientId).ToDictionaryAsync(c => c.Id, c => c.Name, stop);
        var confused = await Confused(db, clientId, from, stop);
        var filed = db.Emails.AsNoTracking().Where(m => m.ClientId == clientId && m.CategoryId != null && m.DecidedAt >= from && m.SiftedAs == "sift.filed");
        var (wrong, looked) = (await filed.CountAsync(m => m.RescuedAt != null, stop), await filed.CountAsync(m => m.RescuedAt != null || m.CheckedAt != null, stop));
        return new(
            HitRate.Of(counted.Select(c => (c.Hit, c.Count))),
            [.. starts.Select(start => new WeekHits(start.Date, HitRate.Of(counted.Where(c => c.Monday == start.Date).Select(c => (c.Hit, c.Count)))))],
            [.. counted.GroupBy(c => c.CategoryId).Select(g => new CategoryHits(g.Key, names.GetValueOrDefault(g.Key, "–"), HitRate.Of(g.Select(c => (c.Hit, c.Count)))) { TakenFor = confused.TryGetValue(g.Key, out var other) ? names.GetValueOrDefault(other) : null })
                .OrderByDescending(c => c.Rate.Decided).ThenBy(c => c.Name, StringComparer.CurrentCulture)],
            await db.LearntTriages.AsNoTracking().Where(l => l.ClientId == clientId).OrderByDescending(l => l.At).ThenByDescending(l => l.Id).Take(Learnings)
                .Select(l => new LearntRow(l.At, l.Examples, l.Accuracy, l.TopThree, l.CalibrationError)).ToListAsync(stop),
            new(await filed.CountAsync(stop), new(looked - wrong, looked)));
    }

    // Added up where it lies: a client decides hundreds of thousands in a quarter.
    private static async Task<IEnumerable<Counted>> InWeek(WorkbenchDb db, long clientId, Day start, CancellationToken stop)
    {
        var (from, to) = (start.From, start.Plus(7).From);
        var counts = await db.Emails.AsNoTracking().Where(m => m.ClientId == clientId && m.CategoryId != null && m.DecidedAt >= from && m.DecidedAt < to && m.Hit != null)
            .GroupBy(m => new { m.CategoryId, m.Hit }).Select(g => new { g.Key.CategoryId, g.Key.Hit, Count = g.LongCount() }).ToListAsync(stop);
        return counts.Select(c => new Counted(start.Date, c.CategoryId!.Value, c.Hit!.Value, c.Count));
    }

    // Of the newest misses, what each category was mostly taken for.
    private static async Task<Dictionary<long, long>> Confused(WorkbenchDb db, long clientId, DateTime from, CancellationToken stop)
    {
        var misses = await db.Emails.AsNoTracking().Where(m => m.ClientId == clientId && m.CategoryId != null && m.DecidedAt >= from && (m.Hit == SuggestionHit.Missed || m.Hit == SuggestionHit.Among))
            .OrderByDescending(m => m.DecidedAt).Take(2_000).Select(m => new { CategoryId = m.CategoryId!.Value, m.Suggestions }).ToListAsync(stop);
        return misses.Where(m => m.Suggestions.Count > 0).GroupBy(m => m.CategoryId)
            .ToDictionary(g => g.Key, g => g.GroupBy(m => m.Suggestions[0].CategoryId).OrderByDescending(s => s.Count()).ThenBy(s => s.Key).First().Key);
    }

    private sealed record Counted(DateOnly Monday, long CategoryId, SuggestionHit Hit, long Count);
}

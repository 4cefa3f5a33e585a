using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Figures;

/// <summary>How long people were at work, beside what they did. Hours are not kept by client: they are told of whoever works for none but those looked at.</summary>
public sealed class PersonHours(IDbContextFactory<WorkbenchDb> dbs, LeaseTimes times, TimeProvider time)
{
    /// <param name="figures">What was counted in the period, by person.</param>
    /// <param name="span">The period, and all those clients whose work was counted.</param>
    /// <param name="people">Who is asked about; null for everybody.</param>
    /// <returns>The same with their hours, and whoever was at work and did nothing. Who also works for others has no hours here.</returns>
    public async Task<Dictionary<long, PeriodFigures>> Beside(
        IReadOnlyDictionary<long, PeriodFigures> figures, PeriodSpan span, IReadOnlyCollection<long>? people, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var grants = await Grants(db, people, stop);
        var elsewhere = grants.Where(g => !span.Clients.Contains(g.Client)).Select(g => g.Person).ToHashSet();
        var hours = (await Presences(db, [.. grants.Select(g => g.Person).Union(figures.Keys).Except(elsewhere)], span, stop))
            .ToDictionary(p => p.Person, p => PresenceTime.Of(p.Spans, span.From, p.To));
        return figures.Keys.Union(hours.Where(h => h.Value.WorkingMs > 0).Select(h => h.Key)).ToDictionary(
            person => person,
            person => figures.GetValueOrDefault(person, PeriodFigures.None).With(elsewhere.Contains(person) ? null : hours.GetValueOrDefault(person, PresenceTime.None)));
    }

    /// <param name="figures">What was counted in the period, by quarter.</param>
    /// <param name="spans">One for each zone, with the clients there: whoever works for them has their clock.</param>
    /// <param name="people">Who is asked about; null for everybody.</param>
    /// <returns>The same with the hours of all of them; without any where one who did some of it also works for others, or by another clock.</returns>
    public async Task<Dictionary<long, PeriodFigures>> BesideQuarters(
        IReadOnlyDictionary<long, PeriodFigures> figures, IReadOnlyList<PeriodSpan> spans, IReadOnlyCollection<long>? people, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var places = (await Grants(db, people, stop)).ConvertAll(g => (g.Person, Span: spans.FirstOrDefault(s => s.Clients.Contains(g.Client))));
        HashSet<long> counted = [];
        foreach (var span in spans)
        {
            var some = await db.Flows(span.Clients, span.From, span.To).Where(c => c.PersonId != 0).Select(c => c.PersonId).Distinct().ToListAsync(stop);
            var these = people is null ? some : some.FindAll(people.Contains);
            counted.UnionWith(these);
            places.AddRange(these.Select(p => (p, (PeriodSpan?)span)));
        }

        var at = places.Distinct().ToLookup(p => p.Person, p => p.Span);
        if (counted.Any(person => at[person].Count() > 1))
        {
            return new(figures);
        }

        Dictionary<long, PresenceTime> hours = [];
        foreach (var span in spans)
        {
            // Who did nothing goes by the first of their clocks.
            var here = at.Where(p => p.First() == span && !p.Contains(null)).Select(p => p.Key).ToArray();
            foreach (var (quarter, worked) in (await Presences(db, here, span, stop)).SelectMany(p => PresenceTime.ByQuarter(p.Spans, span.From, p.To)))
            {
                var key = span.First.QuarterOf(quarter);
                hours[key] = hours.GetValueOrDefault(key, PresenceTime.None) + worked;
            }
        }

        return figures.ToDictionary(f => f.Key, f => f.Value.With(hours.GetValueOrDefault(f.Key, PresenceTime.None)));
    }

    private static async Task<List<(long Person, long Client)>> Grants(WorkbenchDb db, IReadOnlyCollection<long>? people, CancellationToken stop)
    {
        var grants = db.Grants.Where(g => Roles.Working.Contains(g.Role));
        return (await (people is null ? grants : grants.Where(g => people.Contains(g.PersonId))).Select(g => new { g.PersonId, g.ClientId }).ToListAsync(stop))
            .ConvertAll(g => (g.PersonId, g.ClientId ?? IClientOwned.House));
    }

    // What each was in, one after the other, and how far it is known.
    private async Task<List<(long Person, List<(DateTime From, PresenceCode Code)> Spans, DateTime To)>> Presences(WorkbenchDb db, long[] people, PeriodSpan period, CancellationToken stop)
    {
        var (from, to, now) = (period.From, period.To, time.Now());
        var silent = now - times.Silence;
        var codes = await db.PresenceCodes.AsNoTracking().ToDictionaryAsync(c => c.Id, stop);
        // What they were in when the period began may have begun long before.
        var presences = await db.Presences.Where(p => people.Contains(p.PersonId)).Select(p => new
        {
            p.PersonId,
            Seen = p.CodeId != PresenceCode.Offline && p.LastSeen < silent ? p.LastSeen : now,
            Before = db.PresenceSpans.Where(s => s.PersonId == p.PersonId && s.From < from).OrderByDescending(s => s.From).ThenByDescending(s => s.Id).Select(s => s.CodeId).FirstOrDefault(),
        }).ToListAsync(stop);
        var spans = (await db.PresenceSpans.Where(s => people.Contains(s.PersonId) && s.From >= from && s.From < to).OrderBy(s => s.From).ThenBy(s => s.Id)
            .Select(s => new { s.PersonId, s.From, s.CodeId }).ToListAsync(stop)).ToLookup(s => s.PersonId, s => (s.From, codes[s.CodeId]));
        return presences.ConvertAll(p => (
            p.PersonId,
            new List<(DateTime From, PresenceCode Code)>([(from, codes[p.Before == 0 ? PresenceCode.Offline : p.Before]), .. spans[p.PersonId]]),
            to < p.Seen ? to : p.Seen));
    }
}

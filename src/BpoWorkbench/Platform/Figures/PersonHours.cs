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
    /// <param name="clients">All those whose work was counted.</param>
    /// <returns>The same with their hours, and whoever was at work and did nothing. Who also works for others has no hours here.</returns>
    public async Task<Dictionary<long, PeriodFigures>> Beside(
        IReadOnlyDictionary<long, PeriodFigures> figures, IReadOnlyCollection<long> clients, DateTime from, DateTime to, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var grants = await db.Grants.Where(g => Roles.Working.Contains(g.Role)).Select(g => new { g.PersonId, g.ClientId }).ToListAsync(stop);
        var elsewhere = grants.Where(g => g.ClientId is not { } client || !clients.Contains(client)).Select(g => g.PersonId).ToHashSet();
        var hours = await Hours(db, [.. grants.Select(g => g.PersonId).Union(figures.Keys).Except(elsewhere)], from, to, stop);
        return figures.Keys.Union(hours.Where(h => h.Value.WorkingMs > 0).Select(h => h.Key)).ToDictionary(
            person => person,
            person => figures.GetValueOrDefault(person, PeriodFigures.None).With(elsewhere.Contains(person) ? null : hours.GetValueOrDefault(person, PresenceTime.None)));
    }

    private async Task<Dictionary<long, PresenceTime>> Hours(WorkbenchDb db, long[] people, DateTime from, DateTime to, CancellationToken stop)
    {
        var now = time.Now();
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
        return presences.ToDictionary(p => p.PersonId, p => PresenceTime.Of(
            [(from, codes[p.Before == 0 ? PresenceCode.Offline : p.Before]), .. spans[p.PersonId]], from, to < p.Seen ? to : p.Seen));
    }
}

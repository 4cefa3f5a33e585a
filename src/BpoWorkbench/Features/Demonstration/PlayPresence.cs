using BpoWorkbench.Data;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Demonstration;

/// <summary>Plays when the agents of the story were at work: in stretches about what they touched, with some time free for more. The same touches always make the same days.</summary>
internal sealed class PlayPresence(IDbContextFactory<WorkbenchDb> dbs)
{
    // A shorter gap is a break.
    private static readonly TimeSpan Gone = TimeSpan.FromMinutes(12);

    public async Task Run(DateTime from, DateTime until, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var touches = await db.WorkEvents.Where(e => e.HandleMs > 0 && e.At > from && e.At <= until && db.Users.Any(u => u.Id == e.PersonId && u.Demonstration))
            .Select(e => new { Person = e.PersonId!.Value, e.At, e.HandleMs }).ToListAsync(stop);
        var presences = await db.Presences.ToDictionaryAsync(p => p.PersonId, stop);
        var codes = await db.PresenceCodes.Where(c => !c.Retired).ToDictionaryAsync(c => c.Id, stop);
        foreach (var person in touches.GroupBy(t => t.Person).OrderBy(p => p.Key))
        {
            if (!presences.TryGetValue(person.Key, out var presence))
            {
                db.Presences.Add(presence = new Presence(person.Key));
            }

            // Whoever is at work tells the rest of it themselves.
            if (presence.CodeId == PresenceCode.Offline)
            {
                Play(presence, Stretches([.. person.Select(t => (t.At.AddMilliseconds(-t.HandleMs), t.At)).Order()], presence.Since, until), codes);
            }
        }

        await db.SaveChangesAsync(stop);
    }

    private static void Play(Presence presence, List<(DateTime From, DateTime To)> stretches, Dictionary<long, PresenceCode> codes)
    {
        foreach (var (i, (from, to)) in stretches.Index())
        {
            presence.Sit(from);
            presence.Turn(codes[PresenceCode.Available], from);
            presence.Stay(to);
            var back = i + 1 < stretches.Count && stretches[i + 1].From - to < Gone;
            presence.Turn((back ? codes.GetValueOrDefault(PresenceCode.Break) : null) ?? codes[PresenceCode.Offline], to);
            presence.Stand();
        }
    }

    // Each as long as all that was touched in it, and a share of that: two items may overlap, one agent has but one time.
    private static List<(DateTime From, DateTime To)> Stretches(List<(DateTime From, DateTime To)> touches, DateTime after, DateTime until)
    {
        List<(DateTime From, DateTime To)> all = [];
        foreach (var (from, to) in touches)
        {
            var free = (to - from) * (0.2 + (from.DayOfYear + from.Hour) % 5 * 0.08);
            var begins = Domain.Moment.Cut(from - free);
            if (all.Count > 0 && begins <= all[^1].To)
            {
                all[^1] = (all[^1].From, Domain.Moment.Cut(all[^1].To + (to - from) + free));
            }
            else
            {
                all.Add((begins, to));
            }
        }

        return [.. all.Where(s => s.From > after && s.From < until).Select(s => (s.From, s.To < until ? s.To : until))];
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>Who is there for which queue: at work, in a code that receives work, and allowed to.</summary>
public static class Serving
{
    public static async Task<List<(long Queue, long Person)>> Now(WorkbenchDb db, IReadOnlyCollection<long> clients, CancellationToken stop)
    {
        var served = await (from m in db.Set<QueueMember>()
                            where clients.Contains(m.ClientId)
                            from p in db.Presences
                            where p.Online && p.Code!.ReceivesWork && (p.PersonId == m.PersonId || db.TeamMembers.Any(t => t.TeamId == m.TeamId && t.PersonId == p.PersonId))
                                && db.Grants.Any(g => g.PersonId == p.PersonId && Roles.Working.Contains(g.Role) && g.ClientId == m.ClientId)
                            select new { m.QueueId, p.PersonId }).Distinct().ToListAsync(stop);
        return [.. served.Select(s => (s.QueueId, s.PersonId))];
    }

    /// <summary>The lanes that ask for skills which nobody of those has who serve their queue.</summary>
    /// <param name="serving">As <see cref="Now"/> tells.</param>
    public static async Task<List<(long Lane, long Queue)>> NobodyCan(WorkbenchDb db, IReadOnlyCollection<long> clients, List<(long Queue, long Person)> serving, CancellationToken stop)
    {
        var asking = await db.Lanes.Where(l => clients.Contains(l.ClientId) && l.Open && l.Needs != Needs.None).Select(l => new { l.Id, l.QueueId, l.Needs }).ToListAsync(stop);
        if (asking.Count == 0)
        {
            return [];
        }

        var levels = await PersonLevels.Of(db, [.. serving.Select(s => s.Person).Distinct()], stop);
        var people = serving.ToLookup(s => s.Queue, s => levels.GetValueOrDefault(s.Person, []));
        return [.. asking.Where(l => !people[l.QueueId].Any(had => Needs.AreMet(l.Needs, had))).Select(l => (l.Id, l.QueueId))];
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
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
}

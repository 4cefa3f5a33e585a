using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>The signed-in agent says what they are doing. In a code that is not productive no handle time runs: a break never counts.</summary>
public sealed class TurnPresence(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, PersonBell bell, TimeProvider time)
{
    public async Task Run(long codeId)
    {
        scope.Require(Permissions.Work);
        var person = scope.RequirePerson();
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            var now = time.Now();
            var code = await db.PresenceCodes.SingleOrDefaultAsync(c => c.Id == codeId) ?? throw new Refusal("presence.retired");
            (await db.Presence(person)).Turn(code, person, now);
            if (!code.Productive)
            {
                var active = await db.WorkItems.Where(i => i.State == WorkState.Claimed && i.OwnerId == person && i.ActiveSince != null).ToListAsync();
                active.ForEach(i => i.Leave(now));
            }

            db.TouchedBy(scope);
            await db.SaveChangesAsync();
        });
        bell.Ring(person);
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>
/// An agent goes on in another code: they say so themselves, or a telephone does by a key. In a code that is not productive no handle
/// time runs: a break never counts.
/// </summary>
public sealed class TurnPresence(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, PersonBell bell, TimeProvider time)
{
    /// <param name="byKey">Null where they say so themselves.</param>
    public async Task Run(long codeId, long? byKey = null)
    {
        scope.Require(Permissions.Work);
        var person = scope.RequirePerson();
        await using var db = await dbs.CreateDbContextAsync();
        var turned = true;
        await db.Write(async () =>
        {
            // A telephone may say the same twice at once.
            await db.Engine.Alone(db, AgentFacts.About(person));
            var now = time.Now();
            var code = await db.PresenceCodes.SingleOrDefaultAsync(c => c.Id == codeId) ?? throw new Refusal("presence.retired");
            var presence = await db.Presence(person);
            if (byKey is not { } key)
            {
                presence.Turn(code, now);
            }
            else if (!(turned = presence.TurnByKey(code, key, now)))
            {
                return;
            }

            if (!code.Productive)
            {
                var active = await db.WorkItems.Where(i => i.State == WorkState.Claimed && i.OwnerId == person && i.ActiveSince != null).ToListAsync();
                active.ForEach(i => i.Leave(now));
            }

            db.TouchedBy(scope);
            await db.SaveChangesAsync();
        });
        if (turned)
        {
            bell.Ring(person);
        }
    }
}

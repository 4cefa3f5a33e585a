using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Notes that the signed-in agent is at their desk, or has left it.</summary>
public sealed class SeeAgent(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    public async Task Run(bool online)
    {
        var person = scope.RequirePerson();
        await using var db = await dbs.CreateDbContextAsync();
        var presence = await db.Presences.FindAsync(person);
        var moved = presence?.Online != online;
        if (presence is null)
        {
            db.Presences.Add(presence = new Presence(person));
        }

        presence.Seen(online, time.Now());
        if (moved)
        {
            foreach (var client in scope.With(Permissions.Work))
            {
                db.Touched(client);
            }
        }

        await db.SaveChangesAsync();
    }
}

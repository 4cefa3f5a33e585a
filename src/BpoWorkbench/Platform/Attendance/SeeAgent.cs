using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>Notes that the signed-in agent is at their desk, or has left it.</summary>
public sealed class SeeAgent(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, PersonBell bell, TimeProvider time)
{
    /// <summary>They sat down, or stood up.</summary>
    public Task Run(bool online) => Note(presence =>
    {
        if (online)
        {
            presence.Sit(time.Now());
        }
        else
        {
            presence.Stand();
        }
    });

    /// <summary>They are still there.</summary>
    public Task Again() => Note(presence => presence.Stay(time.Now()));

    private async Task Note(Action<Presence> seen)
    {
        var person = scope.RequirePerson();
        await using var db = await dbs.CreateDbContextAsync();
        var moved = false;
        await db.Write(async () =>
        {
            var presence = await db.Presence(person);
            var before = (presence.Online, presence.CodeId);
            seen(presence);
            moved = before != (presence.Online, presence.CodeId);
            if (moved)
            {
                db.TouchedBy(scope);
            }

            await db.SaveChangesAsync();
        });
        if (moved)
        {
            bell.Ring(person);
        }
    }
}

/// <summary>Presences as they are loaded and told of.</summary>
internal static class Presences
{
    /// <summary>Somebody's presence, made where they were never seen. Called inside <see cref="WorkbenchDb.Write"/>.</summary>
    public static async Task<Presence> Presence(this WorkbenchDb db, long person)
    {
        var presence = await db.Presences.SingleOrDefaultAsync(p => p.PersonId == person);
        if (presence is null)
        {
            db.Presences.Add(presence = new Presence(person));
        }

        return presence;
    }

    /// <summary>The floors of all that these people work for show another state of them.</summary>
    public static async Task TouchedBy(this WorkbenchDb db, IReadOnlyCollection<long> people, CancellationToken stop)
    {
        var clients = await db.Grants.Where(g => people.Contains(g.PersonId) && g.ClientId != null).Select(g => g.ClientId!.Value).Distinct().ToListAsync(stop);
        clients.ForEach(db.Touched);
    }

    /// <summary>The floors of all that a person works for show another state of them.</summary>
    public static void TouchedBy(this WorkbenchDb db, ClientScope scope)
    {
        foreach (var client in scope.With(Permissions.Work))
        {
            db.Touched(client);
        }
    }
}

using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.People;

/// <summary>Gives a role for a client (or for all of them), or takes it away; open pages follow at once.</summary>
public sealed class SetGrant(ChangePerson change, Reach reach, ReleaseHeld release)
{
    public Task Run(long personId, long? clientId, Role role, bool given) => change.Run(personId, async (db, person) =>
    {
        reach.RequireGrant(clientId, role);
        var present = person.Grants.Find(g => g.ClientId == clientId && g.Role == role);
        if (given && present is null)
        {
            // The centre's own people and a client's are kept apart: whoever is both would see too much on one page.
            if (person.Grants.Exists(g => g.Role.IsPortal() != role.IsPortal()))
            {
                throw new Refusal("person.house-or-portal", person.Name);
            }

            db.Grants.Add(new Grant(personId, clientId, role));
        }
        else if (!given && present is not null)
        {
            db.Grants.Remove(present);
            if (clientId is { } client && !person.Grants.Exists(g => g != present && g.ClientId == client && Roles.PermissionsOf(g.Role).Contains(Permissions.Work)))
            {
                await release.Run(db, personId, client);
            }
        }
    });
}

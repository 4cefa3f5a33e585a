using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.People;

/// <summary>Shuts someone out, from their open pages too, and gives back what they hold; or lets them in again.</summary>
public sealed class SetActive(ChangePerson change, ClientScope scope, ReleaseHeld release)
{
    public Task Run(long personId, bool active) => change.RunWhole(personId, async (db, person) =>
    {
        if (active)
        {
            person.Active = true;
            return;
        }

        if (personId == scope.PersonId)
        {
            throw new Refusal("person.yourself");
        }

        person.Deactivate();
        await release.Run(db, personId);
    });
}

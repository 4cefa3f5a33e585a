using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.People;

/// <summary>Whether someone may be here at all; what changes reaches their open pages at once.</summary>
public sealed class ControlAccess(ChangePerson change, ClientScope scope, ReleaseHeld release)
{
    /// <summary>Ends every page and browser in which they are signed in.</summary>
    public Task SignOut(long personId) => Do(personId, person => person.SignOutEverywhere());

    /// <summary>Lets them try again after too many wrong passwords.</summary>
    public Task Unlock(long personId) => Do(personId, person => person.Unlock());

    public Task Activate(long personId) => Do(personId, person => person.Active = true);

    /// <summary>Shuts them out, and gives what they hold back to the queues.</summary>
    public Task Deactivate(long personId) => change.RunWhole(personId, (db, person) =>
    {
        if (personId == scope.PersonId)
        {
            throw new Refusal("person.yourself");
        }

        person.Deactivate();
        return release.Run(db, personId);
    });

    private Task Do(long personId, Action<Person> step) => change.RunWhole(personId, (_, person) =>
    {
        step(person);
        return Task.CompletedTask;
    });
}

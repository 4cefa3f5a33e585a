using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Access;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.People;

/// <summary>Sends or shows a person a link to choose a password: an invitation until they have one.</summary>
public sealed class SendLink(ChangePerson change, LetIn letIn, SignedIn me)
{
    /// <param name="here">The address under which the workbench is seen.</param>
    /// <param name="clientId">Whose mail it is: the house's, or the client's whose portal administrator asks.</param>
    public async Task<WayIn> Run(long personId, string here, long clientId = IClientOwned.House)
    {
        WayIn? way = null;
        await change.RunWhole(personId, async (db, person) =>
        {
            if (!person.Active)
            {
                throw new Refusal("person.inactive", person.Name);
            }

            way = await letIn.Run(db, person, person.IsInvited ? AccessKind.Invitation : AccessKind.Reset, here, me.Name, clientId);
        });
        return way!;
    }
}

using BpoWorkbench.Domain;

namespace BpoWorkbench.Tenancy;

// Who says what somebody is doing: they themselves, or a telephone.
public sealed partial class Presence
{
    /// <summary>They say so themselves, at a page of theirs.</summary>
    public void Turn(PresenceCode code, DateTime now)
    {
        RequireOffered(code);
        if (code.Id != PresenceCode.Offline)
        {
            LastSeen = now;
        }

        Begin(code.Id, now, PersonId);
    }

    /// <summary>
    /// A telephone that is joined by a key says so. That is no sign of them at a desk: it neither prolongs what they hold nor, repeated, has
    /// them offered work again. Whoever was lost is in what it says, also when found again.
    /// </summary>
    /// <returns>False where it says what is so already.</returns>
    public bool TurnByKey(PresenceCode code, long key, DateTime now)
    {
        RequireOffered(code);
        if (code.Id == CodeId && LostFrom is null && Since != default)
        {
            return false;
        }

        Begin(code.Id, now, null, key);
        return true;
    }

    private static void RequireOffered(PresenceCode code)
    {
        if (code.Retired)
        {
            throw new Refusal("presence.retired");
        }
    }
}

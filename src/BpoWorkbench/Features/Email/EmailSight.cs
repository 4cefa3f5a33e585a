using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Email;

/// <summary>Who reads a client's mail: whoever works on it, looks at its items, or runs its queues.</summary>
internal static class EmailSight
{
    public static bool Allows(ClientScope scope, long clientId) =>
        scope.Allows(Permissions.Work, clientId) || scope.Allows(Permissions.Items, clientId) || scope.Allows(Permissions.Queues, clientId);
}

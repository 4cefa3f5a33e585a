namespace BpoWorkbench.Tenancy;

/// <summary>Where a person's day begins.</summary>
public static class MainPlace
{
    /// <summary>The page for what they may do; null while they may do nothing.</summary>
    public static string? Of(ClientScope scope) =>
        scope.Allows(Permissions.People) ? "/people"
        : scope.Allows(Permissions.Floor) ? "/wallboard"
        : scope.Allows(Permissions.Work) ? "/desk"
        : scope.Allows(Permissions.Items) ? "/items"
        : scope.Allows(Permissions.Portal) ? "/portal/today"
        : null;
}

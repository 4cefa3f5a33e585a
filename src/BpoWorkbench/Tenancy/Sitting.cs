using System.Security.Claims;

namespace BpoWorkbench.Tenancy;

/// <summary>One signing in, in one browser: all pages opened under it share its mark.</summary>
public static class Sitting
{
    private const string Claim = "sitting";

    public static string? Of(ClaimsPrincipal? principal) => principal?.FindFirstValue(Claim);

    /// <summary>Marks whoever signs in.</summary>
    public static void Begin(ClaimsPrincipal? principal) => Mark(principal, Guid.NewGuid().ToString("N"));

    /// <summary>Keeps the mark where the cookie is made anew.</summary>
    public static void Carry(ClaimsPrincipal? from, ClaimsPrincipal? to) => Mark(to, Of(from));

    private static void Mark(ClaimsPrincipal? principal, string? sitting)
    {
        if (sitting is not null && principal?.Identity is ClaimsIdentity identity && Of(principal) is null)
        {
            identity.AddClaim(new System.Security.Claims.Claim(Claim, sitting));
        }
    }
}

using System.Text;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;

namespace BpoWorkbench.Platform.Access;

/// <summary>What a link lets its holder do.</summary>
public enum AccessKind
{
    Invitation,
    Reset,
}

/// <summary>Links that work once: with them a person chooses a password. A new security stamp makes all earlier ones void.</summary>
public sealed class AccessLinks(UserManager<Person> users)
{
    /// <param name="site">The address of the workbench as the person sees it.</param>
    public async Task<string> For(Person person, AccessKind kind, string site)
    {
        var token = await users.GenerateUserTokenAsync(person, Provider(kind), kind.ToString());
        return $"{site.TrimEnd('/')}/account/{Page(kind)}?person={person.Id}&token={WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(token))}";
    }

    public async Task<bool> Opens(Person person, AccessKind kind, string? token) =>
        token is not null && Decode(token) is { } decoded && await users.VerifyUserTokenAsync(person, Provider(kind), kind.ToString(), decoded);

    private static string Page(AccessKind kind) => kind == AccessKind.Invitation ? "invitation" : "reset-password";

    private static string Provider(AccessKind kind) => kind == AccessKind.Invitation ? InvitationTokens.Provider : TokenOptions.DefaultProvider;

    private static string? Decode(string token)
    {
        try
        {
            return Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}

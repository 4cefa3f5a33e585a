using Microsoft.AspNetCore.Identity;

namespace BpoWorkbench.Platform.Access;

/// <summary>How people are let in: invitations and new passwords, by mail or by a link that is shown.</summary>
public static class AccessFeature
{
    public static void AddAccess(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<InvitationTokens>();
        builder.Services.Configure<IdentityOptions>(options =>
            options.Tokens.ProviderMap[InvitationTokens.Provider] = new TokenProviderDescriptor(typeof(InvitationTokens)));
        builder.Services.AddScoped<AccessLinks>();
        builder.Services.AddScoped<AccessMail>();
        builder.Services.AddScoped<LetIn>();
    }
}

using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace BpoWorkbench.Platform.Access;

/// <summary>The keys in invitations: they last longer than those that reset a password.</summary>
public sealed class InvitationTokens(IDataProtectionProvider protection, IOptions<InvitationTokens.Lifetime> lifetime, ILogger<DataProtectorTokenProvider<Person>> log)
    : DataProtectorTokenProvider<Person>(protection, lifetime, log)
{
    public const string Provider = "Invitation";

    /// <summary>Seven days.</summary>
    public sealed class Lifetime : DataProtectionTokenProviderOptions
    {
        public Lifetime()
        {
            Name = Provider;
            TokenLifespan = TimeSpan.FromDays(7);
        }
    }
}

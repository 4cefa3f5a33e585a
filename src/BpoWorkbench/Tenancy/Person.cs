using Microsoft.AspNetCore.Identity;

namespace BpoWorkbench.Tenancy;

/// <summary>Someone who signs in: one of the centre's own people, or a portal user.</summary>
public sealed class Person : IdentityUser<long>
{
    public string Name { get; set; } = "";

    /// <summary>ISO 639-1.</summary>
    public string Language { get; set; } = "es";

    public bool Active { get; set; } = true;

    /// <summary>Made by the demonstration; signs in by its doors, never by a password.</summary>
    public bool Demonstration { get; set; }

    /// <summary>How many units of work they may hold at once; null for what the house has set.</summary>
    public int? Capacity { get; private set; }

    public DateTime? LastSignInAt { get; set; }

    public List<Grant> Grants { get; } = [];

    /// <summary>Invited, and has not chosen a password yet.</summary>
    public bool IsInvited => PasswordHash is null && !Demonstration;

    /// <summary>Someone new, who chooses a password by the link of an invitation.</summary>
    public static Person Invite(string name, string email, string language)
    {
        var person = new Person { Name = name.Trim(), Language = language, LockoutEnabled = true };
        person.ChangeEmail(email);
        person.SignOutEverywhere();
        return person;
    }

    /// <summary>The address is also the name one signs in with.</summary>
    public void ChangeEmail(string email)
    {
        email = email.Trim();
        if (!IsEmail(email))
        {
            throw new Domain.Refusal("person.not-an-email", email);
        }

        UserName = Email = email;
        NormalizedUserName = NormalizedEmail = NormaliseEmail(email);
    }

    /// <summary>Every page and every other browser of theirs is left; links already handed out are void.</summary>
    public void SignOutEverywhere() => SecurityStamp = Guid.NewGuid().ToString("N");

    public void Deactivate()
    {
        Active = false;
        SignOutEverywhere();
    }

    public void Limit(int? capacity) =>
        Capacity = capacity is null or (>= 1 and <= 100) ? capacity : throw new Domain.Refusal("person.capacity");

    public void Unlock()
    {
        LockoutEnd = null;
        AccessFailedCount = 0;
    }

    public static string NormaliseEmail(string email) => email.Trim().Normalize().ToUpperInvariant();

    public static bool IsEmail(string text) =>
        System.Net.Mail.MailAddress.TryCreate(text, out var address) && address.Address == text && address.Host.Contains('.', StringComparison.Ordinal);
}

using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Access;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace BpoWorkbench.Features.Account;

/// <summary>Chooses a password by a link, and signs in with it.</summary>
public sealed class ChoosePassword(SignInManager<Person> signIn, AccessLinks links, OpenCircuits open, TimeProvider time)
{
    /// <summary>Who a link is for; null when it does not open (any more).</summary>
    public async Task<Person?> WhoHolds(long personId, AccessKind kind, string? token)
    {
        var person = await signIn.UserManager.FindByIdAsync(personId.ToString(CultureInfo.InvariantCulture));
        return person is { Active: true, Demonstration: false } && await links.Opens(person, kind, token) ? person : null;
    }

    public async Task Run(long personId, AccessKind kind, string? token, string password)
    {
        var person = await WhoHolds(personId, kind, token) ?? throw new Refusal("link.void");
        await signIn.UserManager.SetPassword(person, password);
        person.EmailConfirmed = true;
        person.Unlock();
        person.LastSignInAt = time.Now();
        await signIn.UserManager.UpdateAsync(person);
        await open.PersonChanged(person.Id);
        await signIn.SignInAsync(person, isPersistent: false);
    }
}

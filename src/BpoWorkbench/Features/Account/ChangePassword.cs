using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace BpoWorkbench.Features.Account;

/// <summary>The signed-in person chooses another password; all their other pages and browsers are signed out.</summary>
public sealed class ChangePassword(SignInManager<Person> signIn, SignedIn me, OpenCircuits open)
{
    public async Task Run(HttpContext http, string present, string password)
    {
        var person = await signIn.UserManager.GetUserAsync(http.User) ?? throw new Refusal("access.denied");
        var check = await signIn.CheckPasswordSignInAsync(person, present, lockoutOnFailure: true);
        if (!check.Succeeded)
        {
            throw new Refusal("password.present-wrong");
        }

        await signIn.UserManager.SetPassword(person, password);
        await signIn.UserManager.UpdateAsync(person);
        await open.PersonChanged(me.PersonId);
        await signIn.SignInAsync(person, isPersistent: false);
    }
}

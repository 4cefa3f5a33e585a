using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace BpoWorkbench.Features.Account;

/// <summary>Signs the person out of every page and browser, this one included.</summary>
public sealed class LeaveEverywhere(SignInManager<Person> signIn, OpenCircuits open)
{
    public async Task Run(HttpContext http)
    {
        var person = await signIn.UserManager.GetUserAsync(http.User) ?? throw new Refusal("access.denied");
        person.SignOutEverywhere();
        await signIn.UserManager.UpdateAsync(person);
        await signIn.SignOutAsync();
        await open.PersonChanged(person.Id);
    }
}

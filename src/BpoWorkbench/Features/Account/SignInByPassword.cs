using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace BpoWorkbench.Features.Account;

/// <summary>Signs in by email and password. Whether the address, the password or the account is wrong is not told.</summary>
public sealed class SignInByPassword(SignInManager<Person> signIn, TimeProvider time)
{
    public async Task Run(string email, string password)
    {
        var users = signIn.UserManager;
        var person = await users.FindByEmailAsync(email.Trim());
        if (person is not { Active: true, Demonstration: false, PasswordHash: not null })
        {
            // As long as with a real password, so that the time taken does not tell who exists.
            users.PasswordHasher.HashPassword(new Person(), password);
            throw new Refusal("sign-in.wrong");
        }

        var result = await signIn.CheckPasswordSignInAsync(person, password, lockoutOnFailure: true);
        if (result.IsLockedOut)
        {
            var left = person.LockoutEnd!.Value - time.GetUtcNow();
            throw new Refusal("sign-in.locked", Math.Max(1, (int)Math.Ceiling(left.TotalMinutes)));
        }

        if (!result.Succeeded)
        {
            throw new Refusal("sign-in.wrong");
        }

        person.LastSignInAt = time.Now();
        await users.UpdateAsync(person);
        await signIn.SignInAsync(person, isPersistent: false);
    }
}

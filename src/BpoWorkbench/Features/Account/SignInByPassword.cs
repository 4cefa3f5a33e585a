using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace BpoWorkbench.Features.Account;

/// <summary>Signs in by email and password. Whether there is such an account, or it is locked for its wrong passwords, is not told to who does not get in.</summary>
public sealed class SignInByPassword(SignInManager<Person> signIn, TimeProvider time)
{
    public async Task Run(string email, string password)
    {
        var users = signIn.UserManager;
        var person = await users.FindByEmailAsync(email.Trim());
        if (person is not { Active: true, Demonstration: false, PasswordHash: not null } || await users.IsLockedOutAsync(person))
        {
            // As long as with a real password, so that the time taken does not tell either.
            users.PasswordHasher.HashPassword(new Person(), password);
            throw Wrong();
        }

        if (!(await signIn.CheckPasswordSignInAsync(person, password, lockoutOnFailure: true)).Succeeded)
        {
            throw Wrong();
        }

        person.LastSignInAt = time.Now();
        await users.UpdateAsync(person);
        await signIn.SignInAsync(person, isPersistent: false);
    }

    private Refusal Wrong()
    {
        var locking = signIn.Options.Lockout;
        return new("sign-in.wrong", locking.MaxFailedAccessAttempts, (int)locking.DefaultLockoutTimeSpan.TotalMinutes);
    }
}

using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace BpoWorkbench.Features.Account;

/// <summary>Setting a password by the rules of the house.</summary>
internal static class Passwords
{
    /// <summary>Hashes it, and voids every sign-in and link there is; the caller saves the person.</summary>
    public static async Task SetPassword(this UserManager<Person> users, Person person, string password)
    {
        foreach (var rule in users.PasswordValidators)
        {
            if (!(await rule.ValidateAsync(users, person, password)).Succeeded)
            {
                throw new Refusal("password.too-short", users.Options.Password.RequiredLength);
            }
        }

        person.PasswordHash = users.PasswordHasher.HashPassword(person, password);
        person.SignOutEverywhere();
    }
}

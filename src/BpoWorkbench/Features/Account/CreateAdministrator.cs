using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace BpoWorkbench.Features.Account;

/// <summary>The first person: an administrator, created with the code that was printed at start.</summary>
public sealed class CreateAdministrator(ScopedWork scoped, FirstRun firstRun, SignInManager<Person> signIn, TimeProvider time)
{
    public async Task Run(string code, string name, string email, string password, string language)
    {
        Person? created = null;
        await scoped.AsSystem(async services =>
        {
            var db = services.GetRequiredService<WorkbenchDb>();
            await db.Write(async () =>
            {
                await firstRun.Use(db, code);
                var person = Person.Invite(name, email, language);
                await services.GetRequiredService<UserManager<Person>>().SetPassword(person, password);
                person.LastSignInAt = time.Now();
                db.Users.Add(person);
                await db.SaveChangesAsync();
                db.Grants.Add(new Grant(person.Id, null, Role.Administrator));
                await db.SaveChangesAsync();
                created = person;
            });
        });
        await signIn.SignInAsync(created!, isPersistent: false);
    }
}

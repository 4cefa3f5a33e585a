using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.People;

/// <summary>One step on one person in reach, in one transaction; their open pages hear of it afterwards.</summary>
public sealed class ChangePerson(IDbContextFactory<WorkbenchDb> dbs, Reach reach, OpenCircuits open)
{
    public async Task Run(long personId, Func<WorkbenchDb, Person, Task> step)
    {
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            // Of two administrators who lock each other out at once, one must see the other gone.
            await db.Engine.Alone(db, nameof(Role.Administrator));
            var person = await Find(db, personId);
            await step(db, person);
            await db.SaveChangesAsync();
            await RequireAdministrator(db);
        });
        await open.PersonChanged(personId);
    }

    /// <summary>The same, on the person as a whole: refused when they also belong to others.</summary>
    public Task RunWhole(long personId, Func<WorkbenchDb, Person, Task> step) => Run(personId, (db, person) =>
    {
        reach.RequireAll(person);
        return step(db, person);
    });

    private async Task<Person> Find(WorkbenchDb db, long personId)
    {
        var person = await db.Users.Include(p => p.Grants).SingleOrDefaultAsync(p => p.Id == personId);
        return person is not null && reach.Sees(person.Grants) ? person : throw new Refusal("access.denied");
    }

    private static async Task RequireAdministrator(WorkbenchDb db)
    {
        if (!await db.Grants.AnyAsync(g => g.ClientId == null && g.Role == Role.Administrator && g.Person!.Active))
        {
            throw new Refusal("person.last-administrator");
        }
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.People;

/// <summary>Changes a person's name, address, language and team.</summary>
public sealed class SavePerson(ChangePerson change, Reach reach)
{
    public Task Run(long personId, PersonForm form, long version) => change.RunWhole(personId, async (db, person) =>
    {
        if (form.Faults().Values.FirstOrDefault() is { } fault)
        {
            throw new Refusal(fault);
        }

        if (await PersonDetails.Version(db, personId) != version)
        {
            throw new DbUpdateConcurrencyException();
        }

        person.Name = form.Name.Trim();
        person.Language = form.Language;
        if (person.Email != form.Email.Trim())
        {
            await InvitePeople.RequireFree(db, form.Email);
            person.ChangeEmail(form.Email);
        }

        if (reach.IsHouse)
        {
            person.Limit(form.Capacity);
            await PutIntoTeam(db, personId, form.TeamId);
        }
    });

    internal static async Task PutIntoTeam(WorkbenchDb db, long personId, long? teamId)
    {
        var present = await db.TeamMembers.SingleOrDefaultAsync(m => m.PersonId == personId);
        if (present?.TeamId == teamId)
        {
            return;
        }

        if (present is not null)
        {
            db.TeamMembers.Remove(present);
            await db.SaveChangesAsync();
        }

        if (teamId is { } id)
        {
            var team = await db.Teams.SingleOrDefaultAsync(t => t.Id == id) ?? throw new Refusal("access.denied");
            team.Members.Add(new TeamMember(personId));
            await db.SaveChangesAsync();
        }
    }
}

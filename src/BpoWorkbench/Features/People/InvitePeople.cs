using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Access;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.People;

/// <summary>Someone to be invited: with a role for some clients, and perhaps into a team.</summary>
public sealed record Invitation(string Name, string Email, string Language, Role? Role, IReadOnlyList<long> Clients, long? TeamId = null, string? NewTeam = null);

/// <summary>Invites people, all of them or none.</summary>
public sealed class InvitePeople(IDbContextFactory<WorkbenchDb> dbs, Reach reach, LetIn letIn, SignedIn me)
{
    /// <param name="here">The address under which the workbench is seen.</param>
    /// <param name="clientId">Whose mail it is: the house's, or the client's whose portal administrator invites.</param>
    public async Task<List<WayIn>> Run(IReadOnlyList<Invitation> invitations, string here, long clientId = IClientOwned.House)
    {
        foreach (var invitation in invitations)
        {
            Check(invitation);
        }

        var ways = new List<WayIn>();
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            ways.Clear();
            foreach (var invitation in invitations)
            {
                var person = await Add(db, invitation);
                ways.Add(await letIn.Run(db, person, AccessKind.Invitation, here, me.Name, clientId));
            }

            await db.SaveChangesAsync();
        });
        return ways;
    }

    internal static async Task RequireFree(WorkbenchDb db, string email)
    {
        var known = Person.NormaliseEmail(email);
        if (await db.Users.AnyAsync(p => p.NormalizedEmail == known))
        {
            throw new Refusal("person.email-taken", email.Trim()) { Field = nameof(PersonForm.Email) };
        }
    }

    private void Check(Invitation invitation)
    {
        var form = new PersonForm { Name = invitation.Name, Email = invitation.Email, Language = invitation.Language };
        if (form.Faults().Values.FirstOrDefault() is { } fault)
        {
            throw new Refusal(fault);
        }

        if (invitation.Role is not { } role || (invitation.Clients.Count == 0 && role != Role.Administrator))
        {
            throw new Refusal("person.needs-client", invitation.Name);
        }

        foreach (var client in ClientsOf(invitation))
        {
            reach.RequireGrant(client, role);
        }

        if ((invitation.TeamId is not null || invitation.NewTeam is not null) && !reach.IsHouse)
        {
            throw new Refusal("access.denied");
        }
    }

    private static async Task<Person> Add(WorkbenchDb db, Invitation invitation)
    {
        await RequireFree(db, invitation.Email);
        var person = Person.Invite(invitation.Name, invitation.Email, invitation.Language);
        db.Users.Add(person);
        await db.SaveChangesAsync();
        db.Grants.AddRange(ClientsOf(invitation).Select(client => new Grant(person.Id, client, invitation.Role!.Value)));
        await IntoTeam(db, person, invitation.Role!.Value, invitation.TeamId ?? await TeamCalled(db, invitation.NewTeam));
        await db.SaveChangesAsync();
        return person;
    }

    // A supervisor leads the team, if nobody does yet; everyone else is in it.
    private static async Task IntoTeam(WorkbenchDb db, Person person, Role role, long? teamId)
    {
        if (role != Role.Supervisor)
        {
            await SavePerson.PutIntoTeam(db, person.Id, teamId);
        }
        else if (teamId is { } id)
        {
            (await db.Teams.SingleAsync(t => t.Id == id)).SupervisorId ??= person.Id;
        }
    }

    private static async Task<long?> TeamCalled(WorkbenchDb db, string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        var wanted = name.Trim();
        var team = await db.Teams.FirstOrDefaultAsync(t => t.Name == wanted);
        if (team is null)
        {
            team = new Team(wanted);
            db.Teams.Add(team);
            await db.SaveChangesAsync();
        }

        return team.Id;
    }

    // Without a client, an administrator of the house.
    private static IEnumerable<long?> ClientsOf(Invitation invitation) =>
        invitation.Clients.Count == 0 ? [null] : invitation.Clients.Distinct().Select(client => (long?)client);
}

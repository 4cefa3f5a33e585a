using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.People;

/// <summary>A row ready to be invited, or what is wrong with it.</summary>
public sealed record CheckedLine(PersonLine Line, Invitation? Invitation, Refusal? Fault);

/// <summary>Checks the rows of a workbook against clients, roles and the people there are.</summary>
public sealed class PeopleImport(IDbContextFactory<WorkbenchDb> dbs, PeopleChoices choices, Reach reach)
{
    private const StringSplitOptions Clean = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;

    public async Task<List<CheckedLine>> Check(IReadOnlyList<PersonLine> lines, string language)
    {
        var clients = (await choices.Read()).Clients.SelectMany(c => new[] { (Word: TextFolding.Fold(c.Name), c.Id), (Word: TextFolding.Fold(c.Code), c.Id) })
            .DistinctBy(c => c.Word).ToDictionary(c => c.Word, c => c.Id);
        await using var db = await dbs.CreateDbContextAsync();
        var taken = (await db.Users.Select(p => p.NormalizedEmail!).ToListAsync()).ToHashSet();
        var first = new Dictionary<string, int>();
        return [.. lines.Select(line => Check(line))];

        CheckedLine Check(PersonLine line)
        {
            try
            {
                var invitation = Read(line, clients, language);
                var email = Person.NormaliseEmail(line.Email);
                return taken.Contains(email) ? throw new Refusal("person.email-taken", line.Email)
                    : !first.TryAdd(email, line.Number) ? throw new Refusal("people.twice", first[email])
                    : new CheckedLine(line, invitation, null);
            }
            catch (Refusal fault)
            {
                return new CheckedLine(line, null, fault);
            }
        }
    }

    private Invitation Read(PersonLine line, Dictionary<string, long> clients, string language)
    {
        var form = new PersonForm { Name = line.Name, Email = line.Email, Language = language };
        if (form.Faults().Values.FirstOrDefault() is { } fault)
        {
            throw new Refusal(fault);
        }

        var role = PeopleSheet.RoleOf(line.Role) ?? throw new Refusal("people.unknown-role", line.Role);
        // A comma or a bar may belong to a name ("Tienda Azul, S.A."): what is known as it stands is not taken apart.
        var words = line.Clients.Split([';', '\n'], Clean).SelectMany(part => clients.ContainsKey(TextFolding.Fold(part)) ? [part] : part.Split([',', '/', '|'], Clean));
        var ids = words.Select(word => clients.TryGetValue(TextFolding.Fold(word), out var id) ? id : throw new Refusal("people.unknown-client", word)).ToList();
        if (ids.Count == 0)
        {
            if (role != Role.Administrator)
            {
                throw new Refusal("person.needs-client", line.Name);
            }

            reach.RequireGrant(null, role);
        }

        var team = line.Team.Trim();
        return new(line.Name, line.Email, language, role, ids, NewTeam: team.Length == 0 || role.IsPortal() ? null : team);
    }
}

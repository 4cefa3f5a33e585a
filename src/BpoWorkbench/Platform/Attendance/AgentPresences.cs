using System.Text.Json.Serialization;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>A code that can be set from outside.</summary>
/// <param name="Key">Null for one that the house has added: it goes by its name.</param>
public sealed record SettableCode(long Id, string? Key, string Name, bool Paid, bool Productive, bool ReceivesWork);

/// <summary>What an agent is in, as it is told outside.</summary>
/// <param name="Code">By which it can be set again: the key of a shipped code, or the name the house gave its own.</param>
/// <param name="Since">Null where they were never at work.</param>
/// <param name="Online">A desk of theirs is open.</param>
public sealed record AgentPresence([property: JsonIgnore] long PersonId, string Email, string Name, string Code, string CodeName, DateTime? Since, bool Online);

/// <summary>The codes of the house, and who is in which: what a telephone asks, for all agents there are.</summary>
public sealed class AgentPresences(IDbContextFactory<WorkbenchDb> dbs, IStringLocalizer<AttendanceTexts> words)
{
    public async Task<List<SettableCode>> Codes(CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var codes = await db.PresenceCodes.AsNoTracking().Where(c => !c.Retired).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync(stop);
        return codes.ConvertAll(c => new SettableCode(c.Id, c.Key, words.NameOf(c), c.Paid, c.Productive, c.ReceivesWork));
    }

    /// <returns>By name.</returns>
    public Task<List<AgentPresence>> All(CancellationToken stop = default) => Read(null, stop);

    /// <exception cref="Refusal">agent.unknown: nobody who works on items has this address.</exception>
    public async Task<AgentPresence> Of(string email, CancellationToken stop = default) =>
        (await Read(Person.NormaliseEmail(email), stop)).SingleOrDefault() ?? throw new Refusal("agent.unknown");

    private async Task<List<AgentPresence>> Read(string? email, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var codes = await db.PresenceCodes.AsNoTracking().ToDictionaryAsync(c => c.Id, stop);
        var agents = await (from person in db.Users.AsNoTracking()
                            where person.Active && person.Grants.Any(g => Roles.Working.Contains(g.Role)) && (email == null || person.NormalizedEmail == email)
                            orderby person.Name, person.Id
                            from presence in db.Presences.Where(p => p.PersonId == person.Id).DefaultIfEmpty()
                            select new { person.Id, person.Email, person.Name, Presence = presence }).ToListAsync(stop);
        return agents.ConvertAll(a =>
        {
            var code = codes[a.Presence?.CodeId ?? PresenceCode.Offline];
            return new AgentPresence(a.Id, a.Email!, a.Name, code.Key ?? code.Name, words.NameOf(code), a.Presence?.Since, a.Presence?.Online == true);
        });
    }
}

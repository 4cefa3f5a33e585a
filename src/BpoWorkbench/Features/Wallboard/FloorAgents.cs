using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>Who is doing what: the people who work for some clients.</summary>
public sealed class FloorAgents(IDbContextFactory<WorkbenchDb> dbs, PersonBoard figures, IStringLocalizer<AttendanceTexts> words)
{
    /// <returns>By team and name. Supervisors only while they are at work themselves.</returns>
    public async Task<IReadOnlyList<FloorAgent>> Read(IReadOnlyCollection<long> clients, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var people = await People(db, clients).ToListAsync(stop);
        var codes = await db.PresenceCodes.AsNoTracking().ToDictionaryAsync(c => c.Id, stop);
        var held = (await Held(db, clients).ToListAsync(stop)).ToLookup(h => h.Owner);
        var busy = (await db.BusyPeople(stop)).ToHashSet();
        var today = (await figures.Read(clients, stop)).ToDictionary(f => f.PersonId);
        return
        [
            .. people.Where(p => p.IsAgent || p.Presence?.Online == true || held.Contains(p.Id))
                .OrderBy(p => p.Team is null).ThenBy(p => p.Team, StringComparer.CurrentCulture).ThenBy(p => p.Name, StringComparer.CurrentCulture)
                .Select(p => Agent(p, codes.GetValueOrDefault(p.Presence?.CodeId ?? PresenceCode.Offline)!, [.. held[p.Id]], busy.Contains(p.Id), today.GetValueOrDefault(p.Id) ?? new PersonFigures(p.Id, 0, 0, 0))),
        ];
    }

    private FloorAgent Agent(Someone person, PresenceCode code, IReadOnlyList<InHand> held, bool busy, PersonFigures today)
    {
        var active = held.Where(h => h.ActiveSince is not null).MaxBy(h => h.ActiveSince);
        var (state, since) = active is not null ? (AgentState.Working, active.ActiveSince)
            : busy ? (AgentState.Elsewhere, null)
            : !code.ReceivesWork && code.Id != PresenceCode.Offline ? (AgentState.Away, person.Presence?.Since)
            : person.Presence is not { Online: true, CodeId: not PresenceCode.Offline } presence ? (AgentState.Offline, person.Presence?.Since)
            : (AgentState.Available, presence.Since > person.LastStep ? presence.Since : person.LastStep ?? presence.Since);
        return new FloorAgent(person.Id, person.Name, person.Team, state, since, active?.Work, held.Count, today)
        {
            Code = state == AgentState.Away ? words.NameOf(code) : null,
        };
    }

    private static IQueryable<Someone> People(WorkbenchDb db, IReadOnlyCollection<long> clients) => db.Users.AsNoTracking()
        .Where(p => p.Active && p.Grants.Any(g => Roles.Working.Contains(g.Role) && clients.Contains(g.ClientId!.Value)))
        .Select(p => new Someone(
            p.Id,
            p.Name,
            p.Grants.Any(g => g.Role == Role.Agent && clients.Contains(g.ClientId!.Value)),
            db.Teams.Where(t => t.Members.Any(m => m.PersonId == p.Id)).Select(t => t.Name).FirstOrDefault(),
            db.Presences.FirstOrDefault(s => s.PersonId == p.Id),
            db.WorkEvents.Where(e => e.PersonId == p.Id).OrderByDescending(e => e.At).Select(e => (DateTime?)e.At).FirstOrDefault()));

    private static IQueryable<InHand> Held(WorkbenchDb db, IReadOnlyCollection<long> clients) => db.WorkItems
        .Where(i => i.State == WorkState.Claimed && i.OwnerId != null && clients.Contains(i.ClientId))
        .Select(i => new InHand(i.OwnerId!.Value, i.ActiveSince, new AgentWork(i.ClientId, i.Queue!.Client!.Code, i.Queue.Client.Colour, i.QueueId, i.Queue.Name)));

    private sealed record Someone(long Id, string Name, bool IsAgent, string? Team, Presence? Presence, DateTime? LastStep);

    private sealed record InHand(long Owner, DateTime? ActiveSince, AgentWork Work);
}

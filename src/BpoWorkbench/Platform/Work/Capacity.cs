using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Kinds;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>
/// How much an agent may hold at once: every kind of work weighs so many units, and an agent has a capacity of so many. It holds for
/// Next, for what is taken by hand and for what is offered alike.
/// </summary>
public sealed class Capacity(IConfiguration settings, WorkKinds kinds)
{
    /// <summary>What somebody has who has no capacity of their own; 0 where nobody is limited.</summary>
    private readonly int _house = settings.GetValue("Sharing:Capacity", 5);

    /// <summary>What there is room for.</summary>
    /// <param name="offeredAt">They are to be offered something they did not ask for, at that moment; null where they ask.</param>
    /// <returns>Null where they are in a code in which no work is offered.</returns>
    /// <exception cref="Refusal">presence.not-receiving: they ask, and are in a code in which none is taken.</exception>
    internal async Task<Room?> Of(WorkbenchDb db, long person, AgentFacts agent, DateTime? offeredAt = null)
    {
        if (!agent.Receives)
        {
            return offeredAt is null ? throw new Refusal("presence.not-receiving") : null;
        }

        if (offeredAt is null && agent.MissedOffer)
        {
            (await db.Presences.SingleAsync(p => p.PersonId == person)).Acted();
            await db.SaveChangesAsync();
        }

        var capacity = agent.Capacity ?? (_house == 0 ? int.MaxValue : _house);
        return new(offeredAt is { } at ? Presence.RoomForOffers(capacity, agent.BackSince, at) : capacity, agent.Held.Sum(h => h.Count * kinds[h.Kind].Weight));
    }

    /// <summary>Refuses what there is no room for.</summary>
    /// <exception cref="Refusal">capacity.full, with what they hold and their capacity.</exception>
    public async Task Require(WorkbenchDb db, long person, string kind)
    {
        var room = (await Of(db, person, await AgentFacts.Read(db, person, DateTime.MaxValue)))!;
        if (!Fits(room, kind))
        {
            throw new Refusal("capacity.full", room.Held, room.Units);
        }
    }

    /// <summary>Whoever holds nothing may take anything, however much it weighs.</summary>
    public bool Fits(Room room, string kind) => room.Held == 0 || kinds[kind].Weight <= room.Units - room.Held;
}

/// <summary>An agent's capacity and what they hold of it, in units.</summary>
public sealed record Room(int Units, int Held);

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Kinds;
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

    /// <summary>What there is room for. Called inside <see cref="WorkbenchDb.Write"/>: until it ends nobody else gives them anything.</summary>
    /// <param name="offeredAt">They are to be offered something they did not ask for, at that moment; null where they ask.</param>
    /// <returns>Null where they are in a code in which no work is offered.</returns>
    /// <exception cref="Refusal">presence.not-receiving: they ask, and are in a code in which none is taken.</exception>
    public async Task<Room?> Of(WorkbenchDb db, long person, DateTime? offeredAt = null)
    {
        await db.Engine.Alone(db, $"person {person}");
        var agent = await (from p in db.Users
                           where p.Id == person
                           from presence in db.Presences.Where(s => s.PersonId == p.Id).DefaultIfEmpty()
                           select new { p.Capacity, Presence = presence, Receives = (bool?)presence!.Code!.ReceivesWork }).SingleAsync();
        if (agent.Receives == false)
        {
            return offeredAt is null ? throw new Refusal("presence.not-receiving") : null;
        }

        if (offeredAt is null && agent.Presence is { MissedOffer: true } missed)
        {
            missed.Acted();
            await db.SaveChangesAsync();
        }

        var capacity = agent.Capacity ?? (_house == 0 ? int.MaxValue : _house);
        if (capacity == int.MaxValue)
        {
            return new(capacity, 0);
        }

        var held = await db.WorkItems.Where(i => i.State == WorkState.Claimed && i.OwnerId == person).Select(i => i.Queue!.Kind).ToListAsync();
        return new(offeredAt is { } at && agent.Presence is { } back ? back.RoomForOffers(capacity, at) : capacity, held.Sum(kind => kinds[kind].Weight));
    }

    /// <summary>Refuses what there is no room for.</summary>
    /// <exception cref="Refusal">capacity.full, with what they hold and their capacity.</exception>
    public async Task Require(WorkbenchDb db, long person, string kind)
    {
        var room = (await Of(db, person))!;
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

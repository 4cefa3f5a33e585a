using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Finds the lane that ready items of a queue stand in, or opens it. Called inside <see cref="WorkbenchDb.Write"/>.</summary>
public static class Lanes
{
    private static readonly DateTime Beginning = new(1, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Where an item stands in its queue when it is ready.</summary>
    /// <param name="keptFor">Whose own lane it is, whatever they can do; null or 0 for that of everyone who can do it.</param>
    public static Task<Lane> For(WorkbenchDb db, WorkItem item, long? keptFor = null, Band? band = null) =>
        Find(db, item.ClientId, item.QueueId, band ?? item.Band, item.Needs, keptFor ?? 0);

    /// <summary>Where an item would stand in another queue.</summary>
    public static Task<Lane> In(WorkbenchDb db, Queue queue, WorkItem item, DateTime now, long? keptFor = null) =>
        Find(db, queue.ClientId, queue.Id, item.Band, queue.AskedAt(item.Fields, now - item.ReceivedAt).Needs, keptFor ?? 0);

    /// <summary>Where an item with these values stands that arrives.</summary>
    public static Task<Lane> At(WorkbenchDb db, Queue queue, IReadOnlyDictionary<string, string> values, Customer? customer) =>
        Find(db, queue.ClientId, queue.Id, queue.BandFor(values, customer?.Key ?? customer?.TaxNumber), queue.AskedAt(values, TimeSpan.Zero).Needs, 0);

    /// <summary>Where everyone stands who can do what is asked for.</summary>
    public static Task<Lane> Of(WorkbenchDb db, WorkItem item, string needs) => Find(db, item.ClientId, item.QueueId, item.Band, needs, 0);

    /// <summary>Where what asks for no skills stands.</summary>
    public static Task<Lane> For(WorkbenchDb db, long clientId, long queueId, Band band, long personId = 0) => Find(db, clientId, queueId, band, Needs.None, personId);

    /// <summary>
    /// What is ready, to be looked for by its lane. That it is due at all is said so that SQLite goes by the heads of the lanes, not by all
    /// that ever stood in them.
    /// </summary>
    public static IQueryable<WorkItem> Ready(WorkbenchDb db) => db.WorkItems.Where(i => i.State == WorkState.Ready && i.Due > Beginning);

    private static async Task<Lane> Find(WorkbenchDb db, long clientId, long queueId, Band band, string needs, long personId)
    {
        needs = personId == 0 ? needs : Needs.None;
        var lane = await db.Lanes.SingleOrDefaultAsync(l => l.QueueId == queueId && l.Band == band && l.PersonId == personId && l.BatchId == 0 && l.Needs == needs);
        if (lane is null)
        {
            lane = new Lane(clientId, queueId, band, needs, personId);
            db.Lanes.Add(lane);
            await db.SaveChangesAsync();
        }

        return lane;
    }
}

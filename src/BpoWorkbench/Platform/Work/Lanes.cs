using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Finds the lane that ready items of a queue stand in, or opens it. Called inside <see cref="WorkbenchDb.Write"/>.</summary>
public static class Lanes
{
    /// <param name="personId">Whose own lane it is; 0 for the lane of everyone who works the queue.</param>
    public static async Task<Lane> For(WorkbenchDb db, long clientId, long queueId, Band band, long personId = 0)
    {
        var lane = await db.Lanes.SingleOrDefaultAsync(l => l.QueueId == queueId && l.Band == band && l.PersonId == personId && l.BatchId == 0);
        if (lane is null)
        {
            lane = new Lane(clientId, queueId, band, personId);
            db.Lanes.Add(lane);
            await db.SaveChangesAsync();
        }

        return lane;
    }
}

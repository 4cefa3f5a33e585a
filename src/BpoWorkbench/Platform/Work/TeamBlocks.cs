using BpoWorkbench.Data;
using BpoWorkbench.Domain.Clock;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Hours of today in which somebody's team works on some queues first: those of them that they may work on.</summary>
public sealed record BlockToday(Slot Slot, IReadOnlyList<BlockQueueName> Queues);

/// <summary>A queue of a block.</summary>
public sealed record BlockQueueName(long Id, string Name, string ClientName, string ClientColour);

/// <summary>What is worked on first, and when.</summary>
public static class TeamBlocks
{
    /// <param name="day">On the wall clock of the house.</param>
    public static async Task<List<BlockToday>> On(WorkbenchDb db, long person, DateOnly day)
    {
        var blocks = await db.Blocks.AsNoTracking().Where(b => b.From <= day && (b.Until == null || b.Until >= day) && db.TeamMembers.Any(m => m.TeamId == b.TeamId && m.PersonId == person))
            .Include(b => b.Queues).ThenInclude(q => q.Queue!.Client).ToListAsync();
        return [.. from block in blocks
                   let queues = block.Queues.ConvertAll(q => new BlockQueueName(q.QueueId, q.Queue!.Name, q.Queue.Client!.Name, q.Queue.Client.Colour))
                   where queues.Count > 0
                   from slot in block.On(day)
                   orderby slot.From, slot.To
                   select new BlockToday(slot, queues)];
    }

    /// <summary>The queues that go first at a moment; none where nothing is planned.</summary>
    /// <param name="local">On the wall clock of the house.</param>
    public static async Task<HashSet<long>> At(WorkbenchDb db, long person, DateTime local) =>
        [.. (await On(db, person, DateOnly.FromDateTime(local))).Where(b => b.Slot.Holds(TimeOnly.FromDateTime(local))).SelectMany(b => b.Queues).Select(q => q.Id)];
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Blocks;

/// <summary>A block in the list; of its queues, those of clients the reader runs.</summary>
public sealed record BlockRow(long Id, string Team, BlockForm Form, IReadOnlyList<BlockQueueRow> Queues, bool MayChange, bool IsOver, long Version);

/// <summary>A queue to choose, with its client.</summary>
public sealed record BlockQueueRow(long Id, string Name, string Client, string Colour);

/// <summary>The blocks, and what one can be made of.</summary>
public sealed record BlocksView(IReadOnlyList<BlockRow> Blocks, IReadOnlyList<(long Id, string Name)> Teams, IReadOnlyList<BlockQueueRow> Queues, DateOnly Today);

/// <summary>The blocks that touch a queue of the reader's, those that are over last.</summary>
public sealed class BlockList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, Site site)
{
    public async Task<BlocksView> Read(CancellationToken stop = default)
    {
        scope.Require(Permissions.Queues);
        var mine = scope.With(Permissions.Queues);
        var today = DateOnly.FromDateTime(site.Local);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var queues = await db.Queues.AsNoTracking().Where(q => mine.Contains(q.ClientId) && q.State != QueueState.Closed).OrderBy(q => q.Client!.Name).ThenBy(q => q.Name)
            .Select(q => new BlockQueueRow(q.Id, q.Name, q.Client!.Name, q.Client.Colour)).ToListAsync(stop);
        var teams = await QueueWorkers.TeamsOf(db, mine).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync(stop);
        var blocks = await db.Blocks.AsNoTracking().Where(b => b.Queues.Any(q => mine.Contains(q.ClientId))).Include(b => b.Queues.Where(q => mine.Contains(q.ClientId)))
            .ThenInclude(q => q.Queue!.Client).ToListAsync(stop);
        var names = await db.Teams.Where(t => db.Blocks.Any(b => b.TeamId == t.Id)).ToDictionaryAsync(t => t.Id, t => t.Name, stop);
        var rows = from block in blocks
                   let team = names[block.TeamId]
                   let over = block.Until < today
                   orderby over, team, block.From, block.Id
                   select new BlockRow(block.Id, team, FormOf(block),
                       [.. block.Queues.Select(q => new BlockQueueRow(q.QueueId, q.Queue!.Name, q.Queue.Client!.Name, q.Queue.Client.Colour)).OrderBy(q => q.Client).ThenBy(q => q.Name)],
                       block.Queues.Count == block.QueueCount, over, block.Version);
        return new([.. rows], teams.ConvertAll(t => (t.Id, t.Name)), queues, today);
    }

    private static BlockForm FormOf(Block block) => new()
    {
        TeamId = block.TeamId, Days = [.. block.Days], Hours = block.Hours, From = block.From, Until = block.Until, Queues = [.. block.Queues.Select(q => q.QueueId)],
    };
}

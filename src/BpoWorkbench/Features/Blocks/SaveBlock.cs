using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Blocks;

/// <summary>Plans a block, or plans one anew; its agents see it at once.</summary>
public sealed class SaveBlock(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, PersonBell bell)
{
    /// <param name="id">Null for a new one.</param>
    public async Task Run(long? id, BlockForm form, long version)
    {
        scope.Require(Permissions.Queues);
        if (form.Faults().Values.FirstOrDefault() is { } fault)
        {
            throw fault;
        }

        HashSet<long> teams = [form.TeamId];
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            var block = id is { } known ? await Find(db, scope, known) : new Block(form.TeamId);
            if (id is null)
            {
                db.Add(block);
            }
            else
            {
                db.SeenAt(block, version);
                teams.Add(block.TeamId);
            }

            var mine = scope.With(Permissions.Queues);
            var queues = await db.Queues.Where(q => form.Queues.Contains(q.Id) && mine.Contains(q.ClientId)).Select(q => new { q.ClientId, q.Id }).ToListAsync();
            if (queues.Count < form.Queues.Count || !await QueueWorkers.TeamsOf(db, mine).AnyAsync(t => t.Id == form.TeamId))
            {
                throw new Refusal("access.denied");
            }

            block.GiveTo(form.TeamId);
            block.Plan(form.Days, form.Hours, form.From!.Value, form.Until);
            block.WorkOn([.. queues.Select(q => (q.ClientId, q.Id))]);
            await db.SaveChangesAsync();
        });
        await Tell(db, bell, teams);
    }

    /// <summary>One whose queues are all of clients that the person runs.</summary>
    internal static async Task<Block> Find(WorkbenchDb db, ClientScope scope, long id)
    {
        var mine = scope.With(Permissions.Queues);
        var block = await db.Blocks.Include(b => b.Queues).SingleOrDefaultAsync(b => b.Id == id);
        return block is not null && block.Queues.Count(q => mine.Contains(q.ClientId)) == block.QueueCount ? block : throw new Refusal("access.denied");
    }

    internal static async Task Tell(WorkbenchDb db, PersonBell bell, IReadOnlyCollection<long> teams) =>
        (await db.TeamMembers.Where(m => teams.Contains(m.TeamId)).Select(m => m.PersonId).ToListAsync()).ForEach(bell.Ring);
}

/// <summary>Takes a block away.</summary>
public sealed class EndBlock(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, PersonBell bell)
{
    public async Task Run(long id)
    {
        scope.Require(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync();
        var block = await SaveBlock.Find(db, scope, id);
        db.Remove(block);
        await db.SaveChangesAsync();
        await SaveBlock.Tell(db, bell, [block.TeamId]);
    }
}

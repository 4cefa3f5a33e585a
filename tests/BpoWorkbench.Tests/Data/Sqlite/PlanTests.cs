using System.Data.Common;
using BpoWorkbench.Data;
using BpoWorkbench.Data.Sqlite;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Tests.Data.Sqlite;

[Trait("Database", "Sqlite")]
public sealed class PlanTests
{
    [SqliteFact]
    public async Task The_heads_of_the_lanes_are_read_from_their_index_without_sorting()
    {
        await using var workbench = await Workbench.Start();
        await Company.AsSystem(workbench, async db =>
        {
            await db.Database.OpenConnectionAsync();
            var plan = await Plan(db.Command(ClaimStatements.Heads, ("@person", 1L), ("@clients", "[1]"), ("@skip", "[1]")));
            Assert.Contains(plan, step => step.Contains("IX_WorkItem_Heads (LaneId=?)", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal) || step == "SCAN h");
        });
    }

    [SqliteFact]
    public async Task What_is_asked_about_an_agent_does_not_grow_with_what_they_did()
    {
        await using var workbench = await Workbench.Start();
        await Company.AsSystem(workbench, async db =>
        {
            await db.Database.OpenConnectionAsync();
            var plan = await Plan(db.Command(AgentFacts.Statement, ("@person", 1L), ("@since", 1L)));

            Assert.Contains(plan, step => step.Contains("IX_WorkEvent_Passed (PersonId=? AND At>?)", StringComparison.Ordinal));
            Assert.Contains(plan, step => step.Contains("IX_WorkItem_Held (OwnerId=?)", StringComparison.Ordinal));
        });
    }

    [SqliteFact]
    public async Task What_moved_on_is_found_by_its_own_index()
    {
        await using var workbench = await Workbench.Start();
        await Company.AsSystem(workbench, async db =>
        {
            await db.Database.OpenConnectionAsync();
            var plan = await Plan(MovedItems.Since(db, [1, 2], DateTime.UnixEpoch).CreateDbCommand());

            Assert.Contains(plan, step => step.Contains("USING INDEX IX_WorkEvent_Moves (ClientId=? AND At>?)", StringComparison.Ordinal));
        });
    }

    [SqliteFact]
    public async Task The_oldest_open_item_of_a_queue_is_found_without_sorting_what_is_open()
    {
        await using var workbench = await Workbench.Start();
        await Company.AsSystem(workbench, async db =>
        {
            await db.Database.OpenConnectionAsync();
            var plan = await Plan(QueueBoard.Oldest(db, [1, 2]).CreateDbCommand());

            Assert.Equal(3, plan.Count(step => step.Contains("USING INDEX IX_WorkItem_Oldest (QueueId=? AND State=?)", StringComparison.Ordinal)));
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal));
        });
    }

    [SqliteFact]
    public async Task What_is_kept_for_somebody_is_found_without_reading_what_is_ready_for_all()
    {
        await using var workbench = await Workbench.Start();
        await Company.AsSystem(workbench, async db =>
        {
            await db.Database.OpenConnectionAsync();
            long[] lanes = [1, 2];
            foreach (var query in new IQueryable[] { OfferToAll.Kept(db), Lanes.Ready(db).Where(i => lanes.Contains(i.LaneId)).Select(i => new { i.Id, i.Queue!.OwnerGraceMinutes }) })
            {
                var plan = await Plan(query.CreateDbCommand());

                Assert.Contains(plan, step => step.Contains("INDEX IX_WorkItem_Heads (LaneId=? AND Due>?", StringComparison.Ordinal));
            }
        });
    }

    private static async Task<List<string>> Plan(DbCommand command)
    {
        await using (command)
        {
            command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
            List<string> plan = [];
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                plan.Add(rows.GetString(3));
            }

            return plan;
        }
    }
}

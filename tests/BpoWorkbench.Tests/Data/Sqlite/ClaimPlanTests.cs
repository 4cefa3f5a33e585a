using BpoWorkbench.Data;
using BpoWorkbench.Data.Sqlite;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Tests.Data.Sqlite;

[Trait("Database", "Sqlite")]
public sealed class ClaimPlanTests
{
    [SqliteFact]
    public async Task The_heads_of_the_lanes_are_read_from_their_index_without_sorting()
    {
        await using var workbench = await Workbench.Start();
        await Company.AsSystem(workbench, async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Command("EXPLAIN QUERY PLAN " + ClaimStatements.Heads, ("@person", 1L), ("@clients", "[1]"), ("@skip", "[1]"));
            List<string> plan = [];
            await using var rows = await command.ExecuteReaderAsync();
            while (await rows.ReadAsync())
            {
                plan.Add(rows.GetString(3));
            }

            Assert.Contains(plan, step => step.Contains("IX_WorkItem_Heads (LaneId=?)", StringComparison.Ordinal));
            Assert.DoesNotContain(plan, step => step.Contains("TEMP B-TREE", StringComparison.Ordinal) || step == "SCAN h");
        });
    }
}

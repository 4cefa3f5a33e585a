using System.Data.Common;
using System.Text.RegularExpressions;
using BpoWorkbench.Data;
using BpoWorkbench.Data.Postgres;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BpoWorkbench.Tests.Data.Postgres;

/// <summary>What the ordinary role's statements do, as the planner tells it: row-level security may cost an index.</summary>
[Trait("Database", "Postgres")]
public sealed class PlanTests
{
    [PostgresFact]
    public async Task The_heads_of_the_lanes_are_read_from_their_index_without_sorting()
    {
        await using var workbench = await Workbench.Start();
        await Fill(workbench);
        await Company.AsSystem(workbench, async db =>
        {
            long[] some = [1];
            AssertInOrder(await Plan(db, ClaimStatements.Heads, false, ("@person", 1L), ("@clients", some), ("@skip", some)));
            AssertInOrder(await Plan(db, ClaimStatements.Hold, false, ("@lane", 1L), ("@due", 1L), ("@item", 1L), ("@skip", some)));
        });

        static void AssertInOrder(List<string> plan)
        {
            Assert.Contains(plan, step => step.Contains("Index Scan using \"IX_WorkItem_Heads\"", StringComparison.Ordinal));
            // From its mark on: a condition of the index, not a filter over what it gives.
            Assert.Contains(plan, step => step.Contains("Index Cond", StringComparison.Ordinal) && step.Contains("ROW(", StringComparison.Ordinal) && step.Contains(">=", StringComparison.Ordinal));
            // No item is sorted by anything; the few queues that somebody serves may be, to be joined.
            Assert.DoesNotContain(plan, step => Regex.IsMatch(step, @"Sort Key:.*\b[wh](_\d+)?\.") || step.Contains("Seq Scan on \"WorkItem\"", StringComparison.Ordinal));
        }
    }

    [PostgresFact]
    public async Task The_search_reads_its_index_although_the_ordinary_role_may_not()
    {
        const string Search = """SELECT "Id" FROM "WorkItem" WHERE "SearchText" LIKE '%ponsa%'""";
        await using var workbench = await Workbench.Start();
        await Company.AsSystem(workbench, async db => Assert.DoesNotContain(await Plan(db, Search, bitmaps: true), step => step.Contains("IX_WorkItem_SearchText", StringComparison.Ordinal)));

        // As the function, which is the owner's, has it.
        var connections = await PostgresServer.Connections(workbench.DataDirectory);
        await using var owner = OwnerDb.Open(new PostgresEngine(connections), connections.Owner);
        Assert.Contains(await Plan(owner, Search, bitmaps: true), step => step.Contains("Bitmap Index Scan on \"IX_WorkItem_SearchText\"", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task What_moved_on_and_what_an_agent_let_pass_are_found_by_indexes_of_their_own()
    {
        await using var workbench = await Workbench.Start();
        var company = await Fill(workbench);
        await Company.AsSystem(workbench, async db =>
        {
            Assert.Contains(await Plan(db, MovedItems.Since(db, [company.Id], DateTime.UnixEpoch).CreateDbCommand(), false), step => step.Contains("IX_WorkEvent_Moves", StringComparison.Ordinal));
            var facts = await Plan(db, AgentFacts.Statement, false, ("@person", 1L), ("@since", 1L));
            Assert.Contains(facts, step => step.Contains("IX_WorkEvent_Passed", StringComparison.Ordinal));
            Assert.Contains(facts, step => step.Contains("IX_WorkItem_Held", StringComparison.Ordinal));
        });
    }

    // Of many a few: in an empty table one way is as good as another, and which is taken depends on when it was looked at last.
    private static async Task<Company> Fill(Workbench workbench)
    {
        var company = await Company.Add(workbench, "Iberluz", "IBL");
        await company.Receive(await company.Queue("Altas"), new(2026, 10, 26, 8, 0, 0, DateTimeKind.Utc), ("A", "Ana", []));
        await Multiply<WorkEvent>(company);
        await Multiply<WorkItem>(company);
        var connections = await PostgresServer.Connections(workbench.DataDirectory);
        await using var owner = OwnerDb.Open(new PostgresEngine(connections), connections.Owner);
        await owner.Database.ExecuteSqlRawAsync("ANALYZE");
        return company;
    }

    // Many rows like the one there is, but for its keys.
    private static Task Multiply<T>(Company company) => company.Write(db => db.Write(async () =>
    {
        var table = db.Model.FindEntityType(typeof(T))!;
        var columns = string.Join(", ", table.GetProperties().Select(c => c.GetColumnName()).Where(c => c is not ("Id" or nameof(WorkItem.ExternalKey))).Select(c => $"\"{c}\""));
        await using var fill = db.Command($"INSERT INTO \"{table.GetTableName()}\" ({columns}) SELECT {columns} FROM \"{table.GetTableName()}\", generate_series(1, 20000)");
        Assert.Equal(20_000, await fill.ExecuteNonQueryAsync());
    }));

    private static Task<List<string>> Plan(WorkbenchDb db, string statement, bool bitmaps, params (string Name, object Value)[] parameters) =>
        Plan(db, db.Command(statement, parameters), bitmaps);

    // An empty table is best read whole, but it is the full one that counts.
    private static async Task<List<string>> Plan(WorkbenchDb db, DbCommand command, bool bitmaps)
    {
        await using var asked = command;
        await using var transaction = await db.Database.BeginTransactionAsync();
        await using (var whole = db.Command($"SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = {(bitmaps ? "on" : "off")}; SET LOCAL enable_indexscan = {(bitmaps ? "off" : "on")}"))
        {
            await whole.ExecuteNonQueryAsync();
        }

        (command.CommandText, command.Transaction) = ("EXPLAIN " + command.CommandText, transaction.GetDbTransaction());
        List<string> plan = [];
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            plan.Add(rows.GetString(0));
        }

        return plan;
    }
}

using BpoWorkbench.Domain.Work;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BpoWorkbench.Data.Sqlite;

/// <summary>SQLite: one process, one writer at a time.</summary>
internal sealed class SqliteEngine(WriteGate gate) : Engine
{
    public override bool WritersTakeTurns => true;

    public override Task Migrate(WorkbenchDb db) => db.OutsideTransaction(() => MigrateWhatIsPending(db));

    public override async Task<bool> IsMigrated(WorkbenchDb db, CancellationToken stop) => !(await db.Database.GetPendingMigrationsAsync(stop)).Any();

    // The version matters: see the write gate.
    public override async Task<string> Version(WorkbenchDb db) => $"SQLite {await db.Database.SqlQuery<string>($"SELECT sqlite_version() AS \"Value\"").SingleAsync()}";

    public override Task<IDisposable> EnterWrite(CancellationToken stop) => gate.Enter(stop);

    // Behind the gate nobody is.
    public override bool WasInTheWay(Exception failure) => false;

    internal override string AloneStatement => "";

    public override async Task<IDbContextTransaction> Snapshot(WorkbenchDb db, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        // Not deferred, it would take the write lock.
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await db.Database.UseTransactionAsync(transaction, stop))!;
    }

    public override async Task<int> Fold(WorkbenchDb db, int size, CancellationToken stop)
    {
        // Nothing can come between the statements: they are behind the gate, and the last id is that of the slice.
        var last = await db.Database.SqlQuery<long?>($"""SELECT max("Id") AS "Value" FROM (SELECT "Id" FROM "CounterDelta" ORDER BY "Id" LIMIT {size})""").SingleAsync(stop);
        if (last is null)
        {
            return 0;
        }

        await db.Database.ExecuteSqlAsync($"""
            INSERT INTO "Counter" ("Quarter", "ClientId", "QueueId", "Measure", "PersonId", "Amount")
            SELECT "Quarter", "ClientId", "QueueId", "Measure", "PersonId", sum("Amount") FROM "CounterDelta" WHERE "Id" <= {last}
            GROUP BY "Quarter", "ClientId", "QueueId", "Measure", "PersonId"
            ON CONFLICT ("Quarter", "ClientId", "QueueId", "Measure", "PersonId") DO UPDATE SET "Amount" = "Counter"."Amount" + excluded."Amount"
            """, stop);
        return await db.Database.ExecuteSqlAsync($"""DELETE FROM "CounterDelta" WHERE "Id" <= {last}""", stop);
    }

    public override Task<IEnumerable<long>> Ids<T>(WorkbenchDb db, int count, CancellationToken stop) => NextIds.Of<T>(db, count, stop);

    internal override Task Insert<T>(WorkbenchDb db, BulkTable table, IReadOnlyList<T> rows, CancellationToken stop) => InsertRows.Run(db, table, rows, stop);

    public override IQueryable<WorkItem> Having(WorkbenchDb db, IReadOnlyList<string> words) => SearchIndex.Having(db, words);

    public override Task<List<LaneHead>> LaneHeads(WorkbenchDb db, long personId, IReadOnlyCollection<long> clients, IReadOnlyCollection<long> skip) =>
        ClaimStatements.LaneHeads(db, personId, clients, skip);

    // Nobody else writes meanwhile.
    public override Task<LaneHead?> Hold(WorkbenchDb db, LaneHead head, IReadOnlyCollection<long> skip) => Task.FromResult<LaneHead?>(head);

    public override Task<bool> Take(WorkbenchDb db, LaneHead head, long personId, string reason, DateTime? offeredUntil, DateTime now) =>
        ClaimStatements.TakeHead(db, head, personId, reason, offeredUntil, now);
}

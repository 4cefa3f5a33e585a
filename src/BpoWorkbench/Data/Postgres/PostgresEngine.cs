using System.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace BpoWorkbench.Data.Postgres;

/// <summary>The two ways into the database: as the ordinary role, which row-level security holds, and as the owner of the tables.</summary>
internal sealed record PostgresConnections(string Workbench, string Owner);

/// <summary>PostgreSQL: several processes, writers side by side.</summary>
internal sealed class PostgresEngine(PostgresConnections connections) : Engine
{
    private static readonly string[] InTheWay = [PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.DeadlockDetected, PostgresErrorCodes.UniqueViolation];

    public override bool WritersTakeTurns => false;

    public override async Task Migrate(WorkbenchDb db)
    {
        await using (var owner = OwnerDb.Open(this, connections.Owner))
        {
            await owner.OutsideTransaction(() => MigrateWhatIsPending(owner));
            await RowSecurity.Enclose(owner, new NpgsqlConnectionStringBuilder(connections.Workbench).Username!);
        }

        await RowSecurity.RequireOrdinary(db);
    }

    public override async Task<bool> IsMigrated(WorkbenchDb db, CancellationToken stop)
    {
        await using var owner = OwnerDb.Open(this, connections.Workbench);
        return !(await owner.Database.GetPendingMigrationsAsync(stop)).Any();
    }

    public override async Task<string> Version(WorkbenchDb db) => $"PostgreSQL {await db.Database.SqlQuery<string>($"SELECT current_setting('server_version') AS \"Value\"").SingleAsync()}";

    // Its id must be known before it is written: whoever signs a change need not be able to read it back.
    public override void Shape(ModelBuilder builder)
    {
        builder.HasSequence<long>("ChangeIds").IncrementsBy(1);
        builder.Entity<Change>().Property(c => c.Id).UseHiLo("ChangeIds");
        // Counted and listed from the index alone: with the columns that the walls ask for, no row of the table is touched to see whose it is.
        builder.Entity<WorkItem>().HasIndex(i => new { i.QueueId, i.State, i.Due, i.Id }).IncludeProperties(i => new { i.ClientId, i.BatchId });
        builder.Entity<WorkItem>().HasIndex(i => new { i.ReceivedAt, i.Id }).IncludeProperties(i => new { i.ClientId, i.QueueId, i.State, i.BatchId });
        // By what is not ended and not by the states, so that no claim goes by it, which must go by its lane.
        builder.Entity<WorkItem>().HasIndex(i => new { i.Due, i.Id }, "IX_WorkItem_Open").HasFilter("\"DoneAt\" IS NULL").IncludeProperties(i => new { i.ClientId, i.QueueId, i.State, i.BatchId });
        // Past those that are shipped with ids of their own, which the sequence does not know of.
        builder.Entity<PresenceCode>().Property(c => c.Id).HasIdentityOptions(startValue: 100);
    }

    public override Task<IDisposable> EnterWrite(CancellationToken stop) => Task.FromResult<IDisposable>(Nobody.Waits);

    public override bool WasInTheWay(Exception failure) =>
        failure is DbUpdateConcurrencyException || (failure as PostgresException ?? failure.InnerException as PostgresException) is { } refused && InTheWay.Contains(refused.SqlState);

    internal override string AloneStatement => "SELECT pg_advisory_xact_lock(hashtext(@about));";

    public override Task<IDbContextTransaction> Snapshot(WorkbenchDb db, CancellationToken stop) => db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, stop);

    public override async Task<int> Fold(WorkbenchDb db, int size, CancellationToken stop) => (int)(await db.Database.SqlQuery<long>($"""
        WITH folded AS (
            DELETE FROM "CounterDelta" WHERE "Id" = ANY (ARRAY(SELECT "Id" FROM "CounterDelta" ORDER BY "Id" LIMIT {size} FOR UPDATE SKIP LOCKED)) RETURNING *),
        counted AS (
            INSERT INTO "Counter" ("Quarter", "ClientId", "QueueId", "Measure", "PersonId", "Amount")
            SELECT "Quarter", "ClientId", "QueueId", "Measure", "PersonId", sum("Amount") FROM folded
            GROUP BY "Quarter", "ClientId", "QueueId", "Measure", "PersonId" ORDER BY "Quarter", "ClientId", "QueueId", "Measure", "PersonId"
            ON CONFLICT ("Quarter", "ClientId", "QueueId", "Measure", "PersonId") DO UPDATE SET "Amount" = "Counter"."Amount" + excluded."Amount")
        SELECT count(*) AS "Value" FROM folded
        """).ToListAsync(stop))[0];

    public override async Task<IEnumerable<long>> Ids<T>(WorkbenchDb db, int count, CancellationToken stop)
    {
        var table = $"\"{db.Model.FindEntityType(typeof(T))!.GetTableName()}\"";
        return await db.Database.SqlQuery<long>($"SELECT nextval(pg_get_serial_sequence({table}, 'Id')) AS \"Value\" FROM generate_series(1, {count})").ToListAsync(stop);
    }

    internal override Task Insert<T>(WorkbenchDb db, BulkTable table, IReadOnlyList<T> rows, CancellationToken stop) => CopyRows.Run(db, table, rows, stop);

    public override IQueryable<WorkItem> Having(WorkbenchDb db, IReadOnlyList<string> words) => SearchFunction.Having(db, words);

    public override Task<List<LaneHead>> LaneHeads(WorkbenchDb db, long personId, IReadOnlyCollection<long> clients, IReadOnlyCollection<long> skip) =>
        ClaimStatements.LaneHeads(db, personId, clients, skip);

    public override Task<LaneHead?> Hold(WorkbenchDb db, LaneHead head, IReadOnlyCollection<long> skip) => ClaimStatements.HoldHead(db, head, skip);

    public override Task<bool> Take(WorkbenchDb db, LaneHead head, long personId, string reason, DateTime? offeredUntil, DateTime now) =>
        ClaimStatements.TakeHead(db, head, personId, reason, offeredUntil, now);

    private sealed class Nobody : IDisposable
    {
        public static readonly Nobody Waits = new();

        public void Dispose()
        {
        }
    }
}

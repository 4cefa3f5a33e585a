using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BpoWorkbench.Data.Postgres;

/// <summary>
/// Before which place in each lane nothing is ready. What was taken from the front of a lane stays in its index, dead, for as long as
/// somebody's old snapshot might see it, and every claim would wade through all of it; so it begins at the mark.
/// </summary>
internal static class LaneMarks
{
    public const string Table = "LaneMark";

    // A lane without a mark begins at its very front. By CASE: coalesce might leak, thinks row-level security, and would be no condition
    // of the index any more.
    internal const string Start =
        "(CASE WHEN m.\"Due\" IS NULL THEN -9223372036854775808 ELSE m.\"Due\" END, CASE WHEN m.\"Item\" IS NULL THEN -9223372036854775808 ELSE m.\"Item\" END)";

    private const string End = "(coalesce(h.\"Due\", 9223372036854775807), coalesce(h.\"Id\", 9223372036854775807))";

    private const string FirstReady = $"""
        FROM "Lane" l LEFT JOIN "LaneMark" m ON m."LaneId" = l."Id"
        LEFT JOIN LATERAL (
            SELECT w."Due", w."Id" FROM "WorkItem" w
            WHERE w."LaneId" = l."Id" AND w."State" = 1 AND (w."Due", w."Id") >= {Start}
            ORDER BY w."Due", w."Id" LIMIT 1) h ON true
        """;

    // An item that comes, or comes back, before the mark lowers it in its own transaction. Until that has ended nobody raises the mark:
    // whoever would cannot see the item yet. The lock is of memory alone, and those who bring items share it.
    private static string Create => $"""
        CREATE TABLE "LaneMark" ("LaneId" bigint PRIMARY KEY REFERENCES "Lane" ("Id") ON DELETE CASCADE, "ClientId" bigint NOT NULL, "Due" bigint NOT NULL, "Item" bigint NOT NULL) WITH (fillfactor = 50);
        {RowSecurity.Owned("LaneMark")}
        CREATE FUNCTION "LowerMark"(lane bigint, due bigint, item bigint) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            PERFORM pg_advisory_xact_lock_shared(7202, (lane % 2147483647)::int);
            UPDATE "LaneMark" m SET "Due" = due, "Item" = item WHERE m."LaneId" = lane AND (m."Due", m."Item") > (due, item);
        END $$;
        CREATE FUNCTION "ItemsCame"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            PERFORM "LowerMark"(c."LaneId", c."Due", c."Id") FROM (
                SELECT DISTINCT ON ("LaneId") "LaneId", "Due", "Id" FROM came WHERE "State" = 1 ORDER BY "LaneId", "Due", "Id") c;
            RETURN NULL;
        END $$;
        CREATE FUNCTION "ItemCameBack"() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
        BEGIN
            PERFORM "LowerMark"(NEW."LaneId", NEW."Due", NEW."Id");
            RETURN NULL;
        END $$;
        CREATE TRIGGER "ItemsCame" AFTER INSERT ON "WorkItem" REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION "ItemsCame"();
        CREATE TRIGGER "ItemCameBack" AFTER UPDATE OF "State", "LaneId", "Due" ON "WorkItem" FOR EACH ROW
            WHEN (NEW."State" = 1 AND (OLD."State" <> 1 OR NEW."LaneId" <> OLD."LaneId" OR NEW."Due" < OLD."Due")) EXECUTE FUNCTION "ItemCameBack"();
        """;

    private const string Moved = $"""
        SELECT l."Id" AS "Value" {FirstReady} WHERE l."Open" AND {End} > {Start}
        """;

    private const string Alone = """
        SELECT array_agg(lane) FROM unnest(@lanes) lane WHERE pg_try_advisory_xact_lock(7202, (lane % 2147483647)::int)
        """;

    private const string Raise = $"""
        INSERT INTO "LaneMark" ("LaneId", "ClientId", "Due", "Item")
        SELECT l."Id", l."ClientId", coalesce(h."Due", 9223372036854775807), coalesce(h."Id", 9223372036854775807) {FirstReady} WHERE l."Id" = ANY (@lanes)
        ON CONFLICT ("LaneId") DO UPDATE SET "Due" = excluded."Due", "Item" = excluded."Item"
        """;

    public static void CreateLaneMarks(this MigrationBuilder migration) => migration.Sql(Create);

    /// <summary>Raises the marks of the lanes in scope to what is ready there first; those that something is coming into wait for the next time.</summary>
    /// <returns>How many were raised.</returns>
    public static async Task<int> Refresh(WorkbenchDb db, CancellationToken stop)
    {
        var moved = await db.Database.SqlQueryRaw<long>(Moved).ToArrayAsync(stop);
        var raised = 0;
        if (moved.Length > 0)
        {
            await db.Write(async () =>
            {
                await using var alone = db.Command(Alone, ("@lanes", moved));
                if (await alone.ExecuteScalarAsync(stop) is long[] lanes)
                {
                    // A statement of its own: it sees all that was committed before the locks were given.
                    await using var raise = db.Command(Raise, ("@lanes", lanes));
                    raised = await raise.ExecuteNonQueryAsync(stop);
                }
            }, stop);
        }

        return raised;
    }
}

/// <summary>Raises the marks of all lanes: until it has, claims are slower.</summary>
internal sealed class RaiseLaneMarks(ScopedWork scoped) : IOnEveryNode
{
    public static TimeSpan Pace => TimeSpan.FromSeconds(1);

    public Task Run(CancellationToken stop) => scoped.AsSystem(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        await LaneMarks.Refresh(db, stop);
    });
}

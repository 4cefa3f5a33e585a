using System.Globalization;
using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Data.Postgres;

/// <summary>
/// The one path written by hand, for its speed: the heads of the lanes a person may work, and the claim of one of them with its
/// event and counters. It writes exactly what <see cref="WorkItem.Claim"/> would.
/// </summary>
internal static class ClaimStatements
{
    private const string Columns = """w."Id", w."ClientId", w."QueueId", w."LaneId", w."Band", l."PersonId", w."PolicyId", w."Due", q."Kind", q."Push", q."AcceptSeconds", l."Needs" """;

    // The partial index IX_WorkItem_Heads holds each lane in order; only its first rows are read, however long it is.
    // They are read from the lane's mark on: see LaneMarks.
    internal const string Heads = $"""
        SELECT {Columns}
        FROM "Lane" l
        JOIN "Queue" q ON q."Id" = l."QueueId" AND q."State" = 0
        LEFT JOIN "LaneMark" m ON m."LaneId" = l."Id"
        CROSS JOIN LATERAL (
            SELECT h.* FROM "WorkItem" h
            WHERE h."LaneId" = l."Id" AND h."State" = 1 AND (h."Due", h."Id") >= {LaneMarks.Start} AND h."Id" <> ALL (@skip)
            ORDER BY h."Due", h."Id" LIMIT 1) w
        WHERE l."Open" AND l."PersonId" IN (0, @person) AND l."ClientId" = ANY (@clients)
          AND EXISTS (
            SELECT 1 FROM "QueueMember" m LEFT JOIN "TeamMember" t ON t."TeamId" = m."TeamId"
            WHERE m."QueueId" = l."QueueId" AND (m."PersonId" = @person OR t."PersonId" = @person))
        """;

    // What is before the head that was chosen is taken already.
    private const string First = $"""
        SELECT {Columns}
        FROM "WorkItem" w JOIN "Lane" l ON l."Id" = w."LaneId" JOIN "Queue" q ON q."Id" = w."QueueId"
        WHERE w."LaneId" = @lane AND w."State" = 1 AND (w."Due", w."Id") >= (@due, @item) AND w."Id" <> ALL (@skip)
        ORDER BY w."Due", w."Id" LIMIT 1 FOR UPDATE OF w
        """;

    // What others are taking in this moment is passed over, not waited for.
    internal const string Hold = $"{First} SKIP LOCKED";

    internal const string Take = """
        WITH taken AS (
            UPDATE "WorkItem" SET "State" = 2, "OwnerId" = @person, "ClaimedAt" = @now, "AssignReason" = @reason, "OfferedUntil" = @until, "Version" = "Version" + 1
            WHERE "Id" = @item AND "ClientId" = @client AND "State" = 1 RETURNING *),
        step AS (
            INSERT INTO "WorkEvent" ("ClientId", "QueueId", "ItemId", "Kind", "At", "PersonId", "From", "To", "Received", "Due", "Counts", "HandleMs", "Promise", "PromiseBefore")
            SELECT "ClientId", "QueueId", "Id", @kind, @now, @person, 1, 2, "ReceivedAt", "Due", 0, 0, "Promise", "Promise" FROM taken),
        moved AS (
            INSERT INTO "CounterDelta" ("ClientId", "QueueId", "Measure", "Quarter", "PersonId", "Amount")
            SELECT "ClientId", "QueueId", measure, 0, 0, amount FROM taken, (VALUES (1, -1), (2, 1)) AS m(measure, amount))
        SELECT count(*) FROM taken
        """;

    public static async Task<List<LaneHead>> LaneHeads(WorkbenchDb db, long personId, IReadOnlyCollection<long> clients, IReadOnlyCollection<long> skip)
    {
        await using var command = db.Command(Heads, ("@person", personId), ("@clients", clients.ToArray()), ("@skip", skip.ToArray()));
        return await LaneHead.Read(command);
    }

    public static async Task<LaneHead?> HoldHead(WorkbenchDb db, LaneHead head, IReadOnlyCollection<long> skip)
    {
        // Where all are held it need not be by those who take them: a sweep that marks them, or somebody who gives up, leaves them there.
        return await One(Hold) ?? await One(First);

        async Task<LaneHead?> One(string statement)
        {
            await using var command = db.Command(statement, ("@lane", head.LaneId), ("@due", UtcMilliseconds.Write(head.Due)), ("@item", head.ItemId), ("@skip", skip.ToArray()));
            return (await LaneHead.Read(command)).SingleOrDefault();
        }
    }

    public static async Task<bool> TakeHead(WorkbenchDb db, LaneHead head, long personId, string reason, DateTime? offeredUntil, DateTime now)
    {
        await using var command = db.Command(Take, ("@item", head.ItemId), ("@client", head.ClientId),
            ("@person", personId), ("@reason", reason), ("@now", UtcMilliseconds.Write(now)), ("@until", offeredUntil is { } until ? UtcMilliseconds.Write(until) : DBNull.Value),
            ("@kind", (int)(offeredUntil is null ? WorkEventKind.Claimed : WorkEventKind.Offered)));
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0;
    }
}

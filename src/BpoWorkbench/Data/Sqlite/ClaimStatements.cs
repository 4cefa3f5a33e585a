using System.Globalization;
using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Data.Sqlite;

/// <summary>
/// The one path written by hand, for its speed: the heads of the lanes a person may work, and the claim of one of them with its
/// event and counters. It writes exactly what <see cref="WorkItem.Claim"/> would.
/// </summary>
internal static class ClaimStatements
{
    // The partial index IX_WorkItem_Heads holds each lane in order; only its first rows are read, however long it is.
    internal const string Heads = """
        SELECT w."Id", w."ClientId", w."QueueId", w."LaneId", w."Band", l."PersonId", w."PolicyId", w."Due", q."Kind", q."Push", q."AcceptSeconds", l."Needs"
        FROM "Lane" l
        JOIN "Queue" q ON q."Id" = l."QueueId" AND q."State" = 0
        JOIN "WorkItem" w ON w."Id" = (
            SELECT h."Id" FROM "WorkItem" h
            WHERE h."LaneId" = l."Id" AND h."State" = 1 AND h."Id" NOT IN (SELECT value FROM json_each(@skip))
            ORDER BY h."Due", h."Id" LIMIT 1)
        WHERE l."Open" AND l."PersonId" IN (0, @person) AND l."ClientId" IN (SELECT value FROM json_each(@clients))
          AND EXISTS (
            SELECT 1 FROM "QueueMember" m LEFT JOIN "TeamMember" t ON t."TeamId" = m."TeamId"
            WHERE m."QueueId" = l."QueueId" AND (m."PersonId" = @person OR t."PersonId" = @person))
        """;

    internal const string Take = """
        UPDATE "WorkItem" SET "State" = 2, "OwnerId" = @person, "ClaimedAt" = @now, "AssignReason" = @reason, "OfferedUntil" = @until, "Version" = "Version" + 1
        WHERE "Id" = @item AND "ClientId" = @client AND "State" = 1;
        INSERT INTO "WorkEvent" ("ClientId", "QueueId", "ItemId", "Kind", "At", "PersonId", "From", "To", "Received", "Due", "Counts", "HandleMs", "Promise", "PromiseBefore")
        SELECT "ClientId", "QueueId", "Id", @kind, @now, @person, 1, 2, "ReceivedAt", "Due", 0, 0, "Promise", "Promise" FROM "WorkItem" WHERE "Id" = @item AND changes() = 1;
        INSERT INTO "CounterDelta" ("ClientId", "QueueId", "Measure", "Quarter", "PersonId", "Amount")
        SELECT @client, @queue, measure, 0, 0, amount FROM (SELECT 1 AS measure, -1 AS amount UNION ALL SELECT 2, 1) WHERE changes() = 1;
        SELECT changes();
        """;

    public static async Task<List<LaneHead>> LaneHeads(WorkbenchDb db, long personId, IReadOnlyCollection<long> clients, IReadOnlyCollection<long> skip)
    {
        await using var command = db.Command(Heads, ("@person", personId), ("@clients", Array(clients)), ("@skip", Array(skip)));
        return await LaneHead.Read(command);
    }

    public static async Task<bool> TakeHead(WorkbenchDb db, LaneHead head, long personId, string reason, DateTime? offeredUntil, DateTime now)
    {
        await using var command = db.Command(Take, ("@item", head.ItemId), ("@client", head.ClientId), ("@queue", head.QueueId),
            ("@person", personId), ("@reason", reason), ("@now", UtcMilliseconds.Write(now)), ("@until", offeredUntil is { } until ? UtcMilliseconds.Write(until) : DBNull.Value),
            ("@kind", (int)(offeredUntil is null ? WorkEventKind.Claimed : WorkEventKind.Offered)));
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0;
    }

    private static string Array(IReadOnlyCollection<long> ids) => $"[{string.Join(',', ids)}]";
}

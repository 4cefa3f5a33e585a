using System.Data.Common;
using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BpoWorkbench.Data.Sqlite;

/// <summary>The first item of a lane, as sharing out sees it.</summary>
public sealed record LaneHead(long ItemId, long ClientId, long QueueId, Band Band, bool Promised, DateTime Received, DateTime Due);

/// <summary>
/// The one path written by hand, for its speed: the heads of the lanes a person may work, and the claim of one of them with its
/// event and counters. It writes exactly what <see cref="WorkItem.Claim"/> would. Called inside <see cref="WorkbenchDb.Write"/>.
/// </summary>
public static class ClaimStatements
{
    // The partial index IX_WorkItem_Heads holds each lane in order; only its first rows are read, however long it is.
    internal const string Heads = """
        SELECT w."Id", w."ClientId", w."QueueId", w."Band", l."PersonId", w."ReceivedAt", w."Due"
        FROM "Lane" l
        JOIN "Queue" q ON q."Id" = l."QueueId" AND q."State" = 0
        JOIN "WorkItem" w ON w."Id" = (
            SELECT h."Id" FROM "WorkItem" h
            WHERE h."LaneId" = l."Id" AND h."State" = 1 AND h."Id" NOT IN (SELECT value FROM json_each(@skip))
            ORDER BY h."Due", h."Id" LIMIT 1)
        WHERE l."Open" = 1 AND l."PersonId" IN (0, @person) AND l."ClientId" IN (SELECT value FROM json_each(@clients))
          AND EXISTS (
            SELECT 1 FROM "QueueMember" m LEFT JOIN "TeamMember" t ON t."TeamId" = m."TeamId"
            WHERE m."QueueId" = l."QueueId" AND (m."PersonId" = @person OR t."PersonId" = @person))
        """;

    private const string Take = """
        UPDATE "WorkItem" SET "State" = 2, "OwnerId" = @person, "ClaimedAt" = @now, "AssignReason" = @reason, "Version" = "Version" + 1
        WHERE "Id" = @item AND "ClientId" = @client AND "State" = 1;
        INSERT INTO "WorkEvent" ("ClientId", "QueueId", "ItemId", "Kind", "At", "PersonId", "From", "To", "Received", "Due", "Counts", "HandleMs", "Promise", "PromiseBefore")
        SELECT "ClientId", "QueueId", "Id", 2, @now, @person, 1, 2, "ReceivedAt", "Due", 0, 0, "Promise", "Promise" FROM "WorkItem" WHERE "Id" = @item AND changes() = 1;
        INSERT INTO "CounterDelta" ("ClientId", "QueueId", "Measure", "Quarter", "PersonId", "Amount")
        SELECT @client, @queue, measure, 0, 0, amount FROM (SELECT 1 AS measure, -1 AS amount UNION ALL SELECT 2, 1) WHERE changes() = 1;
        SELECT changes();
        """;

    public static async Task<List<LaneHead>> LaneHeads(this WorkbenchDb db, long personId, IReadOnlyCollection<long> clients, IReadOnlyCollection<long> skip)
    {
        await using var command = Command(db, Heads, ("@person", personId), ("@clients", Array(clients)), ("@skip", Array(skip)));
        await using var rows = await command.ExecuteReaderAsync();
        var heads = new List<LaneHead>();
        while (await rows.ReadAsync())
        {
            heads.Add(new LaneHead(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), (Band)rows.GetInt32(3), rows.GetInt64(4) != 0,
                UtcMilliseconds.Read(rows.GetInt64(5)), UtcMilliseconds.Read(rows.GetInt64(6))));
        }

        return heads;
    }

    /// <returns>False when somebody else has it.</returns>
    public static async Task<bool> TakeHead(this WorkbenchDb db, LaneHead head, long personId, string reason, DateTime now)
    {
        await using var command = Command(db, Take, ("@item", head.ItemId), ("@client", head.ClientId), ("@queue", head.QueueId),
            ("@person", personId), ("@reason", reason), ("@now", UtcMilliseconds.Write(now)));
        var taken = Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0;
        db.Touched(head.ClientId);
        return taken;
    }

    private static DbCommand Command(WorkbenchDb db, string text, params (string Name, object Value)[] parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static string Array(IReadOnlyCollection<long> ids) => $"[{string.Join(',', ids)}]";
}

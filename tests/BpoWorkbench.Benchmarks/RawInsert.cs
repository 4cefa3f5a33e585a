using System.Text.Json;
using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace BpoWorkbench.Benchmarks;

/// <summary>The raw twin: an item and its event by statements written by hand, without a model, a wall or a rule.</summary>
internal static class RawInsert
{
    private const string Item = """
        INSERT INTO "WorkItem" ("ClientId", "QueueId", "LaneId", "PolicyId", "State", "Band", "Title", "ReceivedAt", "Due", "WarnAt", "Promise", "Fields", "SearchText", "Attempts", "HandledMs", "HandedOver", "BandIsByHand",
            "IsHandedOver", "WaitingOn", "Needs", "Version")
        VALUES (@client, @queue, @lane, @policy, 1, 2, @title, @received, @due, @warn, 0, @fields, @search, 0, 0, 0, 0, 0, 0, @needs, 1) RETURNING "Id"
        """;

    private const string Event = """
        INSERT INTO "WorkEvent" ("ClientId", "QueueId", "ItemId", "Kind", "At", "To", "Received", "Due", "Counts", "HandleMs", "Promise", "PromiseBefore")
        VALUES (@client, @queue, @item, 1, @received, 1, @received, @due, 0, 0, 0, 0)
        """;

    // Row by row each would cost a journey: a slice goes as arrays.
    private const string Slice = """
        WITH made AS (
            INSERT INTO "WorkItem" ("ClientId", "QueueId", "LaneId", "PolicyId", "State", "Band", "Title", "ReceivedAt", "Due", "WarnAt", "Promise", "Fields", "SearchText", "Attempts", "HandledMs", "HandedOver", "BandIsByHand",
                "IsHandedOver", "WaitingOn", "Needs", "Version")
            SELECT @client, @queue, @lane, @policy, 1, 2, t.title, @received, @due, @warn, 0, t.fields, t.search, 0, 0, false, false, false, 0, @needs, 1
            FROM unnest(@titles, @fields, @searches) AS t (title, fields, search) RETURNING "Id")
        INSERT INTO "WorkEvent" ("ClientId", "QueueId", "ItemId", "Kind", "At", "To", "Received", "Due", "Counts", "HandleMs", "Promise", "PromiseBefore")
        SELECT @client, @queue, "Id", 1, @received, 1, @received, @due, 0, 0, 0, 0 FROM made
        """;

    /// <summary>A slice of items that arrived at one moment.</summary>
    public static Task Write(WorkbenchDb db, IReadOnlyList<WorkItem> items) =>
        db.Database.GetDbConnection() is NpgsqlConnection server ? Write(server, items) : WriteOneByOne(db, items);

    private static async Task Write(NpgsqlConnection connection, IReadOnlyList<WorkItem> items)
    {
        var first = items[0];
        await using var command = new NpgsqlCommand(Slice, connection);
        foreach (var (name, value) in new (string, object)[]
        {
            ("@client", first.ClientId), ("@queue", first.QueueId), ("@lane", first.LaneId), ("@policy", first.PolicyId), ("@received", Milliseconds(first.ReceivedAt)), ("@due", Milliseconds(first.Due)),
            ("@warn", Milliseconds(first.WarnAt)), ("@needs", first.Needs), ("@titles", items.Select(i => i.Title).ToArray()), ("@fields", items.Select(i => JsonSerializer.Serialize(i.Fields)).ToArray()),
            ("@searches", items.Select(i => i.SearchText).ToArray()),
        })
        {
            command.Parameters.AddWithValue(name, value);
        }

        await command.ExecuteNonQueryAsync();
    }

    private static async Task WriteOneByOne(WorkbenchDb db, IReadOnlyList<WorkItem> items)
    {
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        var transaction = (SqliteTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await using var item = new SqliteCommand(Item, connection, transaction);
        await using var step = new SqliteCommand(Event, connection, transaction);
        foreach (var one in items)
        {
            var (received, due) = (Milliseconds(one.ReceivedAt), Milliseconds(one.Due));
            Set(item, ("@client", one.ClientId), ("@queue", one.QueueId), ("@lane", one.LaneId), ("@policy", one.PolicyId), ("@title", one.Title), ("@received", received), ("@due", due),
                ("@warn", Milliseconds(one.WarnAt)), ("@fields", JsonSerializer.Serialize(one.Fields)), ("@search", one.SearchText), ("@needs", one.Needs));
            Set(step, ("@client", one.ClientId), ("@queue", one.QueueId), ("@item", (await item.ExecuteScalarAsync())!), ("@received", received), ("@due", due));
            await step.ExecuteNonQueryAsync();
        }
    }

    private static long Milliseconds(DateTime moment) => (moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    private static void Set(SqliteCommand command, params ReadOnlySpan<(string Name, object Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (command.Parameters.Contains(name))
            {
                command.Parameters[name].Value = value;
            }
            else
            {
                command.Parameters.AddWithValue(name, value);
            }
        }
    }
}

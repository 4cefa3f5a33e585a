using System.Data.Common;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BpoWorkbench.Data;

/// <summary>The first item of a lane, as sharing out sees it.</summary>
public sealed record LaneHead(long ItemId, long ClientId, long QueueId, long LaneId, Band Band, bool Promised, long PolicyId, DateTime Due,
    string Kind, bool Push, int AcceptSeconds, string Needs)
{
    /// <summary>Reads what a command finds, column by column in the order above.</summary>
    internal static async Task<List<LaneHead>> Read(DbCommand command)
    {
        await using var rows = await command.ExecuteReaderAsync();
        var heads = new List<LaneHead>();
        while (await rows.ReadAsync())
        {
            heads.Add(new LaneHead(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetInt64(3), (Band)rows.GetInt32(4), rows.GetInt64(5) != 0,
                rows.GetInt64(6), UtcMilliseconds.Read(rows.GetInt64(7)), rows.GetString(8), rows.GetBoolean(9), rows.GetInt32(10), rows.GetString(11)));
        }

        return heads;
    }
}

/// <summary>Statements written by hand, in the transaction of their context.</summary>
internal static class PlainCommand
{
    public static DbCommand Command(this WorkbenchDb db, string text, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = text;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command;
    }
}

using System.Data.Common;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace BpoWorkbench.Data;

/// <summary>
/// Many new rows of one kind for one client, past the change tracker: one prepared statement, built from the model. Rows of another
/// client are refused. Called inside <see cref="WorkbenchDb.Write"/>; events written this way are counted by whoever writes them.
/// </summary>
public static class BulkInsert
{
    // SQLite runs in this process, so that long statements save little, and binding them by name costs more than it saves.
    private const int RowsAtOnce = 4;

    /// <param name="withKeys">True where the rows have their ids already.</param>
    /// <exception cref="Refusal">access.denied for a client out of reach, or a row of another one.</exception>
    public static async Task Insert<T>(this WorkbenchDb db, long clientId, IReadOnlyList<T> rows, bool withKeys, CancellationToken stop = default)
        where T : class, IClientOwned
    {
        if (rows.Count == 0)
        {
            return;
        }

        db.RequireReach(clientId);
        if (!db.HoldsGate)
        {
            throw new InvalidOperationException("A write outside the gate: put it in WorkbenchDb.Write.");
        }

        var columns = Columns(db.Model.FindEntityType(typeof(T))!, withKeys);
        var many = rows.Count / RowsAtOnce * RowsAtOnce;
        await Run(db, columns, clientId, rows.Take(many), RowsAtOnce, stop);
        await Run(db, columns, clientId, rows.Skip(many), 1, stop);
    }

    private static async Task Run<T>(WorkbenchDb db, Table table, long clientId, IEnumerable<T> rows, int atOnce, CancellationToken stop)
        where T : class, IClientOwned
    {
        await using var command = Prepare(db, table, atOnce);
        foreach (var group in rows.Chunk(atOnce))
        {
            var next = 0;
            foreach (var row in group)
            {
                if (row.ClientId != clientId)
                {
                    throw new Refusal("access.denied");
                }

                foreach (var column in table.Columns)
                {
                    command.Parameters[next++].Value = column.Value(row) ?? DBNull.Value;
                }
            }

            await command.ExecuteNonQueryAsync(stop);
        }
    }

    private static DbCommand Prepare(WorkbenchDb db, Table table, int rows)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var values = new List<string>(rows);
        for (var row = 0; row < rows; row++)
        {
            var names = new List<string>(table.Columns.Count);
            foreach (var _ in table.Columns)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"@p{command.Parameters.Count}";
                command.Parameters.Add(parameter);
                names.Add(parameter.ParameterName);
            }

            values.Add($"({string.Join(',', names)})");
        }

        command.CommandText = $"INSERT INTO \"{table.Name}\" ({string.Join(',', table.Columns.Select(c => $"\"{c.Name}\""))}) VALUES {string.Join(',', values)}";
        return command;
    }

    private static Table Columns(IEntityType entity, bool withKeys)
    {
        var table = StoreObjectIdentifier.Table(entity.GetTableName()!, entity.GetSchema());
        return new Table(table.Name, [.. entity.GetProperties().Where(p => withKeys || !p.IsPrimaryKey()).Select(p => Column.Of(p, table))]);
    }

    private sealed record Table(string Name, IReadOnlyList<Column> Columns);

    private sealed record Column(string Name, Func<object, object?> Value)
    {
        public static Column Of(IProperty property, StoreObjectIdentifier table)
        {
            var get = property.GetGetter();
            var convert = property.GetTypeMapping().Converter?.ConvertToProvider;
            return new Column(property.GetColumnName(table)!, row => get.GetClrValue(row) is { } value ? convert is null ? value : convert(value) : null);
        }
    }
}

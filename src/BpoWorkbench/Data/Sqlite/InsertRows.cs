using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BpoWorkbench.Data.Sqlite;

/// <summary>Rows past the change tracker: one prepared statement, built from the model.</summary>
internal static class InsertRows
{
    // SQLite runs in this process, so that long statements save little, and binding them by name costs more than it saves.
    private const int RowsAtOnce = 4;

    public static async Task Run<T>(WorkbenchDb db, BulkTable table, IReadOnlyList<T> rows, CancellationToken stop)
        where T : class
    {
        var many = rows.Count / RowsAtOnce * RowsAtOnce;
        await Run(db, table, rows.Take(many), RowsAtOnce, stop);
        await Run(db, table, rows.Skip(many), 1, stop);
    }

    private static async Task Run<T>(WorkbenchDb db, BulkTable table, IEnumerable<T> rows, int atOnce, CancellationToken stop)
        where T : class
    {
        await using var command = Prepare(db, table, atOnce);
        foreach (var group in rows.Chunk(atOnce))
        {
            var next = 0;
            foreach (var row in group)
            {
                foreach (var column in table.Columns)
                {
                    command.Parameters[next++].Value = column.Value(row) ?? DBNull.Value;
                }
            }

            await command.ExecuteNonQueryAsync(stop);
        }
    }

    private static DbCommand Prepare(WorkbenchDb db, BulkTable table, int rows)
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

        command.CommandText = $"INSERT INTO \"{table.Name}\" ({table.ColumnNames}) VALUES {string.Join(',', values)}";
        return command;
    }
}

using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BpoWorkbench.Data.Postgres;

/// <summary>Rows past the change tracker. COPY is refused under row-level security: it fills a table of the transaction's own, and INSERT takes them over.</summary>
internal static class CopyRows
{
    public static async Task Run<T>(WorkbenchDb db, BulkTable table, IReadOnlyList<T> rows, CancellationToken stop)
        where T : class
    {
        await Execute(db, $"CREATE TEMP TABLE loading ON COMMIT DROP AS SELECT {table.ColumnNames} FROM \"{table.Name}\" WITH NO DATA", stop);
        await Copy((NpgsqlConnection)db.Database.GetDbConnection(), table, rows, stop);
        await Execute(db, $"INSERT INTO \"{table.Name}\" ({table.ColumnNames}) SELECT {table.ColumnNames} FROM loading; DROP TABLE loading", stop);
    }

    private static async Task Copy<T>(NpgsqlConnection connection, BulkTable table, IReadOnlyList<T> rows, CancellationToken stop)
        where T : class
    {
        await using var writer = await connection.BeginBinaryImportAsync($"COPY loading ({table.ColumnNames}) FROM STDIN (FORMAT BINARY)", stop);
        foreach (var row in rows)
        {
            await writer.StartRowAsync(stop);
            foreach (var column in table.Columns)
            {
                if (column.Value(row) is { } value)
                {
                    await writer.WriteAsync(value, column.StoreType, stop);
                }
                else
                {
                    await writer.WriteNullAsync(stop);
                }
            }
        }

        await writer.CompleteAsync(stop);
    }

    private static async Task Execute(WorkbenchDb db, string statement, CancellationToken stop)
    {
        await using var command = db.Command(statement);
        await command.ExecuteNonQueryAsync(stop);
    }
}

using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BpoWorkbench.Data.Sqlite;

/// <summary>Ids for rows that are written past the change tracker.</summary>
public static class NextIds
{
    /// <returns>The last id ever given in the table. Inside <see cref="WorkbenchDb.Write"/> those after it are free until the transaction ends.</returns>
    public static async Task<long> LastId<T>(this WorkbenchDb db, CancellationToken stop = default)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = @table";
        var table = command.CreateParameter();
        (table.ParameterName, table.Value) = ("@table", db.Model.FindEntityType(typeof(T))!.GetTableName());
        command.Parameters.Add(table);
        return Convert.ToInt64(await command.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture);
    }
}

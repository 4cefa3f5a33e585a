using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Data.Sqlite;

/// <summary>Ids for rows that are written past the change tracker.</summary>
internal static class NextIds
{
    /// <returns>Those after the last id ever given in the table.</returns>
    public static async Task<IEnumerable<long>> Of<T>(WorkbenchDb db, int count, CancellationToken stop)
    {
        await using var command = db.Command("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = @table",
            ("@table", db.Model.FindEntityType(typeof(T))!.GetTableName()!));
        var last = Convert.ToInt64(await command.ExecuteScalarAsync(stop), CultureInfo.InvariantCulture);
        return Enumerable.Range(1, count).Select(i => last + i);
    }
}

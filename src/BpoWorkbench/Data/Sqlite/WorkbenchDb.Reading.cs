using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BpoWorkbench.Data;

public sealed partial class WorkbenchDb
{
    /// <summary>Until it is disposed, every read of this context sees the database as it is at the first one; writers go on meanwhile.</summary>
    public async Task<IDbContextTransaction> Snapshot(CancellationToken stop = default)
    {
        await Database.OpenConnectionAsync(stop);
        // Not deferred, it would take the write lock.
        var transaction = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        return (await Database.UseTransactionAsync(transaction, stop))!;
    }
}

using BpoWorkbench.Domain;

namespace BpoWorkbench.Data;

/// <summary>
/// Many new rows of one kind for one client, past the change tracker. Rows of another client are refused. Called inside
/// <see cref="WorkbenchDb.Write"/>; events written this way are counted by whoever writes them.
/// </summary>
public static class BulkInsert
{
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
        if (!db.IsWriting)
        {
            throw new InvalidOperationException("A write outside the gate: put it in WorkbenchDb.Write.");
        }

        if (rows.Any(row => row.ClientId != clientId))
        {
            throw new Refusal("access.denied");
        }

        await db.Engine.Insert(db, BulkTable.Of<T>(db, withKeys), rows, stop);
    }
}

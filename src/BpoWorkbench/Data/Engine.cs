using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace BpoWorkbench.Data;

/// <summary>What one database does otherwise than the other. The rest of the program speaks to <see cref="WorkbenchDb"/>.</summary>
public abstract class Engine
{
    /// <summary>True where writers take turns, so that what one reads inside <see cref="WorkbenchDb.Write"/> stays as it is until it ends.</summary>
    public abstract bool WritersTakeTurns { get; }

    /// <summary>Creates the database or brings it to this version.</summary>
    public abstract Task Migrate(WorkbenchDb db);

    /// <summary>Before it migrates, EF compares the whole model with its last picture of it; most starts have nothing to migrate and need not wait for that.</summary>
    protected static async Task MigrateWhatIsPending(WorkbenchDb db)
    {
        if ((await db.Database.GetPendingMigrationsAsync()).Any())
        {
            await db.Database.MigrateAsync();
        }
    }

    /// <summary>True when nothing is left to migrate.</summary>
    public abstract Task<bool> IsMigrated(WorkbenchDb db, CancellationToken stop);

    /// <summary>Name and version, which matter.</summary>
    public abstract Task<string> Version(WorkbenchDb db);

    /// <summary>What of the model only this database needs.</summary>
    public virtual void Shape(ModelBuilder builder)
    {
    }

    /// <summary>Waits for the right to write; disposing gives it back.</summary>
    public abstract Task<IDisposable> EnterWrite(CancellationToken stop);

    /// <summary>True when a transaction failed because another was in its way, and may go through when it is done all over.</summary>
    public abstract bool WasInTheWay(Exception failure);

    /// <summary>Inside <see cref="WorkbenchDb.Write"/>, waits until nobody else is in a transaction about the same: for rules over more than one row.</summary>
    public async Task Alone(WorkbenchDb db, string about)
    {
        if (AloneStatement.Length > 0)
        {
            await using var alone = db.Command(AloneStatement, ("@about", about));
            await alone.ExecuteNonQueryAsync();
        }
    }

    /// <summary><see cref="Alone"/> as a statement to put before another, about <c>@about</c>; empty where writers take turns.</summary>
    internal abstract string AloneStatement { get; }

    /// <summary>Until it is disposed, every read of the context sees the database as it is at the first one; writers go on meanwhile.</summary>
    public abstract Task<IDbContextTransaction> Snapshot(WorkbenchDb db, CancellationToken stop);

    /// <summary>Folds up to so many deltas into their counters. Called inside <see cref="WorkbenchDb.Write"/>.</summary>
    /// <returns>How many there were.</returns>
    public abstract Task<int> Fold(WorkbenchDb db, int size, CancellationToken stop);

    /// <summary>Ids for rows that are written past the change tracker; where writers take turns, free until one of them writes.</summary>
    public abstract Task<IEnumerable<long>> Ids<T>(WorkbenchDb db, int count, CancellationToken stop);

    /// <summary>Writes rows that were checked already, ids and all where <paramref name="table"/> has the key among its columns.</summary>
    internal abstract Task Insert<T>(WorkbenchDb db, BulkTable table, IReadOnlyList<T> rows, CancellationToken stop)
        where T : class, IClientOwned;

    /// <summary>The items that may have all of these words, each of three letters or more, somewhere in their texts.</summary>
    public abstract IQueryable<WorkItem> Having(WorkbenchDb db, IReadOnlyList<string> words);

    /// <summary>The heads of the lanes a person may work, past the items named.</summary>
    public abstract Task<List<LaneHead>> LaneHeads(WorkbenchDb db, long personId, IReadOnlyCollection<long> clients, IReadOnlyCollection<long> skip);

    /// <summary>Keeps the head of the lane from others until the transaction ends: this one or, where it is gone, the one behind it.</summary>
    /// <returns>Null when nothing of the lane is left.</returns>
    public abstract Task<LaneHead?> Hold(WorkbenchDb db, LaneHead head, IReadOnlyCollection<long> skip);

    /// <summary>
    /// Gives the item to a person, with its event and counters: exactly what <see cref="WorkItem.Claim"/> would write or, with an end to
    /// accept it by, <see cref="WorkItem.Offer"/>.
    /// </summary>
    /// <returns>False when somebody else has it.</returns>
    public abstract Task<bool> Take(WorkbenchDb db, LaneHead head, long personId, string reason, DateTime? offeredUntil, DateTime now);
}

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Data;

// Everything that must be true of a write: it waits for its turn, is inside the scope, counted, and signed.
public partial class WorkbenchDb
{
    private readonly HashSet<long> _touched = [];

    /// <summary>How often a transaction is done all over when others were in its way.</summary>
    private const int Attempts = 6;

    /// <summary>True inside <see cref="Write"/>.</summary>
    internal bool IsWriting { get; private set; }

    /// <summary>
    /// Several statements as one transaction. Where another was in its way, and they load all they need themselves, they are done all
    /// over; so they must not mind being called twice.
    /// </summary>
    public async Task Write(Func<Task> statements, CancellationToken stop = default)
    {
        if (IsWriting)
        {
            await statements();
            return;
        }

        var loadsAll = !ChangeTracker.Entries().Any();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await OutsideTransaction(async () =>
                {
                    await using var transaction = await Database.BeginTransactionAsync(stop);
                    await statements();
                    await transaction.CommitAsync(stop);
                }, stop);
                break;
            }
            catch (Exception failure) when (loadsAll && attempt < Attempts && engine.WasInTheWay(failure))
            {
                ChangeTracker.Clear();
                _touched.Clear();
                await Task.Delay(Random.Shared.Next(5 * attempt), stop);
            }
        }

        TellListeners();
    }

    /// <summary>The right to write, without a transaction around it.</summary>
    internal async Task OutsideTransaction(Func<Task> statements, CancellationToken stop = default)
    {
        using (await engine.EnterWrite(stop))
        {
            IsWriting = true;
            try
            {
                await statements();
            }
            finally
            {
                IsWriting = false;
            }
        }
    }

    /// <summary>Statements that write past the change tracker say here whose figures they moved.</summary>
    public void Touched(long clientId) => _touched.Add(clientId);

    internal void RequireReach(long clientId)
    {
        if (!scope.Clients.Contains(clientId))
        {
            throw new Refusal("access.denied");
        }
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var written = 0;
        await Write(async () => written = await Save(acceptAllChangesOnSuccess, cancellationToken), cancellationToken);
        return written;
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Writes wait for their turn: use SaveChangesAsync.");

    private async Task<int> Save(bool acceptAllChangesOnSuccess, CancellationToken stop)
    {
        ChangeTracker.DetectChanges();
        Wall.Check(ChangeTracker, scope);
        CountMoves();
        Versions.Bump(ChangeTracker);
        AuditTrail.Changes(this, scope.PersonId, time.Now());
        var created = AuditTrail.Created(this);
        var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, stop);
        if (created.Count > 0)
        {
            // Their ids are known only now.
            AuditTrail.Write(this, created, scope.PersonId, time.Now());
            await base.SaveChangesAsync(acceptAllChangesOnSuccess, stop);
        }

        return written;
    }

    private void CountMoves()
    {
        var steps = ChangeTracker.Entries<WorkEvent>().Where(e => e.State == EntityState.Added).Select(e => e.Entity).ToList();
        // However many move a counter together, it is one row.
        CounterDeltas.AddRange(
            from step in steps
            from move in Measures.Of(step)
            group move.Amount by (step.ClientId, step.QueueId, Move: move with { Amount = 0 }) into moved
            where moved.Sum() != 0
            select new CounterDelta(moved.Key.ClientId, moved.Key.QueueId, moved.Key.Move with { Amount = moved.Sum() }));
        _touched.UnionWith(steps.Select(s => s.ClientId));
    }

    private void TellListeners()
    {
        foreach (var client in _touched)
        {
            live.Changed(client);
        }

        _touched.Clear();
    }
}

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Data;

// Everything that must be true of a write: it is behind the gate, inside the scope, counted, and signed.
public sealed partial class WorkbenchDb
{
    private readonly HashSet<long> _touched = [];
    private bool _holdsGate;

    internal bool HoldsGate => _holdsGate;

    /// <summary>Several statements as one transaction, behind the write gate.</summary>
    public async Task Write(Func<Task> statements, CancellationToken stop = default)
    {
        if (_holdsGate)
        {
            await statements();
            return;
        }

        using (await gate.Enter(stop))
        {
            _holdsGate = true;
            try
            {
                await using var transaction = await Database.BeginTransactionAsync(stop);
                await statements();
                await transaction.CommitAsync(stop);
            }
            finally
            {
                _holdsGate = false;
            }
        }

        TellListeners();
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
        throw new NotSupportedException("Writes wait for the gate: use SaveChangesAsync.");

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
        foreach (var entry in ChangeTracker.Entries<WorkEvent>().Where(e => e.State == EntityState.Added).ToList())
        {
            var step = entry.Entity;
            CounterDeltas.AddRange(Measures.Of(step).Select(move => new CounterDelta(step.ClientId, step.QueueId, move)));
            _touched.Add(step.ClientId);
        }
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

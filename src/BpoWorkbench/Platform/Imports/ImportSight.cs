using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Kinds;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>
/// The one place that says who brings workbooks in, where to, and who sees them: whoever runs a client's queues all of it; people of the
/// client what they have brought from the portal, into the queues that are opened to them.
/// </summary>
public sealed class ImportSight(ClientScope scope, WorkKinds kinds)
{
    /// <summary>The clients that the reader brings workbooks in for.</summary>
    public long[] Clients => [.. scope.With(Permissions.Queues).Union(scope.With(Permissions.PortalUpload))];

    /// <summary>The queues that the reader brings workbooks into: of kinds whose items can be rows.</summary>
    public IQueryable<Queue> Queues(WorkbenchDb db)
    {
        var (run, own) = (scope.With(Permissions.Queues), scope.With(Permissions.PortalUpload));
        var fromRows = kinds.All.Where(k => k.FromRows).Select(k => k.Code).ToArray();
        return db.Queues.Where(q => fromRows.Contains(q.Kind) && (run.Contains(q.ClientId) || (own.Contains(q.ClientId) && q.SeenInPortal && q.ClientImports)));
    }

    public IQueryable<ImportBatch> Batches(WorkbenchDb db)
    {
        var (run, own) = (scope.With(Permissions.Queues), scope.With(Permissions.PortalUpload));
        return db.ImportBatches.Where(b => run.Contains(b.ClientId) || (b.InPortal && own.Contains(b.ClientId)));
    }

    /// <summary>Whether the reader is of the client, and not of those who work for it.</summary>
    public bool IsOfClient(long clientId) => !scope.Allows(Permissions.Queues, clientId);

    /// <summary>Refuses whoever may bring nothing in for the client.</summary>
    public void Require(long clientId)
    {
        if (IsOfClient(clientId))
        {
            scope.Require(Permissions.PortalUpload, clientId);
        }
    }

    /// <summary>Refuses whoever may not decide on the import.</summary>
    public void Require(ImportBatch batch)
    {
        Require(batch.ClientId);
        if (IsOfClient(batch.ClientId) && !batch.InPortal)
        {
            throw new Refusal("access.denied");
        }
    }

    /// <summary>Refuses also where its queue is not the reader's to bring anything into any more.</summary>
    public async Task RequireOpen(WorkbenchDb db, ImportBatch batch)
    {
        Require(batch);
        if (!await Queues(db).AnyAsync(q => q.Id == batch.QueueId))
        {
            throw new Refusal("import.queue-shut");
        }
    }
}

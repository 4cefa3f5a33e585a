using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Portal;

/// <summary>The one place that says what a client company sees of its work: its own, of the queues that are shown to it. Everything in the portal reads through here.</summary>
public sealed class PortalSight(ClientScope scope)
{
    /// <summary>The companies the reader may look at.</summary>
    public IQueryable<Client> Clients(WorkbenchDb db)
    {
        var mine = scope.With(Permissions.Portal);
        return db.Clients.AsNoTracking().Where(c => mine.Contains(c.Id));
    }

    public IQueryable<Queue> Queues(WorkbenchDb db, long clientId)
    {
        var mine = scope.With(Permissions.Portal);
        return db.Queues.AsNoTracking().Where(q => mine.Contains(q.ClientId) && q.ClientId == clientId && q.SeenInPortal);
    }

    /// <summary>Items of every company the reader may look at, with every word of the text.</summary>
    public IQueryable<WorkItem> Items(WorkbenchDb db, string? text = null)
    {
        var mine = scope.With(Permissions.Portal);
        return db.Find(text).AsNoTracking().Where(i => mine.Contains(i.ClientId) && i.Queue!.SeenInPortal);
    }

    /// <summary>What a company is asked and has not answered: of each open item the last question.</summary>
    public IQueryable<ClientQuestion> Asked(WorkbenchDb db, long clientId)
    {
        var mine = scope.With(Permissions.Portal);
        return db.Questions.AsNoTracking().Where(q => mine.Contains(q.ClientId) && q.ClientId == clientId && q.AnsweredAt == null
            && q.Item!.Queue!.SeenInPortal && q.Item.State < WorkState.Done && !db.Questions.Any(later => later.ItemId == q.ItemId && later.Id > q.Id));
    }

    public bool MayAnswer(long clientId) => scope.Allows(Permissions.PortalAnswer, clientId);
}

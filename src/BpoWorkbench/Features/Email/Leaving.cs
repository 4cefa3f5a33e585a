using BpoWorkbench.Data;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Platform.Outbox;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email;

/// <summary>What was written in a client's name and has left, or is about to: not what was taken back before, nor what no server would take.</summary>
internal static class Leaving
{
    public static IQueryable<EmailMessage> Of(WorkbenchDb db) => db.Emails.AsNoTracking()
        .Where(m => m.IsOurs && db.Outbox.Any(o => o.Id == m.OutboxId && o.State != OutboxState.Recalled && o.State != OutboxState.Failed));

    /// <summary>When the customer was written the code of their complaint; null while they were not.</summary>
    public static Task<DateTime?> Told(WorkbenchDb db, Complaint complaint, CancellationToken stop = default) =>
        Of(db).Where(m => m.ItemId == complaint.ItemId && m.Text.Contains(complaint.Code)).MinAsync(m => (DateTime?)m.At, stop);
}

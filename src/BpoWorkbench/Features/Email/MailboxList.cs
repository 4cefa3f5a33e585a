using BpoWorkbench.Data;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email;

/// <summary>A queue for email, and how its mail comes in.</summary>
/// <param name="Address">Null while it has none.</param>
/// <param name="LastAt">When the last message came.</param>
/// <param name="Today">How many came since midnight in the client's zone; of them sifted out.</param>
/// <param name="ToCheck">Sifted out, and picked for somebody to look at.</param>
public sealed record MailboxRow(
    long QueueId, string Queue, long ClientId, string Client, string Colour, string? Address, string? AnswerFrom, DateTime? TestedAt, DateTime? LastAt, int Today, int SiftedToday, int ToCheck);

/// <summary>The queues for email that the reader runs.</summary>
public sealed class MailboxList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, Site site)
{
    public async Task<List<MailboxRow>> Read(CancellationToken stop)
    {
        scope.Require(Permissions.Queues);
        var mine = scope.With(Permissions.Queues);
        var today = site.Today;
        await using var db = await dbs.CreateDbContextAsync(stop);
        return await (from queue in db.Queues.AsNoTracking()
                      where queue.Kind == EmailFeature.Kind && mine.Contains(queue.ClientId)
                      join mailbox in db.Mailboxes on queue.Id equals mailbox.QueueId into mailboxes
                      from box in mailboxes.DefaultIfEmpty()
                      orderby queue.Client!.Name, queue.Name
                      select new MailboxRow(queue.Id, queue.Name, queue.ClientId, queue.Client!.Name, queue.Client.Colour, box.Address, box.AnswerFrom, box.TestedAt,
                          db.Emails.Where(m => m.QueueId == queue.Id && !m.IsOurs).Max(m => (DateTime?)m.At),
                          db.Emails.Count(m => m.QueueId == queue.Id && !m.IsOurs && m.At >= today), db.Emails.Count(m => m.QueueId == queue.Id && m.At >= today && m.SiftedAs != null),
                          db.Emails.Count(m => m.QueueId == queue.Id && m.SiftedAs != null && m.ToCheck))).ToListAsync(stop);
    }
}

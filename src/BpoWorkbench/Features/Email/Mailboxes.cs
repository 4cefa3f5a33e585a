using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email;

/// <summary>Where a message belongs: which mailbox it came to, and which conversation it goes on.</summary>
internal static class Mailboxes
{
    /// <summary>The mailbox it was delivered to; where that is not said, the one it was sent to, or the only one there is.</summary>
    /// <exception cref="Refusal">email.no-mailbox; queue.closed: whoever writes hears of it, for nobody works there any more.</exception>
    public static async Task<Mailbox> For(WorkbenchDb db, long clientId, string? to, IncomingEmail mail, CancellationToken stop)
    {
        var all = await db.Mailboxes.AsNoTracking().Where(m => m.ClientId == clientId).OrderBy(m => m.Id).ToListAsync(stop);
        var box = to is null
            ? mail.Recipients.Select(address => all.Find(m => m.Takes(address))).FirstOrDefault(m => m is not null) ?? (all is [var only] ? only : throw new Refusal("email.no-mailbox", string.Join(", ", mail.Recipients.Take(3))))
            : all.Find(m => m.Takes(to)) ?? throw new Refusal("email.no-mailbox", to);
        return await db.Queues.Where(q => q.Id == box.QueueId && q.State == QueueState.Closed).Select(q => q.Name).SingleOrDefaultAsync(stop) is { } closed ? throw new Refusal("queue.closed", closed) : box;
    }

    /// <summary>The item of the conversation that it goes on, unless that was cancelled.</summary>
    public static async Task<WorkItem?> Conversation(WorkbenchDb db, long clientId, IncomingEmail mail, CancellationToken stop)
    {
        var answers = mail.Answers.ToList();
        var known = await db.Emails.AsNoTracking().Where(m => m.ClientId == clientId && answers.Contains(m.MessageKey) && m.ItemId != null)
            .Select(m => new { m.MessageKey, m.ItemId }).ToListAsync(stop);
        var item = answers.Select(key => known.Find(k => k.MessageKey == key)?.ItemId).FirstOrDefault(id => id is not null);
        return item is null ? null : await db.WorkItems.Include(i => i.Queue).SingleOrDefaultAsync(i => i.Id == item && i.State != WorkState.Cancelled, stop);
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Platform.Changes;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email;

/// <summary>What a page about one queue's mail is about.</summary>
public sealed record MailboxHead(long QueueId, string Queue, long ClientId, string Client, string Colour, string? Address, int ToCheck, int Sifted)
{
    /// <summary>When the last message came.</summary>
    public DateTime? LastAt { get; init; }

    /// <summary>In whose name it answers, and how far that has been tried.</summary>
    public SendingState? Sending { get; init; }
}

/// <summary>Whether a mailbox can answer.</summary>
/// <param name="Found">What the server that took the test message found of its sender.</param>
/// <param name="IsUnderWay">A test message is on its way.</param>
public sealed record SendingState(string From, DateTime? TestedAt, string? Found, bool IsUnderWay);

/// <summary>The mailbox of a queue.</summary>
public sealed class MailboxDetails(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    /// <returns>Null where there is no such queue for email, or not for this person.</returns>
    public async Task<MailboxHead?> Head(long queueId, CancellationToken stop = default)
    {
        var mine = scope.With(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync(stop);
        return await db.Queues.AsNoTracking().Where(q => q.Id == queueId && q.Kind == EmailFeature.Kind && mine.Contains(q.ClientId))
            .Select(q => new MailboxHead(q.Id, q.Name, q.ClientId, q.Client!.Name, q.Client.Colour, db.Mailboxes.Where(m => m.QueueId == q.Id).Select(m => m.Address).FirstOrDefault(),
                db.Emails.Count(m => m.QueueId == q.Id && m.SiftedAs != null && m.ToCheck), db.Emails.Count(m => m.QueueId == q.Id && m.SiftedAs != null && m.RescuedAt == null))
            {
                LastAt = db.Emails.Where(m => m.QueueId == q.Id && !m.IsOurs).Max(m => (DateTime?)m.At),
                Sending = db.Mailboxes.Where(m => m.QueueId == q.Id && m.AnswerFrom != null).Select(m => new SendingState(m.AnswerFrom!, m.TestedAt, m.TestFound, m.TestKey != null)).FirstOrDefault(),
            })
            .SingleOrDefaultAsync(stop);
    }

    /// <summary>A form that starts from the mailbox, or from none.</summary>
    public async Task<Snapshot<MailboxForm>?> Find(long queueId)
    {
        if (await Head(queueId) is not { } head)
        {
            return null;
        }

        await using var db = await dbs.CreateDbContextAsync();
        var last = await ChangeHistory.Last(db, head.ClientId);
        var mailbox = await db.Mailboxes.AsNoTracking().SingleOrDefaultAsync(m => m.QueueId == queueId);
        return mailbox is null ? new(new(head.ClientId, nameof(Mailbox), 0), new MailboxForm(), 0, last)
            : new(new(head.ClientId, nameof(Mailbox), mailbox.Id), MailboxForm.Of(mailbox), mailbox.Version, last);
    }
}

/// <summary>Gives a queue its mailbox, or changes it as it was seen at a version.</summary>
public sealed class SaveMailbox(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    /// <exception cref="Refusal">queue.unknown; mailbox.address-taken; what <see cref="MailboxForm.Apply"/> refuses.</exception>
    public async Task Run(long queueId, MailboxForm form, long version)
    {
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            var queue = await db.Queues.SingleOrDefaultAsync(q => q.Id == queueId && q.Kind == EmailFeature.Kind) ?? throw new Refusal("queue.unknown");
            scope.Require(Permissions.Queues, queue.ClientId);
            var mailbox = await db.Mailboxes.SingleOrDefaultAsync(m => m.QueueId == queueId);
            if (mailbox is null)
            {
                db.Mailboxes.Add(mailbox = new Mailbox(queue, form.Address));
            }
            else
            {
                db.SeenAt(mailbox, version);
            }

            form.Apply(mailbox);
            if (await db.Mailboxes.AnyAsync(m => m.ClientId == queue.ClientId && m.Address == mailbox.Address && m.QueueId != queueId))
            {
                throw new Refusal("mailbox.address-taken", mailbox.Address) { Field = nameof(Mailbox.Address) };
            }

            await db.SaveChangesAsync();
        });
    }
}

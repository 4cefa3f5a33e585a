using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Features.Email.Sifting;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Email;

/// <summary>
/// Sends a message from the client's address to itself. That it comes back shows both ways at once: that mail may be sent in that name, and
/// that what is sent there is redirected here.
/// </summary>
public sealed class TestSending(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time, IStringLocalizer<EmailTexts> words)
{
    /// <exception cref="Refusal">access.denied; mailbox.no-answer-from.</exception>
    public async Task Run(long queueId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            var mailbox = await db.Mailboxes.SingleOrDefaultAsync(m => m.QueueId == queueId) ?? throw new Refusal("access.denied");
            scope.Require(Permissions.Queues, mailbox.ClientId);
            var client = await db.Clients.SingleAsync(c => c.Id == mailbox.ClientId);
            var id = OutboxMessage.NewMessageId(Arrivals.MessageIdDomain(mailbox));
            mailbox.Test(id.Trim('<', '>'));
            db.Outbox.Add(new OutboxMessage(client.Id, mailbox.AnswerFrom!, words["test.subject"], words["test.text"], null, time.Now()) { MessageId = id, From = mailbox.AnswerFrom, FromName = client.Name });
            await db.SaveChangesAsync();
        });
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email.Sifting;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Mime;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email;

/// <summary>Answers the newest message of an item in the client's name. It leaves the house half a minute later, and until then can be had back.</summary>
public sealed class SendReply(ChangeItem change, FileStore files)
{
    private const string Again = "Re: ";
    private const int MostReferences = 20;

    /// <returns>The answer's id.</returns>
    /// <exception cref="Refusal">reply.text; reply.nobody; reply.machine; reply.not-tested; item.not-yours.</exception>
    public async Task<long> Run(long itemId, string text)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > EmailMessage.TextLength)
        {
            throw new Refusal("reply.text", EmailMessage.TextLength);
        }

        EmailMessage? answer = null;
        await change.Run(itemId, Permissions.Work, async step =>
        {
            var (db, item) = (step.Db, step.Item);
            var mailbox = await db.Mailboxes.SingleOrDefaultAsync(m => m.QueueId == item.QueueId && m.AnswerFrom != null && m.TestedAt != null) ?? throw new Refusal("reply.not-tested");
            var asked = await db.Emails.Where(m => m.ItemId == itemId && !m.IsOurs && m.FileId != null).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).FirstOrDefaultAsync()
                ?? throw new Refusal("reply.nobody");
            var client = await db.Clients.SingleAsync(c => c.Id == item.ClientId);
            var mail = Read(await db.Files.SingleAsync(f => f.Id == asked.FileId));
            var outgoing = Written(mail, asked, mailbox, client, $"{text.Trim()}{Signature(client)}", step.Now);
            item.Replied(step.Person, step.Now);
            var draft = ItemDraft.Parse(item.Draft);
            draft.Reply = "";
            item.Draft = draft.ToJson();
            db.Outbox.Add(outgoing);
            await db.SaveChangesAsync();
            answer = new EmailMessage(item.ClientId, item.QueueId, itemId, outgoing.MessageId, step.Now) { OutboxId = outgoing.Id };
            answer.Says(mailbox.AnswerFrom!, client.Name, outgoing.To, outgoing.Subject, outgoing.Text!, 0);
            db.Emails.Add(answer);
        });
        return answer!.Id;
    }

    /// <summary>What every answer ends with.</summary>
    public static string Signature(Client client) => string.IsNullOrWhiteSpace(client.EmailSignature) ? "" : $"\n\n-- \n{client.EmailSignature.Trim()}";

    private MailMessage Read(StoredFile file)
    {
        using var content = files.Open(file);
        return MailReader.Read(content);
    }

    private static OutboxMessage Written(MailMessage mail, EmailMessage asked, Mailbox mailbox, Client client, string text, DateTime now)
    {
        if (Answering.ReachesNobody(Arrivals.Of(mailbox, mail, asked.FromAddress)) is { } machine)
        {
            throw new Refusal("reply.machine", machine.Told);
        }

        var to = (mail.ReplyTo.Count > 0 ? mail.ReplyTo : mail.From).Select(a => a.Address).FirstOrDefault(a => a.Length > 0) ?? throw new Refusal("reply.nobody");
        var subject = asked.Subject.StartsWith(Again, StringComparison.OrdinalIgnoreCase) ? asked.Subject : Again + asked.Subject;
        var conversation = mail.References.Concat(mail.References.Count == 0 ? mail.InReplyTo.Take(1) : []).Concat(mail.MessageId is { } id ? [id] : []).Distinct(StringComparer.Ordinal).ToList();
        return new OutboxMessage(client.Id, to, subject, text, null, now)
        {
            MessageId = OutboxMessage.NewMessageId(Arrivals.MessageIdDomain(mailbox)),
            From = mailbox.AnswerFrom,
            FromName = client.Name,
            InReplyTo = mail.MessageId is null ? null : $"<{mail.MessageId}>",
            // The first and the newest: a line of a header has an end (RFC 5322, 2.1.1).
            References = conversation.Count == 0 ? null : string.Join(' ', conversation.Take(1).Concat(conversation.Skip(Math.Max(1, conversation.Count - MostReferences))).Select(m => $"<{m}>")),
        };
    }
}

/// <summary>Takes an answer back that has not left yet.</summary>
public sealed class RecallReply(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    /// <exception cref="Refusal">access.denied; outbox.too-late.</exception>
    public async Task Run(long id)
    {
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            var answer = await db.Emails.SingleOrDefaultAsync(m => m.Id == id && m.IsOurs) ?? throw new Refusal("access.denied");
            scope.Require(Permissions.Work, answer.ClientId);
            (await db.Outbox.SingleAsync(m => m.Id == answer.OutboxId)).Recall(time.Now());
            await db.SaveChangesAsync();
        });
    }
}

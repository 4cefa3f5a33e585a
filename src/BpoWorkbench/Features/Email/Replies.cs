using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email.Sifting;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Mime;
using BpoWorkbench.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Email;

/// <summary>
/// Answers to the newest message of an item, in its client's name: threaded, signed, to leave half a minute later. Called inside
/// <see cref="WorkbenchDb.Write"/>.
/// </summary>
public sealed class Replies(IDbContextFactory<WorkbenchDb> dbs, FileStore files, IStringLocalizer<EmailTexts> words)
{
    private const string Again = "Re: ";
    private const int MostReferences = 20;
    private (long Message, MailMessage Mail)? _ahead;

    /// <summary>What every answer ends with.</summary>
    public static string Signature(Client client) => string.IsNullOrWhiteSpace(client.EmailSignature) ? "" : $"\n\n-- \n{client.EmailSignature.Trim()}";

    /// <summary>Reads what is going to be answered, before <see cref="WorkbenchDb.Write"/>: of a large message that takes its time, and others would wait.</summary>
    public async Task ReadAhead(long itemId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        _ahead = await Newest(db, itemId) is { } message ? (message.Id, await Read(db, message)) : null;
    }

    /// <summary>A person's answer. Whoever complained, and has not been told their code yet, is told it.</summary>
    /// <exception cref="Refusal">reply.text; reply.not-tested; reply.nobody; reply.hole; reply.machine.</exception>
    public async Task<EmailMessage> Answer(WorkbenchDb db, WorkItem item, string text, DateTime now)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > EmailMessage.TextLength)
        {
            throw new Refusal("reply.text", EmailMessage.TextLength);
        }

        var mailbox = await Mailbox(db, item) ?? throw new Refusal("reply.not-tested");
        var asked = await Asked(db, item, mailbox) ?? throw new Refusal("reply.nobody");
        if (FilledText.HoleIn(text, asked.Message) is { } hole)
        {
            throw new Refusal("reply.hole", hole);
        }

        if (Answering.ReachesNobody(Arrivals.Of(asked.Mailbox, asked.Mail, asked.Message.FromAddress)) is { } machine)
        {
            throw new Refusal("reply.machine", machine.Told);
        }

        if (await db.Complaints.SingleOrDefaultAsync(c => c.ItemId == item.Id) is { } complaint && await Leaving.Told(db, complaint) is null)
        {
            text = WithCode(text, complaint, asked.Client);
        }

        var answer = await Send(db, item, asked, text, now);
        answer.ResponseMs = (long)item.Served(now).TotalMilliseconds;
        return answer;
    }

    /// <summary>Tells whoever complained that it has come, and its code; says nothing where a program must not answer (RFC 3834), or the mailbox does not.</summary>
    /// <param name="template">What it says; null for a usual text.</param>
    public async Task Acknowledge(WorkbenchDb db, WorkItem item, Complaint complaint, string? template, string agent, DateTime now)
    {
        if (await Mailbox(db, item) is not { } mailbox || await Asked(db, item, mailbox) is not { } asked || Recipient(asked.Mail) is null
            || !Answering.MayBeAnswered(await Arrivals.Of(db, mailbox, asked.Mail, asked.Message.FromAddress, now, default)))
        {
            return;
        }

        var text = template is null ? null : await FilledText.Of(db, item, template, agent);
        if (text is null || FilledText.HoleIn(text, asked.Message) is not null)
        {
            text = InLanguage.Say(asked.Client.Language, () => complaint.ResolveBy is { } by ? words["complaint.received-by", complaint.Code, FilledText.Day(by, asked.Client)] : words["complaint.received", complaint.Code]);
        }

        await Send(db, item, asked, WithCode(text, complaint, asked.Client), now);
    }

    private string WithCode(string text, Complaint complaint, Client client) =>
        text.Contains(complaint.Code, StringComparison.Ordinal) ? text : $"{text.TrimEnd()}\n\n{InLanguage.Say(client.Language, () => words["complaint.code-line", complaint.Code])}";

    private static async Task<EmailMessage> Send(WorkbenchDb db, WorkItem item, Question asked, string text, DateTime now)
    {
        var outgoing = Written(asked, $"{text.Trim()}{Signature(asked.Client)}", now);
        db.Outbox.Add(outgoing);
        await db.SaveChangesAsync();
        var answer = new EmailMessage(item.ClientId, item.QueueId, item.Id, outgoing.MessageId, now) { OutboxId = outgoing.Id };
        answer.Says(asked.Mailbox.AnswerFrom!, asked.Client.Name, outgoing.To, outgoing.Subject, outgoing.Text!, 0);
        db.Emails.Add(answer);
        return answer;
    }

    /// <returns>Null where it does not answer.</returns>
    private static Task<Mailbox?> Mailbox(WorkbenchDb db, WorkItem item) => db.Mailboxes.SingleOrDefaultAsync(m => m.QueueId == item.QueueId && m.AnswerFrom != null && m.TestedAt != null);

    /// <returns>Null where nothing has come in that could be read.</returns>
    private async Task<Question?> Asked(WorkbenchDb db, WorkItem item, Mailbox mailbox)
    {
        if (await Newest(db, item.Id) is not { } message)
        {
            return null;
        }

        // Another may have come since.
        var mail = _ahead is { } ahead && ahead.Message == message.Id ? ahead.Mail : await Read(db, message);
        return new(mail, message, mailbox, await db.Clients.SingleAsync(c => c.Id == item.ClientId));
    }

    private static async Task<EmailMessage?> Newest(WorkbenchDb db, long itemId) =>
        await db.Incoming(itemId).AsNoTracking().Where(m => m.FileId != null).FirstOrDefaultAsync() is { IsUnreadable: false } message ? message : null;

    private async Task<MailMessage> Read(WorkbenchDb db, EmailMessage message)
    {
        using var content = files.Open(await db.Files.AsNoTracking().SingleAsync(f => f.Id == message.FileId));
        return MailReader.Read(content);
    }

    private static string? Recipient(MailMessage mail) => (mail.ReplyTo.Count > 0 ? mail.ReplyTo : mail.From).Select(a => a.Address).FirstOrDefault(a => a.Length > 0);

    private static OutboxMessage Written(Question asked, string text, DateTime now)
    {
        var mail = asked.Mail;
        var to = Recipient(mail) ?? throw new Refusal("reply.nobody");
        var subject = asked.Message.Subject.StartsWith(Again, StringComparison.OrdinalIgnoreCase) ? asked.Message.Subject : Again + asked.Message.Subject;
        var conversation = mail.References.Concat(mail.References.Count == 0 ? mail.InReplyTo.Take(1) : []).Concat(mail.MessageId is { } id ? [id] : []).Distinct(StringComparer.Ordinal).ToList();
        return new OutboxMessage(asked.Client.Id, to, subject, text, null, now)
        {
            MessageId = OutboxMessage.NewMessageId(Arrivals.MessageIdDomain(asked.Mailbox)),
            From = asked.Mailbox.AnswerFrom,
            FromName = asked.Client.Name,
            InReplyTo = mail.MessageId is null ? null : $"<{mail.MessageId}>",
            // The first and the newest: a line of a header has an end (RFC 5322, 2.1.1).
            References = conversation.Count == 0 ? null : string.Join(' ', conversation.Take(1).Concat(conversation.Skip(Math.Max(1, conversation.Count - MostReferences))).Select(m => $"<{m}>")),
        };
    }

    /// <summary>What is answered.</summary>
    private sealed record Question(MailMessage Mail, EmailMessage Message, Mailbox Mailbox, Client Client);
}

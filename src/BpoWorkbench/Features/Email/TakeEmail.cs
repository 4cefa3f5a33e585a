using System.Security.Cryptography;
using System.Text;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email.Scanning;
using BpoWorkbench.Features.Email.Sifting;
using BpoWorkbench.Features.Email.Suggesting;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Files.Scanning;
using BpoWorkbench.Platform.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BpoWorkbench.Features.Email;

/// <summary>What became of a message.</summary>
/// <param name="Result">taken: an item of its own; joined: an item that was there; sifted: put aside, for it needs nobody; known: it had come before.</param>
/// <param name="Item">Null where it was sifted out.</param>
public sealed record TakenEmail(long Id, string Result, long? Item);

/// <summary>
/// Takes one message as it came. It is on the disk before its row is written, and whoever sent it hears that it was taken after that: killed
/// anywhere, it is sent again, and the same message once more is the same item.
/// </summary>
public sealed class TakeEmail(IDbContextFactory<WorkbenchDb> dbs, FileStore files, ClientTriage triage, ScanMessage scan, IOptions<EmailLimits> limits, TimeProvider time)
{
    private const string MediaType = "message/rfc822";

    /// <param name="content">The message, which is read once.</param>
    /// <param name="to">The address it was delivered to; null where it is to be looked for in the message.</param>
    /// <exception cref="Refusal">email.empty; file.too-large; email.no-mailbox; queue.closed.</exception>
    public async Task<TakenEmail> Run(long clientId, string? to, Stream content, CancellationToken stop)
    {
        await using var scratch = await ScratchFile.Written(file => CopyAtMost(content, file, limits.Value.MessageBytes, stop));
        var mail = IncomingEmail.Read(scratch);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var mailbox = await Mailboxes.For(db, clientId, to, mail, stop);
        if (await Known(db, mailbox, mail, stop) is { } known)
        {
            return known;
        }

        // Thought of before others have to wait for it.
        var thought = await triage.Suggest(db, clientId, mail.Mail?.Subject ?? "", mail.Fresh, stop);
        scratch.Position = 0;
        var file = await files.Keep(clientId, EmailFeature.FileName, MediaType, scratch, limits.Value.MessageBytes, stop);
        var scanned = await scan.Incoming(scratch, stop);
        TakenEmail? taken = null;
        await db.Write(async () =>
        {
            // The same message twice at once: the second finds the first.
            await db.Engine.Alone(db, $"email {mailbox.QueueId} {mail.Key}");
            taken = await Known(db, mailbox, mail, stop) ?? await Take(db, mailbox, file, mail, thought, scanned, stop);
        }, stop);
        return taken!;
    }

    private static async Task<TakenEmail?> Known(WorkbenchDb db, Mailbox mailbox, IncomingEmail mail, CancellationToken stop) =>
        await db.Emails.AsNoTracking().Where(m => m.QueueId == mailbox.QueueId && m.MessageKey == mail.Key).Select(m => new TakenEmail(m.Id, "known", m.ItemId)).SingleOrDefaultAsync(stop);

    private async Task<TakenEmail> Take(WorkbenchDb db, Mailbox mailbox, StoredFile file, IncomingEmail mail, Thought thought, ScanAnswer scanned, CancellationToken stop)
    {
        var now = time.Now();
        var message = new EmailMessage(mailbox, file, mail.Key, now);
        mail.Describe(message);
        message.Scanned(scanned.Result, scanned.Says);
        db.Emails.Add(message);
        if (await NeedsNobody(db, mailbox, message, mail, thought, now, stop))
        {
            await db.SaveChangesAsync(stop);
            return new(message.Id, "sifted", null);
        }

        var (item, joined) = (await Mailboxes.Conversation(db, mailbox.ClientId, mail, stop), true);
        if (item is null || (item.State == WorkState.Done && mailbox.LateReply == LateReply.Child))
        {
            var queue = await db.Queues.Include(q => q.Policies).SingleAsync(q => q.Id == mailbox.QueueId, stop);
            (item, joined) = (await EmailItems.Receive(db, queue, message, item, now), false);
        }
        else
        {
            item.MoreArrived(await Lanes.For(db, item, item.PromisedBy), now);
        }

        await db.SaveChangesAsync(stop);
        message.JoinItem(item.Id);
        await db.SaveChangesAsync(stop);
        return new(message.Id, joined ? "joined" : "taken", item.Id);
    }

    // What no person has to read is put aside, with what told so.
    private static async Task<bool> NeedsNobody(WorkbenchDb db, Mailbox mailbox, EmailMessage message, IncomingEmail incoming, Thought thought, DateTime now, CancellationToken stop)
    {
        if (incoming.Mail is not { } mail)
        {
            return false;
        }

        if (incoming.Key == mailbox.TestKey)
        {
            var found = mail.AuthenticationResults.FirstOrDefault() is { } results ? string.Join(' ', results.Results.Select(r => $"{r.Method}={r.Result}")) : "";
            (await db.Mailboxes.SingleAsync(m => m.Id == mailbox.Id, stop)).Passed(found, now);
            message.Sift("sift.test", [], toCheck: false);
            return true;
        }

        if (Sieve.Of(await Arrivals.Of(db, mailbox, mail, message.FromAddress, now, stop)) is { } reason)
        {
            message.Sift(reason.Code, [$"{reason.Told}"], IsSample(message, mailbox));
            return true;
        }

        message.Suggest(thought.Suggestions);
        return thought.IsLearnt && await Files(db, mailbox, message, now, stop);
    }

    // Above the confidence that the client has set, what only ends is ended by itself.
    private static async Task<bool> Files(WorkbenchDb db, Mailbox mailbox, EmailMessage message, DateTime now, CancellationToken stop)
    {
        if (message.Suggestions is not [var first, ..] || mailbox.FileFrom is not { } from || first.Confidence * 100 < from
            || !await db.EmailCategories.AnyAsync(c => c.Id == first.CategoryId && c.Does == CategoryDoes.Close, stop))
        {
            return false;
        }

        message.File(first.CategoryId, now);
        message.Sift("sift.filed", [], IsSample(message, mailbox));
        return true;
    }

    // By chance, and yet the same for the same message.
    private static bool IsSample(EmailMessage message, Mailbox mailbox) => SHA256.HashData(Encoding.UTF8.GetBytes(message.MessageKey))[0] * 100 < mailbox.CheckShare * 256;

    internal static async Task CopyAtMost(Stream from, Stream to, long most, CancellationToken stop)
    {
        var buffer = new byte[81920];
        var size = 0L;
        for (int read; (read = await from.ReadAsync(buffer, stop)) > 0;)
        {
            if ((size += read) > most)
            {
                throw new Refusal("file.too-large", most >> 20);
            }

            await to.WriteAsync(buffer.AsMemory(0, read), stop);
        }

        if (size == 0)
        {
            throw new Refusal("email.empty");
        }
    }
}

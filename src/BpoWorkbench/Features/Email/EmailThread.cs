using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Features.Email.Showing;
using BpoWorkbench.Platform.Mime;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email;

/// <summary>A file that a message carries, as its sender calls it.</summary>
public sealed record CarriedFile(int Number, string Name, string Type, long Size, AttachmentKind Kind, DisplayedKind Displayed);

/// <summary>A message of a conversation, as it is read.</summary>
/// <param name="Sending">Where it stands on its way out, for what is ours.</param>
/// <param name="ScanSays">What was found in it, or why it was not scanned for viruses.</param>
/// <param name="Fragment">What it is a piece of, where it is none that is whole.</param>
/// <param name="Text">In runs, of which what is quoted and signed is folded.</param>
public sealed record ThreadMessage(
    long Id, bool IsOurs, DateTime At, string FromName, string FromAddress, string To, string Subject, FoldedText Text, bool HasHtml, bool IsUnreadable,
    IReadOnlyList<CarriedFile> Files, OutboxState? Sending, Scan? Scan, string? ScanSays, MailFragment? Fragment)
{
    /// <summary>What the server that took it found of its sender.</summary>
    public AuthenticationResults? Checked { get; init; }
}

/// <summary>The conversation of an item: what came in and what was answered, newest first.</summary>
public sealed class EmailThread(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, ReadMail read)
{
    // Longer conversations are had whole from their list.
    private const int Most = 50;

    public async Task<List<ThreadMessage>> Of(long itemId, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var messages = await (from message in db.Emails.AsNoTracking()
                              where message.ItemId == itemId
                              join file in db.Files on message.FileId equals file.Id into stored
                              from file in stored.DefaultIfEmpty()
                              join outgoing in db.Outbox on message.OutboxId equals outgoing.Id into sent
                              from outgoing in sent.DefaultIfEmpty()
                              orderby message.At descending, message.Id descending
                              select new { Message = message, File = file, Sending = (OutboxState?)outgoing.State }).Take(Most).ToListAsync(stop);
        return messages.Where(m => EmailSight.Allows(scope, m.Message.ClientId)).Select(m =>
        {
            var mail = m.File is null || m.Message.IsUnreadable ? null : read.Of(m.File);
            return new ThreadMessage(m.Message.Id, m.Message.IsOurs, m.Message.At, m.Message.FromName, m.Message.FromAddress, m.Message.To, m.Message.Subject,
                mail?.Text ?? FoldedText.Of(m.Message.Text), mail?.HasHtml == true, m.Message.IsUnreadable,
                mail?.Files ?? [], m.Sending, m.Message.Scan, m.Message.ScanSays, mail?.Fragment) { Checked = mail?.Checked };
        }).ToList();
    }

    /// <summary>How it stands: its newest message, and where those that are ours are on their way out.</summary>
    public async Task<string> Stand(long itemId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var messages = await (from message in db.Emails.AsNoTracking()
                              where message.ItemId == itemId
                              join outgoing in db.Outbox on message.OutboxId equals outgoing.Id into sent
                              from outgoing in sent.DefaultIfEmpty()
                              orderby message.At descending, message.Id descending
                              select new { message.Id, Sending = (OutboxState?)outgoing.State }).Take(Most).ToListAsync();
        return string.Join(' ', messages.Select(m => $"{m.Id}{m.Sending}"));
    }
}

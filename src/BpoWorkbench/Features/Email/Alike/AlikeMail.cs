using System.Text.RegularExpressions;
using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Alike;

/// <summary>A message like the one in hand, which waits in the same queue.</summary>
public sealed record AlikeEmail(long ItemId, DateTime At, string From, string Subject, string Beginning, bool SameSender, bool SameSubject);

/// <summary>What waits in the queue of a message from the same sender, or with the same subject: mostly it is done with the same word.</summary>
public sealed partial class AlikeMail(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    /// <summary>No more are offered at once.</summary>
    public const int Most = 200;

    private const int Beginning = 140;

    /// <summary>How many wait from the same sender.</summary>
    public async Task<int> FromSender(long itemId, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        return await About(db, itemId, stop) is { From.Length: > 0 } about ? await Waiting(db, about, Lately(db, about)).Select(m => m.ItemId).Distinct().Take(Most).CountAsync(stop) : 0;
    }

    /// <summary>Those from the same sender and those with the same subject, the oldest first.</summary>
    public async Task<List<AlikeEmail>> Of(long itemId, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        if (await About(db, itemId, stop) is not { } about)
        {
            return [];
        }

        var bySender = about.From.Length == 0 ? [] : await Listed(Waiting(db, about, Lately(db, about))).Take(Most).ToListAsync(stop);
        var subject = Core(about.Subject);
        List<Found> bySubject = [];
        if (subject.Length > 3)
        {
            var items = await db.Find(subject).Where(i => i.QueueId == about.QueueId && i.State == WorkState.Ready).OrderBy(i => i.Id).Select(i => (long?)i.Id).Take(Most * 5).ToListAsync(stop);
            bySubject = await Listed(Waiting(db, about, db.Emails.AsNoTracking().Where(m => items.Contains(m.ItemId)))).ToListAsync(stop);
        }

        return [.. bySender.Concat(bySubject.Where(m => SameSubject(m))).OrderBy(m => m.At).DistinctBy(m => m.ItemId).Take(Most)
            .Select(m => new AlikeEmail(m.ItemId, m.At, m.FromName.Length > 0 ? m.FromName : m.FromAddress, m.Subject, m.Beginning, m.FromAddress == about.From, SameSubject(m)))];

        bool SameSubject(Found message) => subject.Length > 3 && Core(message.Subject).Equals(subject, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A subject without what mail programs put before it.</summary>
    internal static string Core(string subject) => Prefixes().Replace(subject, "").Trim();

    private async Task<Asked?> About(WorkbenchDb db, long itemId, CancellationToken stop)
    {
        var mine = scope.With(Permissions.Work);
        return await db.Incoming(itemId).Where(m => mine.Contains(m.ClientId))
            .Select(m => new Asked(itemId, m.ClientId, m.QueueId, m.FromAddress, m.Subject)).FirstOrDefaultAsync(stop);
    }

    // A shop, or a form on a page, may write all there is under one address: older than this is looked for one by one.
    private static IQueryable<Domain.Mail.EmailMessage> Lately(WorkbenchDb db, Asked about) =>
        db.Emails.AsNoTracking().Where(m => m.ClientId == about.ClientId && m.FromAddress == about.From).OrderByDescending(m => m.At).Take(Most * 5);

    // What is kept for somebody is theirs.
    private static IQueryable<Domain.Mail.EmailMessage> Waiting(WorkbenchDb db, Asked about, IQueryable<Domain.Mail.EmailMessage> of) =>
        of.Where(m => m.ClientId == about.ClientId && !m.IsOurs && m.ItemId != about.ItemId
            && db.WorkItems.Any(i => i.Id == m.ItemId && i.QueueId == about.QueueId && i.State == WorkState.Ready && i.PromisedBy == null));

    private static IQueryable<Found> Listed(IQueryable<Domain.Mail.EmailMessage> messages) =>
        messages.OrderBy(m => m.At).Select(m => new Found(m.ItemId!.Value, m.At, m.FromName, m.FromAddress, m.Subject, m.Text.Substring(0, Beginning)));

    private sealed record Asked(long ItemId, long ClientId, long QueueId, string From, string Subject);

    private sealed record Found(long ItemId, DateTime At, string FromName, string FromAddress, string Subject, string Beginning);

    [GeneratedRegex(@"^(?:\s*(?:re|rv|fwd?|aw|wg|tr|r|res|enc)\s*(?:\[\d+\])?\s*:\s*)+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefixes();
}

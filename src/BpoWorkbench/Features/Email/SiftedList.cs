using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email;

/// <summary>A message that was put aside.</summary>
/// <param name="Reason">The code of the reason, with its arguments.</param>
public sealed record SiftedRow(long Id, DateTime At, string FromName, string FromAddress, string Subject, string Beginning, string Reason, IReadOnlyList<string> Arguments, bool ToCheck, bool IsInfected);

/// <summary>Some of what was put aside, and how much there is.</summary>
public sealed record SiftedRows(List<SiftedRow> Rows, int Total);

/// <summary>What of a queue's mail was put aside because it needs nobody, newest first.</summary>
public sealed class SiftedList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public const int Size = 50;
    private const int Beginning = 160;

    /// <param name="text">Words that its sender, subject or text holds.</param>
    /// <param name="reason">The code of a reason.</param>
    /// <param name="toCheck">Only what was picked to be looked at.</param>
    public async Task<SiftedRows> Find(long queueId, string? text, string? reason, bool toCheck, int page, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var mine = scope.With(Permissions.Queues);
        var found = db.Emails.AsNoTracking().Where(m => m.QueueId == queueId && mine.Contains(m.ClientId) && m.SiftedAs != null && m.RescuedAt == null);
        foreach (var word in TextFolding.Fold(text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            found = found.Where(m => m.SearchText.Contains(word));
        }

        found = found.Where(m => (reason == null || m.SiftedAs == reason) && (!toCheck || m.ToCheck));
        return new(
            await found.OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Skip((Math.Max(1, page) - 1) * Size).Take(Size)
                .Select(m => new SiftedRow(m.Id, m.At, m.FromName, m.FromAddress, m.Subject, m.Text.Substring(0, Beginning), m.SiftedAs!, m.SiftedBy, m.ToCheck, m.Scan == Scan.Infected)).ToListAsync(stop),
            await found.CountAsync(stop));
    }
}

/// <summary>What a person decides about a message that was put aside.</summary>
public sealed class DecideSifted(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    /// <summary>It is rightly there.</summary>
    public Task Confirm(long id) => Run(id, (_, message) =>
    {
        message.Confirm(scope.RequirePerson(), time.Now());
        return Task.CompletedTask;
    });

    /// <summary>It is for people after all, and becomes an item.</summary>
    /// <returns>The item.</returns>
    public async Task<long> Rescue(long id)
    {
        WorkItem? item = null;
        await Run(id, async (db, message) =>
        {
            message.Rescue(scope.RequirePerson(), time.Now());
            var queue = await db.Queues.Include(q => q.Policies).SingleAsync(q => q.Id == message.QueueId);
            item = await EmailItems.Receive(db, queue, message, null, time.Now());
            await db.SaveChangesAsync();
            message.JoinItem(item.Id);
        });
        return item!.Id;
    }

    private async Task Run(long id, Func<WorkbenchDb, EmailMessage, Task> verb)
    {
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            var message = await db.Emails.SingleOrDefaultAsync(m => m.Id == id) ?? throw new Refusal("email.not-sifted");
            scope.Require(Permissions.Queues, message.ClientId);
            await verb(db, message);
            await db.SaveChangesAsync();
        });
    }
}

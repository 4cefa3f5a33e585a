using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Complaints;

/// <summary>A complaint as whoever runs its queue follows it.</summary>
/// <param name="IsLate">Its day has passed, and it was not resolved by then.</param>
public sealed record ComplaintRow(long Id, long ItemId, string Code, string Title, string Customer, DateTime ReceivedAt, DateTime? ResolveBy, DateTime? ToldAt, WorkState State, DateTime? DoneAt, bool IsLate, string TimeZone)
{
    /// <summary>In which its day ends.</summary>
    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
}

/// <summary>Some of a queue's complaints, and how many there are.</summary>
public sealed record ComplaintRows(List<ComplaintRow> Rows, int Total);

/// <summary>The complaints of a queue: those that have to be resolved first at the top.</summary>
public sealed class ComplaintList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    public const int Size = 50;

    /// <param name="text">Its code, or words of its item.</param>
    /// <param name="ended">Those that were resolved, too.</param>
    public async Task<ComplaintRows> Find(long queueId, string? text, bool ended, int page, CancellationToken stop)
    {
        var (mine, now) = (scope.With(Permissions.Queues), time.Now());
        await using var db = await dbs.CreateDbContextAsync(stop);
        var found = db.Complaints.AsNoTracking().Where(c => c.Item!.QueueId == queueId && mine.Contains(c.ClientId) && (ended || c.Item!.State < WorkState.Done));
        foreach (var word in TextFolding.Fold(text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            found = found.Where(c => c.Item!.SearchText.Contains(word));
        }

        return new(
            await found.OrderBy(c => c.Item!.State >= WorkState.Done).ThenBy(c => c.ResolveBy == null).ThenBy(c => c.ResolveBy).ThenByDescending(c => c.Id).Skip((Math.Max(1, page) - 1) * Size).Take(Size)
                .Select(c => new ComplaintRow(c.Id, c.ItemId, c.Code, c.Item!.Title, c.Item.Customer!.Name ?? "", c.Item.ReceivedAt, c.ResolveBy,
                    Leaving.Of(db).Where(m => m.ItemId == c.ItemId && m.Text.Contains(c.Code)).Min(m => (DateTime?)m.At), c.Item.State, c.Item.DoneAt,
                    c.ResolveBy != null && (c.Item.DoneAt ?? now) > c.ResolveBy, c.Item.Queue!.Client!.TimeZone)).ToListAsync(stop),
            await found.CountAsync(stop));
    }
}

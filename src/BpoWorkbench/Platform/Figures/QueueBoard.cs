using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Figures;

/// <summary>How each queue of some clients stands now and went today.</summary>
public sealed class QueueBoard(IDbContextFactory<WorkbenchDb> dbs, TimeProvider time)
{
    /// <param name="clients">Those the reader holds the page's permission for: <c>scope.With(...)</c>.</param>
    /// <returns>A line for each queue in which anything was ever counted.</returns>
    public async Task<List<QueueFigures>> Read(IReadOnlyCollection<long> clients, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var sums = new List<Sum>();
        foreach (var (today, members) in await db.Today(clients, time, stop))
        {
            sums.AddRange(await db.Levels(members).Concat(db.Flows(members, today.From, today.To)).Where(c => c.Measure < Measures.FirstSized)
                .GroupBy(c => new { c.ClientId, c.QueueId, c.Measure })
                .Select(g => new Sum(g.Key.ClientId, g.Key.QueueId, g.Key.Measure, g.Sum(c => c.Amount)))
                .ToListAsync(stop));
        }

        var queues = sums.GroupBy(s => (s.ClientId, s.QueueId))
            .Select(q => QueueFigures.From(q.Key.ClientId, q.Key.QueueId, q.ToDictionary(s => s.Measure, s => s.Amount)))
            .ToList();
        var basis = await db.Clients.AsNoTracking().Where(c => clients.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.Sla, stop);
        var oldest = await Oldest(db, [.. queues.Where(q => q.Open > 0).Select(q => q.QueueId)]).ToDictionaryAsync(o => o.QueueId, o => o.Any, stop);
        return [.. queues.Select(q => q with { Oldest = oldest.GetValueOrDefault(q.QueueId), Basis = basis[q.ClientId] })];
    }

    // One step into an index for each state of each queue, in one statement; a group over all that is open would grow with the backlog, and
    // so would all three states together on SQLite, which then takes an index in another order.
    internal static IQueryable<OldestOpen> Oldest(WorkbenchDb db, long[] queues)
    {
        var open = db.WorkItems.Where(i => i.State < WorkState.Done).OrderBy(i => i.ReceivedAt);
        return db.Queues.AsNoTracking().Where(q => queues.Contains(q.Id)).Select(q => new OldestOpen(
            q.Id,
            open.Where(i => i.QueueId == q.Id && i.State == WorkState.Ready).Select(i => (DateTime?)i.ReceivedAt).FirstOrDefault(),
            open.Where(i => i.QueueId == q.Id && i.State == WorkState.Claimed).Select(i => (DateTime?)i.ReceivedAt).FirstOrDefault(),
            open.Where(i => i.QueueId == q.Id && i.State == WorkState.Waiting).Select(i => (DateTime?)i.ReceivedAt).FirstOrDefault()));
    }

    internal sealed record OldestOpen(long QueueId, DateTime? Ready, DateTime? Claimed, DateTime? Waiting)
    {
        public DateTime? Any => new[] { Ready, Claimed, Waiting }.Min();
    }

    private sealed record Sum(long ClientId, long QueueId, Measure Measure, long Amount);
}

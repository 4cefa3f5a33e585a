using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Figures;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Kpi;

/// <summary>Reads what listeners outside are told of one client: its queues that the portal shows too.</summary>
public sealed class KpiBoard(IDbContextFactory<WorkbenchDb> dbs, QueueBoard board, TimeProvider time)
{
    public async Task<KpiFigures> Read(long clientId, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var now = time.Now();
        var client = await db.Clients.AsNoTracking().SingleAsync(c => c.Id == clientId, stop);
        var queues = await db.Queues.AsNoTracking().Where(q => q.ClientId == clientId && q.SeenInPortal).OrderBy(q => q.Id).Select(q => new { q.Id, q.Name, q.State }).ToListAsync(stop);
        var figures = (await board.Read([clientId], stop)).ToDictionary(f => f.QueueId);
        return new KpiFigures(client.Code, now, Day.At(now, client.Zone).Date, client.TimeZone,
            [.. queues.Select(q => (Queue: q, Figures: figures.GetValueOrDefault(q.Id, QueueFigures.None)))
                .Where(q => q.Queue.State != QueueState.Closed || q.Figures.Open > 0)
                .Select(q => Queue(q.Queue.Id, q.Queue.Name, q.Queue.State, q.Figures))]);
    }

    private static KpiQueue Queue(long id, string name, QueueState state, QueueFigures of) => new(id, name, State(state), of.Ready, of.Claimed, of.Waiting, of.Oldest,
        new KpiToday(of.Received, of.Done, of.DoneInTime, of.Cancelled, of.ReceivedKept, of.ReceivedBroken, of.HandleMs));

    private static string State(QueueState state) => state switch { QueueState.Open => "open", QueueState.Paused => "paused", _ => "closed" };
}

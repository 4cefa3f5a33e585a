using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>Reads the wallboard of the clients whose floor the reader sees.</summary>
public sealed class FloorBoard(
    IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, Site site, TimeProvider time, QueueBoard queues, QuarterSeries quarters, FloorAgents agents, FloorForecast forecast)
{
    private static readonly WorkState[] Open = [WorkState.Ready, WorkState.Claimed, WorkState.Waiting];

    /// <param name="only">Some of the clients; null for all of them.</param>
    public async Task<Floor> Read(IReadOnlyCollection<long>? only, CancellationToken stop = default)
    {
        var mine = scope.With(Permissions.Floor).Where(c => only?.Contains(c) != false).ToArray();
        var now = time.Now();
        await using var db = await dbs.CreateDbContextAsync(stop);
        var figures = (await queues.Read(mine, stop)).ToDictionary(f => f.QueueId);
        var overdue = await Overdue(db, [.. figures.Values.Where(f => f.Open > 0).Select(f => f.QueueId)], now, stop);
        var serving = await Serving.Now(db, mine, stop);
        var attended = serving.Select(s => s.Queue).ToHashSet();
        var stuck = await Stuck(db, mine, serving, stop);
        var risks = await forecast.Read(mine, serving, stop);
        var clients = await db.Clients.AsNoTracking().Where(c => mine.Contains(c.Id)).OrderBy(c => c.Name).ToListAsync(stop);
        var lines = (await db.Queues.AsNoTracking().Where(q => mine.Contains(q.ClientId)).OrderBy(q => q.Name)
                .Select(q => new { q.Id, q.ClientId, q.Kind, q.Name, q.IsCampaign, q.State }).ToListAsync(stop))
            .Select(q => (q.ClientId, Line: Line(q.Id, q.Name, q.IsCampaign, q.State, figures.GetValueOrDefault(q.Id) ?? new QueueFigures(q.ClientId, q.Id)) with { Kind = q.Kind }))
            .Where(q => q.Line.State != QueueState.Closed || Moves(q.Line.Figures))
            .ToLookup(q => q.ClientId, q => q.Line);
        var today = Day.At(now, only is not null && clients.Count == 1 ? clients[0].Zone : site.Zone);
        return new Floor(now, today,
            [.. clients.Where(c => c.Active || lines[c.Id].Any(q => Moves(q.Figures))).Select(c => new FloorClient(c.Id, c.Name, c.Colour, [.. lines[c.Id]]))],
            await quarters.Read(mine, null, today, stop),
            await agents.Read(mine, stop));

        FloorQueue Line(long id, string name, bool campaign, QueueState state, QueueFigures of) => new(id, name, campaign, state, of,
            overdue.GetValueOrDefault(id), Unattended: of.Ready > 0 && state == QueueState.Open && (!attended.Contains(id) || stuck.Contains(id))) { Risk = risks.GetValueOrDefault(id) };
    }

    // What is over and was not touched today takes no room.
    private static bool Moves(QueueFigures figures) => figures.Open > 0 || figures.Received > 0 || figures.Done > 0;

    // Queues in which something is ready that asks for what nobody there can do.
    private static async Task<HashSet<long>> Stuck(WorkbenchDb db, long[] mine, List<(long Queue, long Person)> serving, CancellationToken stop)
    {
        var lanes = (await Serving.NobodyCan(db, mine, serving, stop)).ConvertAll(l => l.Lane);
        return lanes.Count == 0 ? [] : await db.Lanes.Where(l => lanes.Contains(l.Id) && Lanes.Ready(db).Any(i => i.LaneId == l.Id))
            .Select(l => l.QueueId).ToHashSetAsync(stop);
    }

    private static Task<Dictionary<long, long>> Overdue(WorkbenchDb db, long[] queues, DateTime now, CancellationToken stop) =>
        db.WorkItems.Where(i => queues.Contains(i.QueueId) && Open.Contains(i.State) && i.Due < now)
            .GroupBy(i => i.QueueId).Select(g => new { g.Key, Count = g.LongCount() }).ToDictionaryAsync(g => g.Key, g => g.Count, stop);
}

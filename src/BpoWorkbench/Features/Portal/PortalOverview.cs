using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Figures;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Portal;

/// <summary>One queue, as its client sees it.</summary>
public sealed record PortalQueue(long Id, string Kind, string Name, bool IsCampaign, DateTime? EndsAt, QueueState State, QueueFigures Figures);

/// <summary>What a company is asked about one of its items.</summary>
public sealed record PortalQuestion(long ItemId, string Title, string Queue, string Text, DateTime AskedAt);

/// <summary>What is asked of a company, and its work today and in the last two weeks.</summary>
public sealed record PortalToday(PortalClient Client, IReadOnlyList<PortalClient> Mine, IReadOnlyList<PortalQuestion> Asked, IReadOnlyList<PortalQueue> Queues, QueueFigures Total, IReadOnlyList<DayFigures> Days)
{
    /// <summary>When it was read.</summary>
    public DateTime At { get; init; }
}

/// <summary>How a company's work goes, over the queues that are shown to it.</summary>
public sealed class PortalOverview(IDbContextFactory<WorkbenchDb> dbs, PortalSight sight, PortalClients clients, QueueBoard board, DaySeries series, TimeProvider time)
{
    public async Task<PortalToday?> Read(long? asked, CancellationToken stop)
    {
        var mine = await clients.All(stop);
        if (clients.Choose(mine, asked) is not { } client)
        {
            return null;
        }

        await using var db = await dbs.CreateDbContextAsync(stop);
        var shown = await sight.Queues(db, client.Id).OrderBy(q => q.State).ThenBy(q => q.Name)
            .Select(q => new PortalQueue(q.Id, q.Kind, q.Name, q.IsCampaign, q.EndsAt, q.State, new QueueFigures(q.ClientId, q.Id))).ToListAsync(stop);
        var figures = (await board.Read([client.Id], stop)).ToDictionary(f => f.QueueId);
        // A closed queue is of interest while something is left in it, or happened today.
        var queues = shown.Select(q => q with { Figures = figures.GetValueOrDefault(q.Id, q.Figures) })
            .Where(q => q.State != QueueState.Closed || q.Figures.Open > 0 || q.Figures.Received + q.Figures.Done > 0).ToList();
        var days = await series.Read([client.Id], [.. shown.Select(q => q.Id)], Day.At(time.Now(), client.Zone), 14, stop);
        var questions = await sight.Asked(db, client.Id).OrderBy(q => q.AskedAt).ThenBy(q => q.Id)
            .Select(q => new PortalQuestion(q.ItemId, q.Item!.Title, q.Item.Queue!.Name, q.Text, q.AskedAt)).ToListAsync(stop);
        return new PortalToday(client, mine, questions, queues, QueueFigures.Sum(client.Id, [.. queues.Select(q => q.Figures)]), days) { At = time.Now() };
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Queues;

/// <summary>A client a queue may be made for.</summary>
public sealed record ClientChoice(long Id, string Name, string Colour, string Language, string TimeZone, bool Active);

/// <summary>A queue in the list.</summary>
public sealed record QueueRow(
    long Id, string Name, string Kind, QueueState State, bool IsCampaign, DateTime? EndsAt, long ClientId, string Client, string Colour, string TimeZone, int Members)
{
    public QueueLevels Levels { get; init; } = QueueLevels.None;

    public long DoneToday { get; init; }
}

/// <summary>The queues of the clients this person runs queues for, with what stands in them.</summary>
public sealed class QueueList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    public async Task<List<ClientChoice>> Clients()
    {
        var mine = scope.With(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync();
        return await db.Clients.Where(c => mine.Contains(c.Id)).OrderBy(c => c.Name)
            .Select(c => new ClientChoice(c.Id, c.Name, c.Colour, c.Language, c.TimeZone, c.Active)).ToListAsync();
    }

    /// <param name="state">Null leaves the closed ones out.</param>
    public async Task<List<QueueRow>> Find(string? text, long? client, QueueState? state, string? sort, CancellationToken stop)
    {
        var mine = scope.With(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var found = await db.Queues
            .Where(q => mine.Contains(q.ClientId) && (client == null || q.ClientId == client) && (state == null ? q.State != QueueState.Closed : q.State == state))
            .Select(q => new QueueRow(q.Id, q.Name, q.Kind, q.State, q.IsCampaign, q.EndsAt, q.ClientId, q.Client!.Name, q.Client.Colour, q.Client.TimeZone, q.Members.Count))
            .ToListAsync(stop);
        var levels = await QueueLevels.Of(db, stop);
        var done = await Done(db, found, stop);
        var wanted = TextFolding.Fold(text ?? "");
        return [.. Sorted(found.Where(q => TextFolding.Fold($"{q.Name} {q.Client}").Contains(wanted, StringComparison.Ordinal))
            .Select(q => q with { Levels = levels.GetValueOrDefault(q.Id, QueueLevels.None), DoneToday = done.GetValueOrDefault(q.Id) }), sort)];
    }

    // A client's day begins at midnight in its own zone.
    private async Task<Dictionary<long, long>> Done(WorkbenchDb db, List<QueueRow> queues, CancellationToken stop)
    {
        var starts = queues.ToDictionary(q => q.Id, q => Midnight(q.TimeZone));
        var first = starts.Values.DefaultIfEmpty(time.Now()).Min();
        var counted = db.Counters.Where(c => c.Measure == Measure.Done && c.Quarter >= first).Select(c => new { c.QueueId, c.Quarter, c.Amount });
        var unfolded = db.CounterDeltas.Where(c => c.Measure == Measure.Done && c.Quarter >= first).Select(c => new { c.QueueId, c.Quarter, c.Amount });
        var quarters = await counted.Concat(unfolded).GroupBy(c => new { c.QueueId, c.Quarter }).Select(g => new { g.Key.QueueId, g.Key.Quarter, Amount = g.Sum(c => c.Amount) }).ToListAsync(stop);
        return quarters.Where(q => starts.TryGetValue(q.QueueId, out var start) && q.Quarter >= start).GroupBy(q => q.QueueId).ToDictionary(g => g.Key, g => g.Sum(q => q.Amount));
    }

    private DateTime Midnight(string timeZone)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var today = TimeZoneInfo.ConvertTimeFromUtc(time.Now(), zone).Date;
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(today) ? today.AddHours(1) : today, zone);
    }

    private static IEnumerable<QueueRow> Sorted(IEnumerable<QueueRow> rows, string? sort) => sort switch
    {
        "name" => rows.OrderBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
        "-name" => rows.OrderByDescending(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
        "ready" => rows.OrderBy(r => r.Levels.Ready),
        "-ready" => rows.OrderByDescending(r => r.Levels.Ready),
        "done" => rows.OrderBy(r => r.DoneToday),
        "-done" => rows.OrderByDescending(r => r.DoneToday),
        "ends" => rows.OrderBy(r => r.EndsAt ?? DateTime.MaxValue),
        "-ends" => rows.OrderByDescending(r => r.EndsAt ?? DateTime.MinValue),
        "-client" => rows.OrderByDescending(r => r.Client, StringComparer.CurrentCultureIgnoreCase).ThenBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
        _ => rows.OrderBy(r => r.Client, StringComparer.CurrentCultureIgnoreCase).ThenBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase),
    };
}

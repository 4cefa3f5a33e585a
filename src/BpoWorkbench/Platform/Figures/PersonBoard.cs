using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Figures;

/// <summary>What one person did today, over all the clients that were asked for.</summary>
public sealed record PersonFigures(long PersonId, long Done, long DoneInTime, long HandleMs)
{
    public Share ByCompletion => new(DoneInTime, Done);

    public TimeSpan? Aht => Done > 0 ? TimeSpan.FromMilliseconds(HandleMs / Done) : null;
}

/// <summary>What each person did today.</summary>
public sealed class PersonBoard(IDbContextFactory<WorkbenchDb> dbs, TimeProvider time)
{
    public async Task<List<PersonFigures>> Read(IReadOnlyCollection<long> clients, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var sums = new List<(long PersonId, Measure Measure, long Amount)>();
        foreach (var (today, members) in await db.Today(clients, time, stop))
        {
            var rows = await db.Flows(members, today.From, today.To)
                .Where(c => c.PersonId != 0 && (c.Measure == Measure.Done || c.Measure == Measure.DoneInTime || c.Measure == Measure.HandleMs))
                .GroupBy(c => new { c.PersonId, c.Measure })
                .Select(g => new { g.Key.PersonId, g.Key.Measure, Amount = g.Sum(c => c.Amount) })
                .ToListAsync(stop);
            sums.AddRange(rows.Select(r => (r.PersonId, r.Measure, r.Amount)));
        }

        return [.. sums.GroupBy(s => s.PersonId).Select(p => new PersonFigures(p.Key, Of(p, Measure.Done), Of(p, Measure.DoneInTime), Of(p, Measure.HandleMs)))];
    }

    private static long Of(IEnumerable<(long PersonId, Measure Measure, long Amount)> sums, Measure measure) =>
        sums.Where(s => s.Measure == measure).Sum(s => s.Amount);
}

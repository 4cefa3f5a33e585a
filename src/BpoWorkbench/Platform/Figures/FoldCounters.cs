using BpoWorkbench.Data;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Figures;

/// <summary>Folds deltas into their counters. It may die anywhere: a slice is one transaction, and a sum is the same before and after.</summary>
public sealed class FoldCounters(ScopedWork scoped) : IRecurring
{
    /// <summary>How many deltas are folded in one transaction.</summary>
    public const int Slice = 1_000;

    public Task Run(CancellationToken stop) => Run(int.MaxValue, stop);

    /// <returns>How many deltas were folded, <paramref name="atMost"/> or all there were.</returns>
    public async Task<int> Run(int atMost, CancellationToken stop)
    {
        var folded = 0;
        await scoped.AsSystem(async services =>
        {
            var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
            for (var slice = 1; slice > 0 && folded < atMost; folded += slice)
            {
                stop.ThrowIfCancellationRequested();
                await using var db = await dbs.CreateDbContextAsync(stop);
                slice = await FoldSlice(db, Math.Min(Slice, atMost - folded), stop);
            }
        });
        return folded;
    }

    private static async Task<int> FoldSlice(WorkbenchDb db, int size, CancellationToken stop)
    {
        var folded = 0;
        await db.Write(async () => folded = await db.Engine.Fold(db, size, stop), stop);
        return folded;
    }
}

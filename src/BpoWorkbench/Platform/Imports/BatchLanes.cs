using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>
/// The lanes that a batch fills: one for each band and what its rows ask for. Its own are shut until it is published; what goes in at once
/// stands in the queue's.
/// </summary>
internal sealed class BatchLanes(Queue queue, long batchId = 0)
{
    private readonly List<Band> _bands = [.. queue.Priorities.Select(r => r.Band).Append(Band.Normal).Distinct()];
    private Dictionary<(Band Band, string Needs), Lane>? _lanes;

    /// <summary>Opens those that the rows are the first to need.</summary>
    public async Task Open(WorkbenchDb db, List<ImportedRow> rows, CancellationToken stop)
    {
        _lanes ??= await db.Lanes.AsNoTracking().Where(l => l.QueueId == queue.Id && l.BatchId == batchId && l.PersonId == 0).ToDictionaryAsync(l => (l.Band, l.Needs), stop);
        var missing = (from needs in rows.Select(r => NeedsOf(r.Values)).Append(Needs.None).Distinct() from band in _bands select (Band: band, Needs: needs))
            .Where(l => !_lanes.ContainsKey(l)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        await db.Write(async () =>
        {
            foreach (var (band, needs) in missing)
            {
                db.Lanes.Add(_lanes[(band, needs)] = new Lane(queue.ClientId, queue.Id, band, needs, batchId: batchId));
            }

            await db.SaveChangesAsync(stop);
        }, stop);
        db.ChangeTracker.Clear();
    }

    public Lane For(IReadOnlyDictionary<string, string> values, Customer? customer) =>
        _lanes![(queue.BandFor(values, customer?.Key ?? customer?.TaxNumber), NeedsOf(values))];

    private string NeedsOf(IReadOnlyDictionary<string, string> values) => queue.AskedAt(values, TimeSpan.Zero).Needs;
}

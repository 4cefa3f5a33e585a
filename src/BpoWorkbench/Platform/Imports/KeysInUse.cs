using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>An item that bears a key already.</summary>
/// <param name="IsOurs">This very file has brought it, or spoken of it.</param>
/// <param name="IsHidden">Another import has brought it that is not published yet.</param>
internal sealed record ItemInUse(long Id, bool IsOpen, Dictionary<string, string> Fields, bool IsOurs, bool IsHidden);

/// <summary>The keys of some rows that items of the queue bear already.</summary>
internal sealed class KeysInUse
{
    private static readonly ItemInUse Ours = new(0, true, [], IsOurs: true, IsHidden: false);

    private readonly Dictionary<string, ItemInUse> _items;

    private KeysInUse(Dictionary<string, ItemInUse> items) => _items = items;

    public static async Task<KeysInUse> Of(WorkbenchDb db, ImportBatch batch, Queue queue, List<ImportedRow> rows, CancellationToken stop)
    {
        var keys = rows.Select(r => ItemValues.Key(queue.Fields, r.Values)).OfType<string>().Distinct().ToArray();
        var found = keys.Length == 0 ? [] : await db.WorkItems.AsNoTracking().IgnoreQueryFilters([WorkbenchDb.PublishedFilter])
            .Where(i => i.QueueId == queue.Id && EF.Parameter(keys).Contains(i.ExternalKey))
            .Select(i => new
            {
                Key = i.ExternalKey!,
                i.Id,
                i.State,
                i.Fields,
                IsOurs = i.BatchId == batch.Id || db.ImportChanges.Any(c => c.ItemId == i.Id && c.BatchId == batch.Id),
                IsHidden = i.BatchId != null && db.ImportBatches.Any(b => b.Id == i.BatchId && b.PublishedAt == null),
            }).ToListAsync(stop);
        return new(found.ToDictionary(i => i.Key, i => new ItemInUse(i.Id, i.State < WorkState.Done, i.Fields, i.IsOurs, i.IsHidden)));
    }

    public ItemInUse? Find(string? key) => key is null ? null : _items.GetValueOrDefault(key);

    /// <summary>A row has spoken for it: no other may.</summary>
    public void Use(string? key, ItemInUse? item)
    {
        if (key is not null)
        {
            _items[key] = item is null ? Ours : item with { IsOurs = true };
        }
    }
}

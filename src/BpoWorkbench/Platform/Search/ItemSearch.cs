using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Platform.Search;

/// <summary>Finds work items by any part of their texts, keys and values; what is found is still behind the wall.</summary>
public static class ItemSearch
{
    /// <summary>
    /// The items that have every word of <paramref name="query"/> somewhere; all of them where the query is blank.
    /// Words shorter than three letters narrow what the longer ones found.
    /// </summary>
    public static IQueryable<WorkItem> Find(this WorkbenchDb db, string? query)
    {
        var words = TextFolding.Fold(query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var indexed = words.Where(w => w.Length >= 3).ToList();
        var items = indexed.Count == 0 ? db.WorkItems : db.Engine.Having(db, indexed);
        return words.Aggregate(items, (found, word) => found.Where(i => i.SearchText.Contains(word)));
    }
}

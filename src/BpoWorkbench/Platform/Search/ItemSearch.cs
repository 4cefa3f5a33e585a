using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

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
        var pieces = words.Where(w => w.Length >= 3).SelectMany(Trigrams).Distinct().Select(t => $"\"{t.Replace("\"", "\"\"", StringComparison.Ordinal)}\"").ToList();
        var items = pieces.Count == 0 ? db.WorkItems : Matching(db, string.Join(" AND ", pieces));
        // The index knows pieces of three letters; that they stand together is checked here.
        return words.Aggregate(items, (found, word) => found.Where(i => i.SearchText.Contains(word)));
    }

    private static IQueryable<WorkItem> Matching(WorkbenchDb db, string match) => db.WorkItems.FromSql(
        $"""SELECT * FROM "WorkItem" WHERE "Id" IN (SELECT rowid FROM "WorkItemSearch" WHERE "WorkItemSearch" MATCH {match})""");

    private static IEnumerable<string> Trigrams(string word) =>
        Enumerable.Range(0, word.Length - 2).Select(i => word.Substring(i, 3));
}

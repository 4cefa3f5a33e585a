using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>The item that one was opened for, or one that was opened for it.</summary>
public sealed record Relative(long Id, bool IsParent, string Title, string QueueName, WorkState State, string? Outcome)
{
    /// <summary>The parent first, then the children in the order they were opened.</summary>
    public static async Task<List<Relative>> Of(WorkbenchDb db, long itemId)
    {
        var parent = db.WorkItems.AsNoTracking().Where(i => i.Id == itemId && i.ParentId != null).Select(i => i.Parent!);
        var children = db.WorkItems.AsNoTracking().Where(i => i.ParentId == itemId).OrderBy(i => i.Id);
        return [.. await Read(parent, true).ToListAsync(), .. await Read(children, false).ToListAsync()];
    }

    private static IQueryable<Relative> Read(IQueryable<WorkItem> items, bool isParent) =>
        items.Select(i => new Relative(i.Id, isParent, i.Title, i.Queue!.Name, i.State, i.Disposition!.Label));
}

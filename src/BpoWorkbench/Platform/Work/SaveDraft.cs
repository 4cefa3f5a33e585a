using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Keeps what the agent has typed so far. It is no step in the item's life: no event, and nobody's version moves.</summary>
public sealed class SaveDraft(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task Run(long itemId, ItemDraft draft)
    {
        var person = scope.RequirePerson();
        var json = draft.ToJson();
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(() => db.WorkItems.Where(i => i.Id == itemId && i.OwnerId == person && i.State == WorkState.Claimed)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.Draft, json)));
    }
}

using BpoWorkbench.Platform.Work;
using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Items;

/// <summary>Texts of an item's page.</summary>
public sealed class ItemsTexts;

/// <summary>One item as a supervisor sees it.</summary>
public static class ItemsFeature
{
    public static void AddItems(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ItemDetails>().AddScoped<ReleaseItem>().AddScoped<CancelItem>();
        builder.Services.AddSingleton(new RefusalTexts(typeof(ItemsTexts)));
    }
}

/// <summary>Takes an item back from its agent, for everyone who works the queue.</summary>
public sealed class ReleaseItem(ChangeItem change)
{
    public Task Run(long itemId) => change.Run(itemId, Permissions.Queues, async step => step.Item.Release(step.Person, await step.Lane(), step.Now));
}

/// <summary>Ends an item without an outcome: the client no longer wants it done.</summary>
public sealed class CancelItem(ChangeItem change)
{
    public Task Run(long itemId) => change.Run(itemId, Permissions.Queues, step => step.Item.Cancel(step.Person, step.Now));
}

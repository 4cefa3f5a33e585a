using BpoWorkbench.Shell;

namespace BpoWorkbench.Features.Items;

/// <summary>Texts of an item's page.</summary>
public sealed class ItemsTexts;

/// <summary>One item as a supervisor sees it.</summary>
public static class ItemsFeature
{
    public static void AddItems(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ItemDetails>();
        builder.Services.AddSingleton(new RefusalTexts(typeof(ItemsTexts)));
    }
}

using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Items;

/// <summary>Texts of the pages of items.</summary>
public sealed class ItemsTexts;

/// <summary>Items as a supervisor sees them: every one of their clients' in a list, and each with its history.</summary>
public static class ItemsFeature
{
    public static void AddItems(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ItemDetails>().AddScoped<ItemList>().AddScoped<ItemChoicesRead>().AddScoped<DownloadItems>().AddScoped<ChangeItems>().AddScoped<LastChange>();
        builder.Services.AddSingleton(new MenuEntry("items", "/items", "list_alt", 25, Permissions.Items, typeof(ItemsTexts)));
        builder.Services.AddSingleton(new RefusalTexts(typeof(ItemsTexts)));
    }

    public static void MapItems(this WebApplication app) => app.MapGet("/items/export", DownloadItems.Serve).RequireAuthorization(Permissions.Items);
}

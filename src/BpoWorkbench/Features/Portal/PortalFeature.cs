using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Portal;

/// <summary>Texts of the portal.</summary>
public sealed class PortalTexts;

/// <summary>Where a client company looks at its own work.</summary>
public static class PortalFeature
{
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<PortalSight>().AddScoped<PortalClients>().AddScoped<PortalOverview>().AddScoped<PortalItems>().AddScoped<ExportItems>();
        builder.Services.AddSingleton(new MenuEntry("portal", "/portal/today", "monitoring", 90, Permissions.Portal, typeof(PortalTexts)));
        builder.Services.AddSingleton(new MenuEntry("portal-items", "/portal/items", "list_alt", 91, Permissions.Portal, typeof(PortalTexts)));
        builder.Services.AddSingleton(new RefusalTexts(typeof(PortalTexts)));
    }

    public static void MapPortal(this WebApplication app) => app.MapGet("/portal/export", ExportItems.Serve).RequireAuthorization(Permissions.Portal);
}

using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Campaigns;

/// <summary>Texts of campaigns and of bringing workbooks in.</summary>
public sealed class CampaignsTexts;

/// <summary>Campaigns, made from a client's workbook, and the imports that fill them.</summary>
public static class CampaignsFeature
{
    public static void AddCampaigns(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CampaignDrafts>().AddScoped<LaunchCampaign>().AddScoped<CampaignList>().AddScoped<QueueImports>().AddScoped<ImportDetails>().AddScoped<ExportRejected>();
        builder.Services.AddSingleton(new MenuEntry("campaigns", "/campaigns", "campaign", 28, Permissions.Queues, typeof(CampaignsTexts)));
        builder.Services.AddSingleton(new RefusalTexts(typeof(CampaignsTexts)));
    }

    public static void MapCampaigns(this WebApplication app) => app.MapGet("/imports/{id:long}/rejected", ExportRejected.Serve).RequireAuthorization(Permissions.Queues);
}

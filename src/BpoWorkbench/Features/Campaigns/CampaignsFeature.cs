using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Campaigns;

/// <summary>Texts of campaigns.</summary>
public sealed class CampaignsTexts;

/// <summary>Campaigns, made from a client's workbook.</summary>
public static class CampaignsFeature
{
    public static void AddCampaigns(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CampaignDrafts>().AddScoped<LaunchCampaign>().AddScoped<CampaignList>();
        builder.Services.AddSingleton(new MenuEntry("campaigns", "/campaigns", "campaign", 28, Permissions.Queues, typeof(CampaignsTexts)));
        builder.Services.AddSingleton(new RefusalTexts(typeof(CampaignsTexts)));
    }

    public static void MapCampaigns(this WebApplication app) => app.MapGet("/campaigns/export", DownloadCampaigns.Serve).RequireAuthorization(Permissions.Queues);
}

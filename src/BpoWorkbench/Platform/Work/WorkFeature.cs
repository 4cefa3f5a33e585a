using BpoWorkbench.Platform.Kinds;

namespace BpoWorkbench.Platform.Work;

/// <summary>The life of work items, whatever their kind.</summary>
public static class WorkFeature
{
    public static void AddWork(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<WorkKinds>();
        builder.Services.AddScoped<NextItem>();
        builder.Services.AddScoped<ReceiveItem>();
        builder.Services.AddSingleton<WakeItems>();
        builder.Services.AddSingleton<OfferToAll>();
        builder.Services.AddSingleton<MarkBreaches>();
        builder.Services.AddSingleton<EndCampaigns>();
    }
}

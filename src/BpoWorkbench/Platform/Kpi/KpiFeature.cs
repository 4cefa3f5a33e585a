using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using Microsoft.AspNetCore.Http.Connections;

namespace BpoWorkbench.Platform.Kpi;

/// <summary>Live figures for listeners outside.</summary>
public static class KpiFeature
{
    public static void AddKpi(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<KpiBoard>().AddSingleton<KpiFeed>();
        // They have nothing to say.
        builder.Services.AddSignalR().AddHubOptions<KpiHub>(options => options.MaximumReceiveMessageSize = 1024);
    }

    public static void MapKpi(this WebApplication app) =>
        // By WebSocket alone, which every proxy in front keeps on one node.
        app.MapHub<KpiHub>("/hubs/kpi", options => options.Transports = HttpTransportType.WebSockets).RequireAuthorization(ApiKeysFeature.KeyPolicy(ApiKey.Figures));
}

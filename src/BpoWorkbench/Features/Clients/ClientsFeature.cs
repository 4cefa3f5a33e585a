using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Clients;

/// <summary>Texts of the client companies' pages.</summary>
public sealed class ClientsTexts;

/// <summary>The companies the work is done for, and how each wants it done.</summary>
public static class ClientsFeature
{
    public static void AddClients(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ClientList>().AddScoped<ClientDetails>().AddScoped<SaveClient>();
        builder.Services.AddSingleton(new MenuEntry("clients", "/clients", "apartment", 60, Permissions.Clients, typeof(ClientsTexts)));
        builder.Services.AddSingleton(new RefusalTexts(typeof(ClientsTexts)));
    }

    public static void MapClients(this WebApplication app) => app.MapGet("/clients/export", DownloadClients.Serve).RequireAuthorization(Permissions.Clients);
}

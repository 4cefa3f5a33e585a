using BpoWorkbench.Platform.Settings;

namespace BpoWorkbench.Platform.Outbox;

/// <summary>Mail that leaves the house, and the settings it needs.</summary>
public static class OutboxFeature
{
    public static void AddOutbox(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<HouseSettings>();
        builder.Services.AddSingleton<SendOutbox>();
    }
}

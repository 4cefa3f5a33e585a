using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Settings;

/// <summary>Settings of the house.</summary>
public static class SettingsFeature
{
    public static void AddSettings(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<MailSettings>().AddScoped<SaveMail>().AddScoped<TestMail>().AddScoped<OutboxList>().AddScoped<PresenceSettings>().AddScoped<SavePresence>().AddScoped<ToldPresence>().AddScoped<DecideMessage>();
        builder.Services.AddSingleton(new MenuEntry("settings", "/settings", "settings", 90, Permissions.Settings, typeof(SettingsTexts)));
        builder.Services.AddSingleton(new RefusalTexts(typeof(SettingsTexts)));
    }

    public static void MapSettings(this WebApplication app) => app.MapGet("/settings/outbox/export", DownloadOutbox.Serve).RequireAuthorization(Permissions.Settings);
}

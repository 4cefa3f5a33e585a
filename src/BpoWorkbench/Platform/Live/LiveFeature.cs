namespace BpoWorkbench.Platform.Live;

/// <summary>Pages that move by themselves.</summary>
public static class LiveFeature
{
    public static void AddLive(this WebApplicationBuilder builder) => builder.Services.AddSingleton<LiveFeed>().AddSingleton<PersonBell>()
        .AddSingleton<Onlookers>().AddHostedService(s => s.GetRequiredService<Onlookers>());
}

using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Queues;

/// <summary>Texts of the queues' pages.</summary>
public sealed class QueuesTexts;

/// <summary>Queues and campaigns: what stands in them, who works them, and by which rules.</summary>
public static class QueuesFeature
{
    public static void AddQueues(this WebApplicationBuilder builder)
    {
        builder.AddQueueMaking();
        builder.Services.AddScoped<QueueList>().AddScoped<QueueDetails>().AddScoped<ChangeQueue>().AddScoped<QueueItems>();
        builder.Services.AddSingleton(new MenuEntry("queues", "/queues", "stacks", 30, Permissions.Queues, typeof(QueuesTexts)));
        builder.Services.AddSingleton(new RefusalTexts(typeof(QueuesTexts)));
    }

    public static void MapQueues(this WebApplication app) => app.MapGet("/queues/export", DownloadQueues.Serve).RequireAuthorization(Permissions.Queues);
}

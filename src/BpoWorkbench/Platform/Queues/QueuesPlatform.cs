namespace BpoWorkbench.Platform.Queues;

/// <summary>Making queues, and who works them: what queues and campaigns share.</summary>
public static class QueuesPlatform
{
    public static void AddQueueMaking(this WebApplicationBuilder builder) => builder.Services.AddScoped<OpenQueue>().AddScoped<SteerQueue>().AddScoped<QueueWorkers>().AddScoped<CalendarChoices>();
}

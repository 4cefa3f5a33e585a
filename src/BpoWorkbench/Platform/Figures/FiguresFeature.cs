namespace BpoWorkbench.Platform.Figures;

/// <summary>What the counters say, and whether they say the truth.</summary>
public static class FiguresFeature
{
    public static void AddFigures(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<QueueBoard>();
        builder.Services.AddScoped<QuarterSeries>();
        builder.Services.AddScoped<DaySeries>();
        builder.Services.AddScoped<PeriodSums>();
        builder.Services.AddScoped<PersonBoard>();
        builder.Services.AddScoped<PersonHours>();
        builder.Services.AddScoped<VerifyFigures>();
        builder.Services.AddSingleton<FoldCounters>();
        builder.Services.AddHealthChecks().AddCheck<FiguresCheck>("figures");
    }
}

using BpoWorkbench.Platform.Imports.Reading;
using BpoWorkbench.Shell;

namespace BpoWorkbench.Platform.Imports;

/// <summary>Workbooks on their way into queues: what campaigns, queues and people's pages share.</summary>
public static class ImportsPlatform
{
    public static void AddImporting(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<ImportSight>().AddScoped<ColumnMatches>().AddScoped<StageRows>().AddScoped<PublishImport>().AddScoped<FinishImport>().AddScoped<BringRows>().AddScoped<RemoveStaged>().AddScoped<StartImport>().AddScoped<LookIntoWorkbook>().AddScoped<ImportFiles>().AddScoped<UnlockImport>().AddScoped<ImportDrafts>().AddScoped<RunningImports>().AddScoped<CancelImport>().AddScoped<ConfirmImport>().AddScoped<UndoImport>().AddScoped<TakeBackImport>().AddScoped<RejectionSentences>().AddScoped<MarkedErrors>().AddScoped<Templates.QueueTemplate>();
        services.Configure<ReadingLimits>(builder.Configuration.GetSection("Imports"));
        services.AddSingleton<GateHolds>().AddSingleton<RunImports>().AddSingleton<WakeImports>().AddSingleton<SweepImports>().AddSingleton<RetireLanes>();
        services.AddSingleton(new HeaderSlot(typeof(ImportsUnderWay), 10));
        services.AddSingleton(new RefusalTexts(typeof(ReadingTexts)));
        services.AddSingleton(new RefusalTexts(typeof(ImportTexts)));
    }
}

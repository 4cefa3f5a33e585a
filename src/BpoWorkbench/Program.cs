using BpoWorkbench.Data;
using BpoWorkbench.Features.Account;
using BpoWorkbench.Features.People;
using BpoWorkbench.Features.Settings;
using BpoWorkbench.Platform.Access;
using BpoWorkbench.Features.Desk;
using BpoWorkbench.Features.Tasks;
using BpoWorkbench.Platform.Health;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Features.Clients;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Features.Imports;
using BpoWorkbench.Features.Queues;
using BpoWorkbench.Features.Portal;
using BpoWorkbench.Platform.Changes;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench;

internal static class Program
{
    private static Task Main(string[] args) => FigureVerb.Asked(args) ? FigureVerb.RunAndExit(Build(args)) : Build(args).RunAsync();

    /// <summary>The whole application, not yet started; tests adjust it (the clock, say) before it is built.</summary>
    internal static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Services.AddShell(builder.Configuration);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<LiveFeed>();
        builder.AddData();
        builder.AddTenancy();
        builder.AddFiles();
        builder.AddWork();
        builder.AddFigures();
        builder.AddSchedule();
        builder.AddDesk();
        builder.AddTasks();
        builder.AddOutbox();
        builder.AddChanges();
        builder.AddClients();
        builder.AddAccess();
        builder.AddAccount();
        builder.AddQueues();
        builder.AddItems();
        builder.AddPeople();
        builder.AddSettings();
        builder.AddPortal();
        builder.AddImports();
        builder.AddHealth();
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseShell();
        app.UseTenancy();
        app.UseAntiforgery();
        app.MapAccount();
        app.MapFiles();
        app.MapPortal();
        app.MapStaticAssets();
        app.MapHealth();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}

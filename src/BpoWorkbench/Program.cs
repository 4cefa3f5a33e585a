using BpoWorkbench.Platform.Figures;
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
        // From its build folder the program also serves scripts and styles outside Development; published, they lie beside it.
        builder.WebHost.UseStaticWebAssets();
        builder.AddFeatures();
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UseShell();
        app.UseTenancy();
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapFeatures();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}

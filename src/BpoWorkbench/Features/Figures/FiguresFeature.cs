using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Figures;

/// <summary>Texts of the figures.</summary>
public sealed class FiguresTexts;

/// <summary>How it went: every figure of a period, by whatever it is broken down by, beside the week before.</summary>
public static class FiguresFeature
{
    public static void AddFiguresPage(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<FigureReport>().AddScoped<FigureChoicesRead>().AddScoped<DownloadFigures>();
        builder.Services.AddSingleton(new MenuEntry("figures", "/figures", "query_stats", 22, Permissions.Floor, typeof(FiguresTexts)));
    }

    public static void MapFiguresPage(this WebApplication app) => app.MapGet("/figures/export", DownloadFigures.Serve).RequireAuthorization(Permissions.Floor);
}

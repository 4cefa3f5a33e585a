using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>Texts of the wallboard.</summary>
public sealed class WallboardTexts;

/// <summary>The floor at a glance, live, at the desk and on the wall.</summary>
public static class WallboardFeature
{
    public static void AddWallboard(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<FloorBoard>().AddScoped<FloorAgents>().AddScoped<FloorForecast>().AddScoped<FloorWatch>().AddScoped<ClientChoices>()
            .AddSingleton<UsualHours>().AddSingleton<SharedFloors>()
            .AddScoped<BoardViews>().AddScoped<SaveBoardView>().AddScoped<DeleteBoardView>();
        builder.Services.AddSingleton(new RefusalTexts(typeof(WallboardTexts)));
        builder.Services.AddSingleton(new MenuEntry("wallboard", "/wallboard", "monitoring", 20, Permissions.Floor, typeof(WallboardTexts)));
    }
}

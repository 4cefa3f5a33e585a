using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Desk;

/// <summary>Where agents work.</summary>
public static class DeskFeature
{
    public static void AddDesk(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<AgentDesk>().AddScoped<NextPrepared>();
        builder.Services.AddSingleton(new MenuEntry("desk", "/desk", "inbox", 10, Permissions.Work, typeof(DeskTexts)));
    }
}

/// <summary>The words of the desk.</summary>
public sealed class DeskTexts;

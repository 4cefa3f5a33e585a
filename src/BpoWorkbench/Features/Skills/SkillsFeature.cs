using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Skills;

/// <summary>Texts of the page of skills.</summary>
public sealed class SkillsTexts;

/// <summary>What not everyone can do, and who can: queues ask for it.</summary>
public static class SkillsFeature
{
    public static void AddSkills(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<SkillMatrix>().AddScoped<SetLevel>().AddScoped<SaveSkill>();
        builder.Services.AddSingleton(new MenuEntry("skills", "/skills", "school", 68, Permissions.Queues, typeof(SkillsTexts)));
        builder.Services.AddSingleton(new RefusalTexts(typeof(SkillsTexts)));
    }

    public static void MapSkills(this WebApplication app) => app.MapGet("/skills/export", DownloadSkills.Serve).RequireAuthorization(Permissions.Queues);
}

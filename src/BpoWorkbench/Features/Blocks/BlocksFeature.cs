using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Blocks;

/// <summary>Texts of the page of blocks.</summary>
public sealed class BlocksTexts;

/// <summary>Hours in which a team works on some queues first.</summary>
public static class BlocksFeature
{
    public static void AddBlocks(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<BlockList>().AddScoped<SaveBlock>().AddScoped<EndBlock>();
        builder.Services.AddSingleton(new MenuEntry("blocks", "/blocks", "view_timeline", 67, Permissions.Queues, typeof(BlocksTexts)));
        builder.Services.AddSingleton(new RefusalTexts(typeof(BlocksTexts)));
    }

    public static void MapBlocks(this WebApplication app) => app.MapGet("/blocks/export", DownloadBlocks.Serve).RequireAuthorization(Permissions.Queues);
}

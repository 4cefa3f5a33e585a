using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Imports;

/// <summary>Texts of bringing workbooks in.</summary>
public sealed class ImportPagesTexts;

/// <summary>Where people bring workbooks into queues, see what they would do, and take them back.</summary>
public static class ImportsFeature
{
    public static void AddImports(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ImportList>().AddScoped<QueueImports>().AddScoped<ImportDetails>().AddScoped<ExportRejected>().AddScoped<DownloadTemplate>();
        // For those who run queues beside these, for people of a client behind what else they have.
        builder.Services.AddSingleton(new MenuEntry("imports", "/imports", "upload_file", 32, Permissions.Queues, typeof(ImportPagesTexts)));
        builder.Services.AddSingleton(new MenuEntry("imports", "/imports", "upload_file", 93, Permissions.PortalUpload, typeof(ImportPagesTexts)));
    }

    public static void MapImports(this WebApplication app)
    {
        app.MapGet("/imports/export", DownloadImports.Serve).RequireAuthorization(Permissions.Imports);
        app.MapGet("/imports/{id:long}/rejected", ExportRejected.Serve).RequireAuthorization(Permissions.Imports);
        app.MapGet("/queues/{id:long}/template", DownloadTemplate.Serve).RequireAuthorization(Permissions.Imports);
    }
}

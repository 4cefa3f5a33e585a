using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Imports;

/// <summary>Texts of bringing workbooks in.</summary>
public sealed class ImportPagesTexts;

/// <summary>Where people bring workbooks into queues, see what they would do, and take them back.</summary>
public static class ImportPages
{
    public static void AddImportPages(this WebApplicationBuilder builder) =>
        builder.Services.AddScoped<QueueImports>().AddScoped<ImportDetails>().AddScoped<ExportRejected>();

    public static void MapImportPages(this WebApplication app) => app.MapGet("/imports/{id:long}/rejected", ExportRejected.Serve).RequireAuthorization(Permissions.Queues);
}

using BpoWorkbench.Data;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Files;

/// <summary>Uploads and downloads: over HTTP, behind the wall.</summary>
public static class FilesFeature
{
    public static void AddFiles(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<FileStore>();
        builder.Services.Configure<FileLimits>(builder.Configuration.GetSection("Files"));
    }

    public static void MapFiles(this WebApplication app)
    {
        app.MapPost("/files/{clientId:long}", Upload).RequireAuthorization();
        app.MapGet("/files/{id:long}", Download).RequireAuthorization();
    }

    private static async Task<IResult> Upload(long clientId, IFormFile file, FileStore store, Microsoft.Extensions.Options.IOptions<FileLimits> limits, CancellationToken stop)
    {
        await using var content = file.OpenReadStream();
        var kept = await store.Keep(clientId, file.FileName, file.ContentType, content, limits.Value.UploadMegabytes * 1024L * 1024L, stop);
        return Results.Ok(new { kept.Id, kept.Name, kept.Size });
    }

    // Attached files are for the centre's own people; what a portal user may fetch goes through the portal.
    private static async Task<IResult> Download(long id, ClientScope scope, IDbContextFactory<WorkbenchDb> dbs, FileStore store, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var file = await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, stop);
        if (file is null || !(scope.Allows(Permissions.Work, file.ClientId) || scope.Allows(Permissions.Floor, file.ClientId) || scope.Allows(Permissions.Queues, file.ClientId)))
        {
            return Results.NotFound();
        }

        // Always as an attachment and never as a page: what clients send is not to be trusted.
        return Results.File(store.Open(file), "application/octet-stream", file.Name);
    }
}

/// <summary>How large a file may be.</summary>
public sealed class FileLimits
{
    public int UploadMegabytes { get; set; } = 100;
}

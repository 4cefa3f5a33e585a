using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Files.Scanning;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BpoWorkbench.Platform.Files;

/// <summary>Uploads and downloads: over HTTP, behind the wall.</summary>
public static class FilesFeature
{
    // What a form adds around its file.
    private const long FormOverhead = 64 * 1024;

    public static void AddFiles(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<FileStore>();
        builder.Services.Configure<FileLimits>(builder.Configuration.GetSection("Files"));
        builder.Services.AddSingleton<VirusScanner>().AddOptions<ScannerSettings>().BindConfiguration("Files")
            .Validate(s => !s.IsThere || s.EndPoint() is not null, "Files:Scanner is the host:port of clamd, or the path of its socket.").ValidateOnStart();
        if (builder.Configuration.GetSection("Files").Get<ScannerSettings>() is { IsThere: true })
        {
            builder.Services.AddHealthChecks().AddCheck<ScannerCheck>("scanner");
        }
    }

    public static void MapFiles(this WebApplication app)
    {
        var limit = app.Services.GetRequiredService<IOptions<FileLimits>>().Value.UploadBytes;
        app.MapPost("/files/{clientId:long}", Upload).RequireAuthorization()
            .WithMetadata(new RequestSizeLimitAttribute(limit + FormOverhead), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = limit + FormOverhead });
        app.MapGet("/files/{id:long}", Download).RequireAuthorization();
    }

    private static async Task<IResult> Upload(long clientId, IFormFile file, ClientScope scope, FileStore store, IOptions<FileLimits> limits, CancellationToken stop)
    {
        if (!new[] { Permissions.Work, Permissions.Queues, Permissions.PortalUpload }.Any(permission => scope.Allows(permission, clientId)))
        {
            return Results.NotFound();
        }

        await using var content = file.OpenReadStream();
        var kept = await store.Keep(clientId, file.FileName, file.ContentType, content, limits.Value.UploadBytes, stop);
        return Results.Ok(new { kept.Id, kept.Name, kept.Size });
    }

    // Attached files are for the centre's own people; what a portal user may fetch goes through the portal.
    private static async Task<IResult> Download(long id, ClientScope scope, IDbContextFactory<WorkbenchDb> dbs, FileStore store, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var file = await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, stop);
        if (file is null || !(scope.Allows(Permissions.Work, file.ClientId) || scope.Allows(Permissions.Items, file.ClientId) || scope.Allows(Permissions.Queues, file.ClientId)))
        {
            return Results.NotFound();
        }

        // A message is a file as well.
        if (await db.Emails.Where(m => m.FileId == id && m.Scan == Scan.Infected).Select(m => m.ScanSays ?? "").FirstOrDefaultAsync(stop) is { } found)
        {
            throw new Refusal("file.infected", found);
        }

        // Always as an attachment and never as a page: what clients send is not to be trusted.
        return Results.File(store.Open(file), "application/octet-stream", file.Name);
    }
}

/// <summary>How large a file may be.</summary>
public sealed class FileLimits
{
    public int UploadMegabytes { get; set; } = 100;

    public long UploadBytes => UploadMegabytes * 1024L * 1024L;
}

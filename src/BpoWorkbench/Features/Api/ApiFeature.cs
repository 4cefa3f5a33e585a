using System.Security.Claims;
using System.Text.Json.Serialization;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BpoWorkbench.Features.Api;

/// <summary>How a client company's own programs bring work in: workbooks and items, with a key of theirs.</summary>
public static class ApiFeature
{
    private const long ItemsBytes = 1024 * 1024;

    // What a form adds around its file.
    private const long FormOverhead = 64 * 1024;

    internal static string AddressOf(long importId) => $"/api/v1/imports/{importId}";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<QueueShapes>().AddScoped<BringWorkbook>().AddScoped<BroughtImports>().AddScoped<TakeItems>();
        builder.Services.AddSingleton(new RefusalTexts(typeof(ApiTexts)));
        // A number is a number, also in the description.
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        builder.Services.AddOpenApi(ApiDocument.Name, ApiDocument.Describe);
    }

    public static void MapApi(this WebApplication app)
    {
        app.MapOpenApi(ApiDocument.Address);
        var limit = app.Services.GetRequiredService<IOptions<FileLimits>>().Value.UploadBytes + FormOverhead;

        var read = app.MapKeyed(ApiKey.Imports, ApiKey.Items).AddEndpointFilter(ApiRefusals.Answer).WithTags("Work");
        read.MapGet("/queues", (ClaimsPrincipal caller, QueueShapes shapes, CancellationToken stop) => shapes.Of(KnownKey.Of(caller), stop))
            .WithSummary("The queues that take work, with the fields of their items.");
        read.MapGet("/imports/{id:long}", (long id, ClaimsPrincipal caller, BroughtImports imports, CancellationToken stop) => imports.Find(id, KnownKey.Of(caller), stop))
            .WithSummary("How an import stands that a program has brought.").ProducesProblem(404);
        read.MapGet("/imports/{id:long}/rejected", (long id, int? after, ClaimsPrincipal caller, BroughtImports imports, CancellationToken stop) => imports.Rejected(id, after ?? 0, KnownKey.Of(caller), stop))
            .WithSummary("Its rejected rows with the reasons, 100 at a time from the one after a row.").ProducesProblem(404);
        read.MapGet("/imports/{id:long}/errors", (long id, ClaimsPrincipal caller, BroughtImports imports, CancellationToken stop) => imports.Errors(id, KnownKey.Of(caller), stop))
            .WithSummary("Its workbook with the errors marked, to be mended and sent again.").Produces<Stream>(200, "application/octet-stream").ProducesProblem(404);

        app.MapKeyed(ApiKey.Imports).AddEndpointFilter(ApiRefusals.Answer).WithTags("Work").MapPost("/queues/{id:long}/imports", Bring)
            .WithSummary("Brings a workbook into a queue: it goes in once it is checked.")
            .WithDescription("Its columns are matched with the fields of the queue. The purpose is bring (as if left out) or remove; sheet and headerRow count from 1, and are found when left out.")
            .WithMetadata(new RequestSizeLimitAttribute(limit), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = limit }).DisableAntiforgery()
            .Produces<ImportStanding>(202).ProducesProblem(400).ProducesProblem(404).ProducesProblem(409).ProducesProblem(413).ProducesProblem(422);

        app.MapKeyed(ApiKey.Items).AddEndpointFilter(ApiRefusals.Answer).WithTags("Work").MapPost("/queues/{id:long}/items", Take)
            .WithSummary("Brings up to 500 items into a queue: new ones, and those brought up to date whose key is there already.")
            .WithDescription("Each is taken or rejected by itself. The same Idempotency-Key with the same body is answered the same for 7 days, and does nothing.")
            .WithMetadata(new RequestSizeLimitAttribute(ItemsBytes)).Accepts<SentItems>("application/json").AddOpenApiOperationTransformer(ApiDocument.RequireHeaders)
            .Produces<ItemResults>().ProducesProblem(400).ProducesProblem(404).ProducesProblem(413).ProducesProblem(422);
    }

    private static async Task<IResult> Bring(
        long id, IFormFile file, [FromForm] string? purpose, [FromForm] int? sheet, [FromForm] int? headerRow, ClaimsPrincipal caller, BringWorkbook bring, CancellationToken stop)
    {
        var standing = await bring.Run(id, file, purpose switch
        {
            null or "" or "bring" => ImportPurpose.Bring,
            "remove" => ImportPurpose.Remove,
            _ => throw new Refusal("api.purpose"),
        }, sheet, headerRow, KnownKey.Of(caller), stop);
        return Results.Accepted(AddressOf(standing.Id), standing);
    }

    private static async Task<IResult> Take(
        long id, [FromHeader(Name = ApiDocument.Idempotency)] string? idempotency, HttpRequest request, ClaimsPrincipal caller, TakeItems take, CancellationToken stop)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, stop);
        return Results.Content(await take.Run(id, idempotency, body.ToArray(), KnownKey.Of(caller), stop), "application/json");
    }
}

/// <summary>The words of what programs bring.</summary>
public sealed class ApiTexts;

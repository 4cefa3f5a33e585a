using System.Net;
using System.Net.Http.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Tests.Platform.Imports;
using BpoWorkbench.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Api;

/// <summary>Who is let in below /api/v1, and how everybody else is answered.</summary>
public sealed class ApiDoorTests : IAsyncLifetime
{
    private ApiFloor _api = null!;

    public async Task InitializeAsync() => _api = await ApiFloor.Open();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Another_clients_key_finds_nothing_there()
    {
        var sent = await ApiFloor.Json(await _api.Send("1", new { reference = "A" }, new { name = "Sin referencia" }));
        var import = sent.GetProperty("importId").GetInt64();
        var other = await ImportFloor.Of(_api.Workbench, "Telcom", "TEL");
        var theirs = await _api.Make(other.Company.Id, ApiKey.Imports, ApiKey.Items);

        Assert.Equal(other.Queue.Id, Assert.Single((await ApiFloor.Json(await _api.Ask(HttpMethod.Get, "/api/v1/queues", theirs))).EnumerateArray()).GetProperty("id").GetInt64());
        foreach (var path in new[] { $"/api/v1/imports/{import}", $"/api/v1/imports/{import}/rejected", $"/api/v1/imports/{import}/errors" })
        {
            await ApiFloor.Problem(await _api.Ask(HttpMethod.Get, path, theirs), HttpStatusCode.NotFound, "import.unknown");
        }

        using var form = new MultipartFormDataContent { { new StreamContent(ImportFloor.Workbook(ImportFloor.Rows(1))), "file", "altas.xlsx" } };
        await ApiFloor.Problem(await _api.Ask(HttpMethod.Post, _api.Imports, theirs, form), HttpStatusCode.NotFound, "queue.unknown");
        // The same name for a request is another request of another client's.
        await ApiFloor.Problem(await _api.Ask(HttpMethod.Post, _api.Items, theirs, Item(), "1"), HttpStatusCode.NotFound, "queue.unknown");
        Assert.Equal(2, (await _api.Get($"/api/v1/imports/{import}")).GetProperty("rows").GetInt32());
    }

    [Fact]
    public async Task What_the_client_does_not_see_its_programs_do_not_either()
    {
        await _api.Floor.Company.Write(async db => (await db.Queues.SingleAsync()).SeenInPortal = false);
        Assert.Empty((await _api.Get("/api/v1/queues")).EnumerateArray());
        await ApiFloor.Problem(await _api.Send("1", new { reference = "A" }), HttpStatusCode.NotFound, "queue.unknown");
        await ApiFloor.Problem(await _api.Upload(ImportFloor.Rows(1)), HttpStatusCode.NotFound, "queue.unknown");
    }

    [Fact]
    public async Task A_key_does_what_it_is_allowed_and_no_more()
    {
        var client = _api.Floor.Company.Id;
        var (imports, items, figures, house) = (await _api.Make(client, ApiKey.Imports), await _api.Make(client, ApiKey.Items), await _api.Make(client, ApiKey.Figures), await _api.Make(IClientOwned.House, ApiKey.Presence));
        foreach (var key in new[] { imports, figures, house })
        {
            await ApiFloor.Problem(await _api.Ask(HttpMethod.Post, _api.Items, key, Item(), "1"), HttpStatusCode.Forbidden, "api.not-allowed");
        }

        foreach (var key in new[] { items, figures, house })
        {
            using var form = new MultipartFormDataContent { { new StringContent("x"), "file", "altas.csv" } };
            await ApiFloor.Problem(await _api.Ask(HttpMethod.Post, _api.Imports, key, form), HttpStatusCode.Forbidden, "api.not-allowed");
        }

        await ApiFloor.Problem(await _api.Ask(HttpMethod.Get, "/api/v1/queues", figures), HttpStatusCode.Forbidden, "api.not-allowed");
        await ApiFloor.Problem(await _api.Ask(HttpMethod.Get, "/api/v1/agents/presence"), HttpStatusCode.Forbidden, "api.not-allowed");
        Assert.Equal("key.permissions", (await Assert.ThrowsAsync<Refusal>(() => _api.Make(IClientOwned.House, ApiKey.Items))).Code);
        await ApiFloor.Json(await _api.Ask(HttpMethod.Post, _api.Items, items, Item(), "1"));
    }

    [Fact]
    public async Task Whatever_goes_wrong_is_a_problem_in_the_language_asked_for()
    {
        Assert.StartsWith("Send a key", await ApiFloor.Problem(await _api.Ask(HttpMethod.Get, "/api/v1/queues", ""), HttpStatusCode.Unauthorized, "api.no-key"), StringComparison.Ordinal);
        Assert.StartsWith("Envíe una clave", await ApiFloor.Problem(await _api.Ask(HttpMethod.Get, "/api/v1/queues", "", language: "es"), HttpStatusCode.Unauthorized, "api.no-key"), StringComparison.Ordinal);
        Assert.StartsWith("No hay nada", await ApiFloor.Problem(await _api.Ask(HttpMethod.Get, "/api/v1/nothing", language: "es-ES,en;q=0.5"), HttpStatusCode.NotFound, "api.not-found"), StringComparison.Ordinal);
        await ApiFloor.Problem(await _api.Ask(HttpMethod.Delete, "/api/v1/queues"), HttpStatusCode.MethodNotAllowed, "api.method");
        await ApiFloor.Problem(await _api.Ask(HttpMethod.Get, $"/api/v1/imports/1/rejected?after=x"), HttpStatusCode.BadRequest, "api.request");

        using var browser = _api.Workbench.NewClient();
        browser.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        await ApiFloor.Problem(await browser.GetAsync(new Uri("/api/v1/nothing", UriKind.Relative)), HttpStatusCode.NotFound, "api.not-found");
        using var rejected = await _api.Ask(HttpMethod.Post, _api.Items, content: Item("12345678A"), idempotency: "1", language: "es");
        Assert.Contains("letra", (await ApiFloor.Json(rejected)).GetProperty("items")[0].GetProperty("problems")[0].GetProperty("sentence").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_is_shut_out_and_one_shown_too_often_waits()
    {
        await Company.As(_api.Workbench, _api.House.Id, async services =>
        {
            var ring = services.GetRequiredService<KeyRing>();
            await ring.Revoke((await ring.Of(_api.Floor.Company.Id)).Single().Id);
        });
        await ApiFloor.Problem(await _api.Ask(HttpMethod.Get, "/api/v1/queues"), HttpStatusCode.Unauthorized, "api.no-key");

        await using var busy = await ApiFloor.Open(settings: ("ApiKeys:UsesPerMinute", "1"));
        await busy.Get("/api/v1/queues");
        var often = await busy.Ask(HttpMethod.Get, "/api/v1/queues");
        Assert.NotNull(often.Headers.RetryAfter);
        await ApiFloor.Problem(often, HttpStatusCode.TooManyRequests, "api.too-often");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_before_it_is_read()
    {
        await using var small = await ApiFloor.Open(settings: ("Files:UploadMegabytes", "1"));
        await ApiFloor.Problem(await small.Upload(new MemoryStream(new byte[1024 * 1024 + 1])), HttpStatusCode.RequestEntityTooLarge, "file.too-large");
        await ApiFloor.Problem(await small.Upload(new MemoryStream(new byte[1024 * 1024 + 100_000])), HttpStatusCode.RequestEntityTooLarge, "api.too-large");
    }

    [Fact]
    public async Task The_description_names_all_there_is_and_needs_no_key()
    {
        var described = await ApiFloor.Json(await _api.Ask(HttpMethod.Get, "/api/v1/openapi.json", ""));
        Assert.StartsWith("3.", described.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        var mapped = from endpoint in _api.Workbench.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                     let path = "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace(":long", "", StringComparison.Ordinal)
                     where path.StartsWith("/api/v1/", StringComparison.Ordinal) && path != "/api/v1/openapi.json"
                     from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
                     select $"{method} {path}";
        var operations = (from path in described.GetProperty("paths").EnumerateObject() from operation in path.Value.EnumerateObject() select (Name: $"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value)).ToList();
        Assert.Equal(mapped.Order(StringComparer.Ordinal), operations.Select(o => o.Name).Order(StringComparer.Ordinal));
        Assert.All(operations, o =>
        {
            Assert.False(string.IsNullOrEmpty(o.Value.GetProperty("summary").GetString()), o.Name);
            Assert.True(o.Value.GetProperty("responses").GetProperty("401").GetProperty("content").TryGetProperty("application/problem+json", out _), o.Name);
        });
        Assert.Equal("bearer", described.GetProperty("components").GetProperty("securitySchemes").GetProperty("key").GetProperty("scheme").GetString());
        Assert.True(described.GetProperty("components").GetProperty("schemas").GetProperty("ProblemDetails").GetProperty("properties").TryGetProperty("code", out _));
        var items = operations.Single(o => o.Name == "POST /api/v1/queues/{id}/items").Value;
        Assert.True(items.GetProperty("parameters").EnumerateArray().Single(p => p.GetProperty("name").GetString() == "Idempotency-Key").GetProperty("required").GetBoolean());
        Assert.True(items.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/json", out _));
    }

    private static JsonContent Item(string? nif = null) => JsonContent.Create(new { items = new[] { new { fields = new { reference = "Z", nif } } } });
}

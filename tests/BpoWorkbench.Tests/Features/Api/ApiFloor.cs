using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Platform.Imports;
using BpoWorkbench.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Api;

/// <summary>A client company with a queue, and a program of theirs that calls with a key.</summary>
internal sealed class ApiFloor : IAsyncDisposable
{
    private ApiFloor(Workbench workbench, ImportFloor floor, Person house) => (Workbench, Floor, House) = (workbench, floor, house);

    public Workbench Workbench { get; }

    public ImportFloor Floor { get; }

    public Person House { get; }

    /// <summary>May bring workbooks and items.</summary>
    public string Key { get; private set; } = "";

    public string Imports => $"/api/v1/queues/{Floor.Queue.Id}/imports";

    public string Items => $"/api/v1/queues/{Floor.Queue.Id}/items";

    public static async Task<ApiFloor> Open(TimeProvider? time = null, Action<WebApplicationBuilder>? adjust = null, params (string Key, string Value)[] settings)
    {
        var workbench = await Workbench.Start(new() { Settings = settings.ToDictionary(s => s.Key, s => s.Value), Time = time, Scheduled = time is null, Adjust = adjust });
        var floor = await ImportFloor.Of(workbench);
        var api = new ApiFloor(workbench, floor, await Company.Person(workbench, "Marta Ruiz", "marta@example.com", (null, Role.Administrator)));
        api.Key = await api.Make(floor.Company.Id, ApiKey.Imports, ApiKey.Items);
        return api;
    }

    public async Task<string> Make(long client, params string[] permissions)
    {
        var text = "";
        await Company.As(Workbench, House.Id, async services => text = await services.GetRequiredService<KeyRing>().Make(client, "ERP", permissions));
        return text;
    }

    public async Task<HttpResponseMessage> Ask(HttpMethod method, string path, string? key = null, HttpContent? content = null, string? idempotency = null, string? language = null)
    {
        using var client = Workbench.NewClient();
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        if ((key ?? Key).Length > 0)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? Key);
        }

        if (idempotency is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotency);
        }

        if (language is not null)
        {
            request.Headers.Add("Accept-Language", language);
        }

        return await client.SendAsync(request);
    }

    /// <summary>Sends items, each the fields of one.</summary>
    public Task<HttpResponseMessage> Send(string idempotency, params object[] items) =>
        Ask(HttpMethod.Post, Items, content: JsonContent.Create(new { items = items.Select(fields => new { fields }) }), idempotency: idempotency);

    /// <summary>Sends a workbook.</summary>
    public Task<HttpResponseMessage> Upload(IEnumerable<object?[]> rows, string? purpose = null, string? language = null) => Upload(ImportFloor.Workbook(rows), purpose, language);

    public Task<HttpResponseMessage> Upload(Stream workbook, string? purpose = null, string? language = null)
    {
        var form = new MultipartFormDataContent { { new StreamContent(workbook), "file", "altas.xlsx" } };
        if (purpose is not null)
        {
            form.Add(new StringContent(purpose), "purpose");
        }

        return Ask(HttpMethod.Post, Imports, content: form, language: language);
    }

    public async Task<JsonElement> Get(string path) => await Json(await Ask(HttpMethod.Get, path));

    public static async Task<JsonElement> Json(HttpResponseMessage answer, HttpStatusCode status = HttpStatusCode.OK)
    {
        using (answer)
        {
            Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
            return await answer.Content.ReadFromJsonAsync<JsonElement>();
        }
    }

    /// <summary>The sentence of a problem with this status and code.</summary>
    public static async Task<string> Problem(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        using (answer)
        {
            var text = await answer.Content.ReadAsStringAsync();
            Assert.True(status == answer.StatusCode, $"{answer.StatusCode}: {text}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            var problem = JsonSerializer.Deserialize<JsonElement>(text);
            Assert.Equal((code, (int)status), (problem.GetProperty("code").GetString(), problem.GetProperty("status").GetInt32()));
            return problem.GetProperty("detail").GetString()!;
        }
    }

    public ValueTask DisposeAsync() => Workbench.DisposeAsync();
}

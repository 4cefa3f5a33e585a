using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BpoWorkbench.Data;
using BpoWorkbench.Features.Email.Alike;
using BpoWorkbench.Features.Email.Identify;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Features.Portal;
using BpoWorkbench.Features.Queues;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests;

/// <summary>The wall between clients at every endpoint, download and search, and in the live feed. Pages are walked in a browser.</summary>
public sealed class WallRoutesTests(TwoCompanies companies) : IClassFixture<TwoCompanies>
{
    /// <summary>Endpoints that hold nothing of any client, and why.</summary>
    private static readonly Dictionary<string, string> OfNoClient = new(StringComparer.Ordinal)
    {
        ["GET /antiforgery"] = "a token of the caller's own",
        ["GET /language/{language}"] = "sets the caller's own cookie",
        ["GET /theme/{theme}"] = "sets the caller's own cookie",
        ["POST /account/sign-out"] = "the caller's own session",
        ["GET,HEAD /{**path:file}"] = "files that come with the product",
        ["POST /people/import"] = "keeps what was sent for whoever sent it, and for the house alone",
        ["POST /calendars/days"] = "reads back to the caller what they sent, and keeps nothing",
        ["GET /people/template"] = "an empty sheet, the same for all",
        ["* /hubs/kpi"] = "opened by a key, whoever is signed in; what it tells is tried below",
        ["* /hubs/kpi/negotiate"] = "says how to open the one above",
        ["GET /api/v1/openapi.json"] = "says what may be asked for, the same to all",
        ["GET /api/v1/queues"] = "opened by a key of one client, as the five below; another's is tried in ApiDoorTests",
        ["POST /api/v1/queues/{id:long}/imports"] = "likewise",
        ["POST /api/v1/queues/{id:long}/items"] = "likewise",
        ["POST /api/v1/email"] = "opened by a key of one client; another's is tried in IntakeTests",
        ["POST /email/{queueId:long}/messages"] = "answers how many it took; who is refused is tried in IntakeTests",
        ["GET /api/v1/imports/{id:long}"] = "likewise",
        ["GET /api/v1/imports/{id:long}/rejected"] = "likewise",
        ["GET /api/v1/imports/{id:long}/errors"] = "likewise",
        ["GET /api/v1/presence/codes"] = "opened by a key of the house, as the three below; who is refused is tried in PresenceApiTests",
        ["GET /api/v1/agents/presence"] = "what the agents do is the house's",
        ["GET /api/v1/agents/{email}/presence"] = "likewise",
        ["PUT /api/v1/agents/{email}/presence"] = "likewise",
        ["* /health"] = "parts of the house, no data",
        ["GET /people/teams/export"] = "teams are the house's; who is refused is tried in DownloadTests, as for the two below",
        ["GET /settings/outbox/export"] = "the house's mail",
        ["GET /settings/keys/export"] = "keys of the house",
        ["POST /about/look/upload"] = "Development only; says the size of what was sent and keeps nothing",
        ["GET /demonstration/enter/{slug}"] = "Development only; a door for people of the demonstration",
        ["GET /demonstration/workbook"] = "Development only; a made-up workbook, the same for all",
    };

    /// <summary>What each endpoint is asked for: with the ids of the second company, by someone of the first.</summary>
    private static readonly Dictionary<string, Func<HttpClient, WalledCompany, Task<HttpResponseMessage>>> Asked = new(StringComparer.Ordinal)
    {
        ["GET /files/{id:long}"] = (caller, of) => Get(caller, $"/files/{of.File.Id}"),
        ["GET /email/messages/{id:long}/source"] = (caller, of) => Get(caller, $"/email/messages/{of.Email.Id}/source"),
        ["GET /email/messages/{id:long}/html"] = (caller, of) => Get(caller, $"/email/messages/{of.Email.Id}/html"),
        ["GET /email/messages/{id:long}/files/{number:int}"] = (caller, of) => Get(caller, $"/email/messages/{of.Email.Id}/files/1"),
        ["GET /email/messages/{id:long}/files/{number:int}/show"] = (caller, of) => Get(caller, $"/email/messages/{of.Email.Id}/files/1/show"),
        ["POST /files/{clientId:long}"] = (caller, of) => Upload(caller, $"/files/{of.Id}", of.Marker),
        ["GET /blocks/export"] = (caller, of) => Get(caller, "/blocks/export?format=csv"),
        ["GET /calendars/export"] = (caller, of) => Get(caller, $"/calendars/export?format=csv&client={of.Id}"),
        ["GET /imports/export"] = (caller, of) => Get(caller, $"/imports/export?format=csv&client={of.Id}"),
        ["GET /campaigns/export"] = (caller, of) => Get(caller, $"/campaigns/export?format=csv&client={of.Id}"),
        ["GET /clients/export"] = (caller, of) => Get(caller, "/clients/export?format=csv&q=compa"),
        ["GET /clients/{id:long}/keys/export"] = (caller, of) => Get(caller, $"/clients/{of.Id}/keys/export?format=csv"),
        ["GET /people/export"] = (caller, of) => Get(caller, $"/people/export?format=csv&client={of.Id}"),
        ["GET /portal/people/export"] = (caller, of) => Get(caller, "/portal/people/export?format=csv"),
        ["GET /queues/export"] = (caller, of) => Get(caller, $"/queues/export?format=csv&client={of.Id}"),
        ["GET /skills/export"] = (caller, of) => Get(caller, $"/skills/export?format=csv&team={of.Team.Id}"),
        ["GET /figures/export"] = (caller, of) => Get(caller, $"/figures/export?format=csv&by=queue&period=days&client={of.Id}&queue={of.Queue.Id}&team={of.Team.Id}&person={of.Agent.Id}"),
        ["GET /imports/{id:long}/rejected"] = (caller, of) => Get(caller, $"/imports/{of.Import.Id}/rejected"),
        ["GET /items/export"] = (caller, of) => Get(caller, $"/items/export?format=csv&client={of.Id}&queue={of.Queue.Id}&q={WalledCompany.CommonWord}"),
        ["GET /queues/{id:long}/template"] = (caller, of) => Get(caller, $"/queues/{of.Queue.Id}/template"),
        ["GET /portal/export"] = (caller, of) => Get(caller, $"/portal/export?format=csv&client={of.Id}&queue={of.Queue.Id}&q={WalledCompany.CommonWord}"),
    };

    [Fact]
    public void Every_endpoint_has_a_case()
    {
        var mapped = Endpoints("Development").Union(Endpoints("Production")).ToList();

        Assert.Empty(mapped.Where(e => !Asked.ContainsKey(e) && !OfNoClient.ContainsKey(e)).Select(e => $"no case for {e}: asked for another company's, or listed as nobody's"));
        Assert.Empty(Asked.Keys.Concat(OfNoClient.Keys).Except(mapped).Select(e => $"a case for {e}, which is not there"));
    }

    /// <summary>Lists answer whoever may see any of their kind, with what is theirs.</summary>
    private static bool IsList(string endpoint) => endpoint.EndsWith("/export", StringComparison.Ordinal) && endpoint is not ("GET /portal/export" or "GET /clients/{id:long}/keys/export");

    public static TheoryData<string> AskedEndpoints { get; } = [.. Asked.Keys];

    [Theory]
    [MemberData(nameof(AskedEndpoints))]
    public async Task An_endpoint_gives_nothing_of_another_company(string endpoint)
    {
        var ask = Asked[endpoint];
        foreach (var (own, other) in companies.BothWays)
        {
            foreach (var (role, person) in own.People)
            {
                using var caller = await Caller(person);
                using var answer = await ask(caller, other);
                Assert.DoesNotContain(other.Marker, await Text(answer), StringComparison.OrdinalIgnoreCase);
                Assert.True(IsList(endpoint) || !answer.IsSuccessStatusCode, $"{role} of {own.Marker} at {endpoint}: {answer.StatusCode}");
            }

            var found = false;
            foreach (var (_, person) in other.People)
            {
                using var caller = await Caller(person);
                using var answer = await ask(caller, other);
                found |= answer.IsSuccessStatusCode && (await Text(answer)).Contains(other.Marker, StringComparison.OrdinalIgnoreCase);
            }

            Assert.True(found, $"{endpoint} shows {other.Marker} to nobody of its own: the attempt proves nothing");
        }
    }

    [Theory]
    [MemberData(nameof(AskedEndpoints))]
    public async Task Nobody_is_answered_without_signing_in(string endpoint)
    {
        using var nobody = companies.Workbench.NewClient();
        using var answer = await Asked[endpoint](nobody, companies.Other);

        Assert.False(answer.IsSuccessStatusCode, $"{answer.StatusCode}");
        Assert.DoesNotContain(companies.Other.Marker, await Text(answer), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Every reader of the search, and how many items of a company it finds for a person.</summary>
    private static readonly Dictionary<string, Func<IServiceProvider, string, WalledCompany, Task<int>>> Searches = new(StringComparer.Ordinal)
    {
        [nameof(ItemSearch)] = async (services, text, _) =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            return await db.Find(text).CountAsync();
        },
        [nameof(ItemQuery)] = async (services, text, _) => (await services.GetRequiredService<ItemList>().Find(new ItemFilter { Text = text }, 1)).Total,
        [nameof(QueueItems)] = async (services, text, of) => (await services.GetRequiredService<QueueItems>().Find(new ItemsAsked(of.Queue.Id, text, null, null, 1), default)).Total,
        [nameof(PortalSight)] = async (services, text, of) =>
        {
            var items = services.GetRequiredService<PortalItems>();
            var found = await items.Page(null, new PortalFilter(text, null, null, null, null, null), 1, default) ?? await items.Page(of.Id, new PortalFilter(text, null, null, null, null, null), 1, default);
            return (int)(found?.Total ?? 0);
        },
        // These ask by a message of that company, whose sender and subject they search for.
        [nameof(WhoWrites)] = async (services, _, of) => (await services.GetRequiredService<WhoWrites>().Read(of.Email.ItemId!.Value))?.Found.Count ?? 0,
        [nameof(AlikeMail)] = async (services, _, of) => (await services.GetRequiredService<AlikeMail>().Of(of.Email.ItemId!.Value)).Count,
    };

    [Fact]
    public void Every_user_of_the_search_has_a_case() =>
        // The index is reached by this method alone, so whoever calls it is a search.
        Assert.Empty(TypeUses.All.Where(use => use.Used == typeof(ItemSearch)).Select(use => use.User.Name).Except(Searches.Keys).Select(user => $"no case for the search in {user}"));

    public static TheoryData<string> SearchNames { get; } = [.. Searches.Keys];

    [Theory]
    [MemberData(nameof(SearchNames))]
    public async Task A_search_finds_nothing_of_another_company(string search)
    {
        foreach (var (own, other) in companies.BothWays)
        {
            foreach (var text in new[] { other.Marker, $"{WalledCompany.CommonWord} {other.Marker[..4]}" })
            {
                foreach (var (role, person) in own.People)
                {
                    Assert.True(await Found(person, text, other) == 0, $"{role} of {own.Marker} found {text}");
                }

                var counts = new List<int>();
                foreach (var (_, person) in other.People)
                {
                    counts.Add(await Found(person, text, other));
                }

                Assert.True(counts.Max() > 0, $"{search} finds {text} for nobody of its own");
            }
        }

        async Task<int> Found(Person person, string text, WalledCompany of)
        {
            var found = 0;
            await Company.As(companies.Workbench, person.Id, async services => found = await Searches[search](services, text, of));
            return found;
        }
    }

    [Fact]
    public async Task The_live_feed_tells_only_those_who_listen_for_the_client()
    {
        foreach (var (own, other) in companies.BothWays)
        {
            var feed = companies.Workbench.Services.GetRequiredService<LiveFeed>();
            var told = new TaskCompletionSource();
            var overheard = 0;
            using var theirs = feed.Subscribe(await Reach(other.Supervisor), () => Task.FromResult(told.TrySetResult()));
            using var mine = feed.Subscribe(await Reach(own.Supervisor), () => Task.FromResult(Interlocked.Increment(ref overheard)));

            await other.ReceiveOneMore();

            await Patience.Until(() => told.Task.IsCompleted);
            await Task.Delay(LiveFeed.Pace * 2);
            Assert.Equal(0, overheard);
        }

        async Task<long[]> Reach(Person person)
        {
            long[] reach = [];
            await Company.As(companies.Workbench, person.Id, services => Task.FromResult(reach = services.GetRequiredService<ClientScope>().Clients));
            return reach;
        }
    }

    [Fact]
    public async Task A_listener_outside_hears_nothing_of_another_company()
    {
        foreach (var (own, other) in companies.BothWays)
        {
            await using var mine = await KpiListener.Connect(companies.Workbench.Address, own.Key);
            await using var theirs = await KpiListener.Connect(companies.Workbench.Address, other.Key);
            var (before, beforeTheirs) = (await mine.Next(_ => true), await theirs.Next(_ => true));
            await other.ReceiveOneMore();
            var heard = await theirs.Next(f => $"{f.GetProperty("queues")}" != $"{beforeTheirs.GetProperty("queues")}");
            await Task.Delay(LiveFeed.Pace * 2);

            Assert.All([before, .. mine.Rest()], f => Assert.DoesNotContain(other.Marker, f.GetRawText(), StringComparison.OrdinalIgnoreCase));
            Assert.Contains(own.Marker, before.GetRawText(), StringComparison.OrdinalIgnoreCase);
            Assert.Contains(other.Marker, heard.GetRawText(), StringComparison.OrdinalIgnoreCase);
        }
    }

    // Built, never started: only what it maps is looked at.
    private static List<string> Endpoints(string environment)
    {
        var directory = Directory.CreateTempSubdirectory("bpo-workbench-");
        try
        {
            using var app = (IDisposable)Program.Build([$"--environment={environment}", $"--Data:Directory={directory.FullName}"]);
            return [.. ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Where(endpoint => !IsPage(endpoint) && !IsAsset(endpoint))
                .Select(endpoint => $"{string.Join(',', endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["*"])} /{endpoint.RoutePattern.RawText!.TrimStart('/')}")];
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static bool IsPage(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>() is not null;

    // Files of wwwroot and of packages, and the framework's own connection of a page, which is walked with the pages.
    private static bool IsAsset(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.StaticAssets.StaticAssetDescriptor>() is not null
        || endpoint.RoutePattern.RawText!.TrimStart('/') is var path && (path.StartsWith("_blazor", StringComparison.Ordinal) || path.StartsWith("_framework", StringComparison.Ordinal));

    private async Task<HttpClient> Caller(Person person)
    {
        var client = companies.Workbench.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", (await Company.Cookie(companies.Workbench, person)).ToString());
        return client;
    }

    private static Task<HttpResponseMessage> Get(HttpClient caller, string address) => caller.GetAsync(new Uri(address, UriKind.Relative));

    private static async Task<HttpResponseMessage> Upload(HttpClient caller, string address, string name)
    {
        using var token = await Get(caller, "/antiforgery");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative));
        using var form = new MultipartFormDataContent();
        form.Add(new StringContent("dato"), "file", $"{name}.csv");
        request.Content = form;
        request.Headers.Add("RequestVerificationToken", (await token.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
        return await caller.SendAsync(request);
    }

    private static async Task<string> Text(HttpResponseMessage answer) =>
        Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync()) + answer.Headers + answer.Content.Headers;
}

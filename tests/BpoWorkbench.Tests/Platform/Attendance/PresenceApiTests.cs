using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Settings;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Attendance;

/// <summary>What a telephone system outside can rely on that says what the agents are doing.</summary>
public sealed class PresenceApiTests : IAsyncLifetime
{
    private const string Ana = "/api/v1/agents/ana@example.com/presence";
    private readonly Dictionary<string, string> _settings = [];
    private WorkFloor _floor = null!;
    private Person _house = null!;
    private string _key = "";
    private long _ana;

    public Task InitializeAsync() => Open();

    public async Task DisposeAsync() => await _floor.DisposeAsync();

    [Fact]
    public async Task It_says_what_an_agent_does_by_key_by_the_houses_own_name_or_by_id()
    {
        await AddCode("Lactancia");
        var codes = await Read("/api/v1/presence/codes");
        var meal = codes.EnumerateArray().Single(c => c.GetProperty("key").GetString() == "meal");
        Assert.Equal((4, "Meal", false, false, false), (meal.GetProperty("id").GetInt64(), meal.GetProperty("name").GetString(),
            meal.GetProperty("paid").GetBoolean(), meal.GetProperty("productive").GetBoolean(), meal.GetProperty("receivesWork").GetBoolean()));
        var own = codes.EnumerateArray().Single(c => c.GetProperty("name").GetString() == "Lactancia");
        Assert.Equal(JsonValueKind.Null, own.GetProperty("key").ValueKind);
        var before = await Read(Ana);
        Assert.Equal(("offline", JsonValueKind.Null, false), (Code(before), before.GetProperty("since").ValueKind, before.GetProperty("online").GetBoolean()));

        foreach (var (said, is_) in new (object, string)[] { ("meal", "meal"), ("lactancia", "Lactancia"), (7, "on-a-call"), (own.GetProperty("id").GetInt64(), "Lactancia"), ("offline", "offline") })
        {
            _floor.Clock.Advance(TimeSpan.FromMinutes(1));
            var now = await Say(said);
            Assert.Equal(("ana@example.com", "Ana", is_, _floor.Now), (now.GetProperty("email").GetString(), now.GetProperty("name").GetString(), Code(now), now.GetProperty("since").GetDateTime()));
            Assert.Equal(now.GetRawText(), (await Read(Ana)).GetRawText());
        }
    }

    [Fact]
    public async Task It_reads_who_is_in_what_of_all_agents_and_of_nobody_else()
    {
        await _floor.Agent("Luis");
        await Company.Person(_floor.Workbench, "Portal", "portal@example.com", (_floor.Company.Id, Role.PortalAdministrator));
        await _floor.Sit(_ana);
        var agents = (await Read("/api/v1/agents/presence")).EnumerateArray().Select(a => (a.GetProperty("name").GetString(), Code(a), a.GetProperty("online").GetBoolean()));
        Assert.Equal([("Ana", "available", true), ("Luis", "offline", false)], agents);
        await Problem(await Ask(HttpMethod.Put, "/api/v1/agents/portal@example.com/presence", _key, new { code = "meal" }), HttpStatusCode.NotFound, "agent.unknown");
        await Problem(await Ask(HttpMethod.Get, "/api/v1/agents/marta@example.com/presence", _key), HttpStatusCode.NotFound, "agent.unknown");
    }

    [Fact]
    public async Task What_was_said_already_changes_nothing()
    {
        await _floor.Set(q => q.Push = true);
        await _floor.Sit(_ana);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Say("meal")));
        await Say("available");
        Assert.Equal([1, 4, 1], await _floor.Read(db => db.PresenceSpans.OrderBy(s => s.Id).Select(s => s.CodeId).ToListAsync()));

        // Whoever lets an offer pass is not brought back by a telephone that repeats itself.
        await _floor.Arrive(1);
        await _floor.Job<OfferWork>();
        _floor.Clock.Advance(TimeSpan.FromSeconds(31));
        await _floor.Job<OfferWork>();
        var rung = 0;
        using var bell = _floor.Workbench.Services.GetRequiredService<PersonBell>().Listen(_ana, () => Task.FromResult(rung++));
        var before = await Read(Ana);
        Assert.Equal(before.GetRawText(), (await Say("available")).GetRawText());
        Assert.Equal((true, 0), (await _floor.Read(db => db.Presences.Select(p => p.MissedOffer).SingleAsync()), rung));
    }

    [Fact]
    public async Task In_a_break_said_by_it_no_handle_time_runs_and_everyone_concerned_is_told_at_once()
    {
        var id = Assert.Single(await _floor.Arrive(1));
        await _floor.Sit(_ana);
        await _floor.Next(_ana);
        await _floor.Do<OpenItem>(_ana, open => open.Run(id));
        _floor.Clock.Advance(TimeSpan.FromMinutes(2));
        var (page, board) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var bell = _floor.Workbench.Services.GetRequiredService<PersonBell>().Listen(_ana, () => Task.FromResult(page.TrySetResult()));
        using var feed = _floor.Workbench.Services.GetRequiredService<LiveFeed>().Subscribe([_floor.Company.Id], () => Task.FromResult(board.TrySetResult()));
        await Say("break");
        await Task.WhenAll(page.Task, board.Task).WaitAsync(TimeSpan.FromSeconds(30));
        _floor.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(120_000, (await _floor.Item(id)).Events.Sum(e => e.HandleMs));
        Assert.Equal("presence.not-receiving", (await Assert.ThrowsAsync<Refusal>(() => _floor.Next(_ana))).Code);
        await _floor.FiguresAgree();
    }

    [Fact]
    public async Task Who_has_no_desk_open_is_offered_nothing_until_they_sit_down()
    {
        await _floor.Set(q => q.Push = true);
        var id = Assert.Single(await _floor.Arrive(1));
        await Say("available");
        await _floor.Job<OfferWork>();
        Assert.Equal(WorkState.Ready, (await _floor.Item(id)).State);
        Assert.Empty(await _floor.Read(db => Serving.Now(db, [_floor.Company.Id], default)));

        // What a telephone said is not taken back because no page is seen.
        _floor.Clock.Advance(TimeSpan.FromMinutes(10));
        await _floor.Job<SeeOff>();
        Assert.Equal(("available", false), (Code(await Read(Ana)), (await Read(Ana)).GetProperty("online").GetBoolean()));
        await _floor.Sit(_ana);
        await _floor.Job<OfferWork>();
        Assert.Equal(_ana, (await _floor.Item(id)).OwnerId);

        // Seen at a desk since, they are gone when they are no longer.
        _floor.Clock.Advance(TimeSpan.FromMinutes(10));
        await _floor.Job<SeeOff>();
        Assert.Equal("offline", Code(await Read(Ana)));
    }

    [Fact]
    public async Task Whoever_was_lost_is_in_what_it_says_and_keeps_nothing_longer_for_it()
    {
        var id = Assert.Single(await _floor.Arrive(1));
        await _floor.Sit(_ana);
        await _floor.Next(_ana);
        _floor.Clock.Advance(TimeSpan.FromSeconds(61));
        await _floor.Job<SeeOff>();
        Assert.Equal("offline", Code(await Read(Ana)));
        await Say("on-a-call");
        _floor.Clock.Advance(TimeSpan.FromSeconds(120));
        await _floor.Job<SeeOff>();
        await _floor.Job<EndLeases>();
        Assert.Equal(("on-a-call", WorkState.Ready), (Code(await Read(Ana)), (await _floor.Item(id)).State));

        // The page that was lost is there again.
        await _floor.Seen(_ana);
        await _floor.Do<SeeAgent>(_ana, see => see.Again());
        Assert.Equal("on-a-call", Code(await Read(Ana)));

        // Who has logged off at the telephone while lost stays so.
        _floor.Clock.Advance(TimeSpan.FromSeconds(61));
        await _floor.Job<SeeOff>();
        await Say("offline");
        await _floor.Seen(_ana);
        Assert.Equal("offline", Code(await Read(Ana)));
    }

    [Fact]
    public async Task An_unknown_agent_and_a_code_that_is_none_are_said_to_be_so()
    {
        await AddCode("Antiguo", retired: true);
        await Problem(await Ask(HttpMethod.Put, "/api/v1/agents/nobody@example.com/presence", _key, new { code = "meal" }), HttpStatusCode.NotFound, "agent.unknown");
        foreach (var (told, code) in new (object, string)[]
        {
            (new { code = "siesta" }, "presence.unknown"), (new { code = 4711 }, "presence.unknown"), (new { code = 1.5 }, "presence.unknown"), (new { code = "" }, "presence.unknown"),
            (new { code = new[] { "meal" } }, "presence.unknown"), (new { }, "presence.unknown"), (new { code = "Antiguo" }, "presence.retired"),
        })
        {
            await Problem(await Ask(HttpMethod.Put, Ana, _key, told), HttpStatusCode.BadRequest, code);
        }

        Assert.Equal("offline", Code(await Read(Ana)));
        Assert.Empty(await _floor.Read(db => db.PresenceSpans.ToListAsync()));
    }

    [Fact]
    public async Task Without_a_key_of_the_house_nothing_is_told_and_nothing_moves()
    {
        var clients = "";
        await _floor.Do<KeyRing>(_house.Id, async ring => clients = await ring.Make(_floor.Company.Id, "Pantalla", [ApiKey.Figures]));
        foreach (var (path, method) in new[] { ("/api/v1/presence/codes", HttpMethod.Get), ("/api/v1/agents/presence", HttpMethod.Get), (Ana, HttpMethod.Get), (Ana, HttpMethod.Put) })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(method, path, null, new { code = "meal" })).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(method, path, _key[..^1] + (_key[^1] == 'A' ? 'B' : 'A'), new { code = "meal" })).StatusCode);
            // A client's, also where it says that it is of the house.
            Assert.Equal(HttpStatusCode.Forbidden, (await Ask(method, path, clients, new { code = "meal" })).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(method, path, clients.Replace($"bpo_{_floor.Company.Id}_", "bpo_0_", StringComparison.Ordinal), new { code = "meal" })).StatusCode);
            // Nor does signing in open it.
            using var marta = _floor.Workbench.NewClient();
            marta.DefaultRequestHeaders.Add("Cookie", (await Company.Cookie(_floor.Workbench, _house)).ToString());
            using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(new { code = "meal" }) };
            Assert.Equal(HttpStatusCode.Unauthorized, (await marta.SendAsync(request)).StatusCode);
        }

        Assert.Empty(await _floor.Read(db => db.PresenceSpans.ToListAsync()));
        // And the house's opens no client's figures.
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => KpiListener.Connect(_floor.Workbench.Address, _key));
        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_is_cut_and_one_shown_too_often_waits()
    {
        await _floor.Do<KeyRing>(_house.Id, async ring => await ring.Revoke((await ring.Of(IClientOwned.House)).Single().Id));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Ask(HttpMethod.Put, Ana, _key, new { code = "meal" })).StatusCode);

        await _floor.DisposeAsync();
        _settings["ApiKeys:HouseUsesPerMinute"] = "2";
        await Open();
        await Say("meal");
        await Say("available");
        using var often = await Ask(HttpMethod.Put, Ana, _key, new { code = "meal" });
        Assert.Equal(HttpStatusCode.TooManyRequests, often.StatusCode);
        Assert.NotNull(often.Headers.RetryAfter);
    }

    [Fact]
    public async Task Who_keeps_house_reads_by_which_key_it_was_said()
    {
        await AddCode("Lactancia");
        await _floor.Sit(_ana);
        await Say("Lactancia");
        await _floor.Turn(_ana, "available");
        Assert.Equal([_ana, null, _ana], await _floor.Read(db => db.PresenceSpans.OrderBy(s => s.Id).Select(s => s.SetBy).ToListAsync()));

        List<ToldRow> told = [];
        await _floor.Do<ToldPresence>(_house.Id, async read => told = await read.Read());
        Assert.Equal([("Ana", "Lactancia", "Centralita", _key[^4..])], told.Select(t => (t.Person, t.Code, t.Key, t.Ending)));
        var other = await Company.Person(_floor.Workbench, "Otra", "otra@example.com", (_floor.Company.Id, Role.Administrator));
        Assert.Equal("access.denied", (await Assert.ThrowsAsync<Refusal>(() => _floor.Do<ToldPresence>(other.Id, read => read.Read()))).Code);
    }

    private async Task Open()
    {
        _floor = await WorkFloor.Open([.. _settings.Select(s => (s.Key, s.Value))]);
        _house = await Company.Person(_floor.Workbench, "Marta Ruiz", "marta@example.com", (null, Role.Administrator));
        _ana = await _floor.Agent("Ana");
        await _floor.Do<KeyRing>(_house.Id, async ring => _key = await ring.Make(IClientOwned.House, "Centralita", [ApiKey.Presence]));
    }

    private Task AddCode(string name, bool retired = false) => Company.AsSystem(_floor.Workbench, async db =>
    {
        var code = new PresenceCode(name, 200);
        code.Change(name, true, false, false, retired);
        db.PresenceCodes.Add(code);
        await db.SaveChangesAsync();
    });

    private static string? Code(JsonElement agent) => agent.GetProperty("code").GetString();

    private async Task<JsonElement> Say(object code)
    {
        using var answer = await Ask(HttpMethod.Put, Ana, _key, new { code });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> Read(string path)
    {
        using var answer = await Ask(HttpMethod.Get, path, _key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private static async Task Problem(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
        answer.Dispose();
    }

    private async Task<HttpResponseMessage> Ask(HttpMethod method, string path, string? key, object? told = null)
    {
        using var telephone = _floor.Workbench.NewClient();
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        request.Headers.Authorization = key is null ? null : new("Bearer", key);
        request.Content = method == HttpMethod.Put ? JsonContent.Create(told) : null;
        return await telephone.SendAsync(request);
    }
}

using System.Globalization;
using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Kpi;

/// <summary>What a program outside can rely on that listens to a client's figures.</summary>
public sealed class KpiHubTests : IAsyncLifetime
{
    private Workbench _workbench = null!;
    private Company _iberluz = null!;
    private Queue _bajas = null!;
    private Person _house = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start(new() { Settings = { ["ApiKeys:WrongPerMinute"] = "3", ["ApiKeys:UsesPerMinute"] = "5" } });
        _iberluz = await Company.Add(_workbench, "Iberluz", "IBER");
        _bajas = await _iberluz.Queue("Bajas");
        _house = await Company.Person(_workbench, "Marta Ruiz", "marta@example.com", (null, Role.Administrator));
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task It_is_told_at_once_how_its_client_stands_and_then_what_moves()
    {
        await Receive(2);
        await using var listener = await KpiListener.Connect(_workbench.Address, await Key());

        var first = await listener.Next(_ => true);
        Assert.Equal(("IBER", "Europe/Madrid"), (first.GetProperty("client").GetString(), first.GetProperty("timeZone").GetString()));
        Assert.Equal(DateTimeKind.Utc, first.GetProperty("at").GetDateTime().Kind);
        Assert.True(DateOnly.TryParseExact(first.GetProperty("day").GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
        var queue = first.GetProperty("queues")[0];
        Assert.Equal((_bajas.Id, "Bajas", "open"), (queue.GetProperty("id").GetInt64(), queue.GetProperty("name").GetString(), queue.GetProperty("state").GetString()));
        Assert.Equal((2, 0, 0), (queue.GetProperty("ready").GetInt64(), queue.GetProperty("claimed").GetInt64(), queue.GetProperty("waiting").GetInt64()));
        Assert.NotEqual(JsonValueKind.Null, queue.GetProperty("oldest").ValueKind);
        Assert.Equal(["received", "done", "doneInTime", "cancelled", "receivedKept", "receivedBroken", "handleMs"], queue.GetProperty("today").EnumerateObject().Select(p => p.Name));

        var items = await Receive(1);
        await listener.Next(f => Ready(f) == 3 && Today(f, "received") == 3);
        await _iberluz.Complete(items[0], "OK", _house.Id, Now);
        var done = await listener.Next(f => Today(f, "done") == 1);
        Assert.Equal((2, 1), (Ready(done), Today(done, "doneInTime")));
    }

    [Fact]
    public async Task Of_many_changes_it_hears_few_and_always_the_last()
    {
        await using var listener = await KpiListener.Connect(_workbench.Address, await Key());
        for (var n = 0; n < 40; n++)
        {
            await Receive(1);
        }

        await listener.Next(f => Ready(f) == 40);
        await Receive(1);
        await listener.Next(f => Ready(f) == 41);
    }

    [Fact]
    public async Task It_hears_of_no_queue_that_its_client_does_not_see()
    {
        var inside = await _iberluz.Queue("Interna", seen: false);
        await using var listener = await KpiListener.Connect(_workbench.Address, await Key());
        await _iberluz.Receive(inside, Now, ("I1", "Interna", []));
        await Receive(1);

        var figures = await listener.Next(f => Ready(f) == 1);
        Assert.Equal([_bajas.Id], figures.GetProperty("queues").EnumerateArray().Select(q => q.GetProperty("id").GetInt64()));
    }

    [Fact]
    public async Task A_revoked_key_is_cut_off_at_once_and_opens_no_more()
    {
        var (revoked, other) = (await Key("Pantalla"), await Key("Almacén"));
        await using var cut = await KpiListener.Connect(_workbench.Address, revoked);
        await using var kept = await KpiListener.Connect(_workbench.Address, other);
        await cut.Next(_ => true);
        await kept.Next(_ => true);

        await Company.As(_workbench, _house.Id, async services =>
        {
            var ring = services.GetRequiredService<KeyRing>();
            await ring.Revoke((await ring.Of(_iberluz.Id)).Single(k => k.Name == "Pantalla").Id);
        });

        await cut.Cut.WaitAsync(TimeSpan.FromSeconds(30));
        await Refused(revoked, HttpStatusCode.Unauthorized);
        await Receive(1);
        await kept.Next(f => Ready(f) == 1);
        Assert.False(kept.Cut.IsCompleted);
        Assert.Empty(cut.Rest());
    }

    [Fact]
    public async Task Nobody_listens_without_a_key_of_their_own()
    {
        var key = await Key();
        await Refused(null, HttpStatusCode.Unauthorized);
        await Refused(key[..^1] + (key[^1] == 'A' ? 'B' : 'A'), HttpStatusCode.Unauthorized);
        // The secret of one client is none at another.
        var telcom = await Company.Add(_workbench, "Telcom", "TELC");
        await Refused(key.Replace($"bpo_{_iberluz.Id}_", $"bpo_{telcom.Id}_", StringComparison.Ordinal), HttpStatusCode.Unauthorized);
        // Nor does signing in open it.
        using var marta = _workbench.NewClient();
        marta.DefaultRequestHeaders.Add("Cookie", (await Company.Cookie(_workbench, _house)).ToString());
        using var answer = await marta.PostAsync(new Uri("/hubs/kpi/negotiate?negotiateVersion=1", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        await using var listener = await KpiListener.Connect(_workbench.Address, key);
    }

    [Fact]
    public async Task Who_tries_too_many_keys_is_not_listened_to_for_a_while()
    {
        for (var n = 0; n < 3; n++)
        {
            await Refused($"bpo_{_iberluz.Id}_guess{n}", HttpStatusCode.Unauthorized);
        }

        await Refused($"bpo_{_iberluz.Id}_guess", HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task A_key_that_is_shown_too_often_waits()
    {
        var key = await Key();
        for (var n = 0; n < 5; n++)
        {
            await using var listener = await KpiListener.Connect(_workbench.Address, key);
        }

        await Refused(key, HttpStatusCode.TooManyRequests);
        await using var other = await KpiListener.Connect(_workbench.Address, await Key("Otra"));
    }

    [Fact]
    public async Task A_key_opens_only_so_many_connections_at_once()
    {
        await using var workbench = await Workbench.Start(new() { Settings = { ["ApiKeys:OpenPerKey"] = "2", ["ApiKeys:UsesPerMinute"] = "100000" } });
        var company = await Company.Add(workbench, "Iberluz", "IBER");
        var marta = await Company.Person(workbench, "Marta", "marta@example.com", (null, Role.Administrator));
        var (key, text) = ApiKey.Make(company.Id, "Pantalla", [ApiKey.Figures], marta.Id, Now);
        await company.Write(db => Task.FromResult(db.ApiKeys.Add(key)));
        var first = await KpiListener.Connect(workbench.Address, text);
        await using var second = await KpiListener.Connect(workbench.Address, text);
        await using var third = await KpiListener.Connect(workbench.Address, text);
        await third.Cut.WaitAsync(TimeSpan.FromSeconds(30));
        await second.Next(_ => true);

        // Who goes makes room, once the server has noticed.
        await first.DisposeAsync();
        for (var heard = false; !heard;)
        {
            await using var next = await KpiListener.Connect(workbench.Address, text);
            heard = await Task.WhenAny(next.Next(_ => true), next.Cut) != next.Cut;
        }
    }

    private DateTime Now => _workbench.Services.GetRequiredService<TimeProvider>().Now();

    private static long Ready(JsonElement figures) => figures.GetProperty("queues")[0].GetProperty("ready").GetInt64();

    private static long Today(JsonElement figures, string what) => figures.GetProperty("queues")[0].GetProperty("today").GetProperty(what).GetInt64();

    private Task<List<long>> Receive(int items) => _iberluz.Receive(_bajas, Now, Enumerable.Range(0, items).Select(_ => ($"{Guid.NewGuid():N}", "Baja", new Dictionary<string, string>())));

    private async Task<string> Key(string name = "Pantalla")
    {
        var key = "";
        await Company.As(_workbench, _house.Id, async services => key = await services.GetRequiredService<KeyRing>().Make(_iberluz.Id, name, [ApiKey.Figures]));
        return key;
    }

    private async Task Refused(string? key, HttpStatusCode status)
    {
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => KpiListener.Connect(_workbench.Address, key));
        Assert.Contains(((int)status).ToString(CultureInfo.InvariantCulture), refused.Message, StringComparison.Ordinal);
    }
}

using System.Diagnostics;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Platform.Kpi;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// How long it takes until everyone who listens knows of a change: 500 listeners at the hub, from its commit and each time after quiet,
/// beside as many at a bare hub that sends them the same without reading anything; and 20 wallboards open in a real browser, from
/// pressing Next.
/// Usage: push [--database Sqlite|Postgres] [--listeners 500] [--pages 20] [--rounds 20]
/// </summary>
internal static class PushVerb
{
    private const int Backlog = 10_000;
    private static readonly TimeSpan Quiet = LiveFeed.Pace * 3;

    public static async Task<Measured> Run(string[] args)
    {
        var options = new Options(args);
        var measured = new Measured();
        foreach (var database in options.Databases)
        {
            await using var floor = await Floor.Start(database, settings: ["--ApiKeys:UsesPerMinute=1000000", "--ApiKeys:OpenPerKey=1000000"]);
            await floor.Queue("Gestiones", [], Backlog);
            await using var agent = await floor.Desk(floor.Agent);
            var name = database == Database.Sqlite ? "sqlite" : "postgres";
            await Listeners(floor, agent, name, options.Number("--listeners", 500), options.Number("--rounds", 20), measured);
            await Pages(floor, agent, name, options.Number("--pages", 20), options.Number("--rounds", 20), measured);
        }

        return measured;
    }

    private static async Task Listeners(Floor floor, Desk agent, string name, int count, int rounds, Measured measured)
    {
        await using var administrator = await floor.Desk(await floor.NewPerson("Ada", Role.Administrator, floor.Client));
        var key = await administrator.Get<KeyRing>().Make(floor.Client, "Medida", [ApiKey.Figures]);
        await using var bare = await BareHub.Start();
        var ours = await Connect(floor.Address, key, "/hubs/kpi", count);
        var theirs = await Connect(bare.Address, null, "/bare", count);
        KpiFigures? same = null;
        await floor.Services.GetRequiredService<ScopedWork>().AsClient(floor.Client, async services => same = await services.GetRequiredService<KpiBoard>().Read(floor.Client));

        Times told = new(), barely = new();
        for (var round = 0; round < rounds + 2; round++)
        {
            // The first ones compile.
            await First(ours, moved => Changed(floor, agent, moved), round < 2 ? new() : told);
            await First(theirs, moved =>
            {
                moved();
                return bare.Send(same!);
            }, round < 2 ? new() : barely);
        }

        foreach (var listener in ours.Concat(theirs))
        {
            await listener.DisposeAsync();
        }

        measured.Add($"{name}_listeners", count);
        measured.Add($"{name}_hub_p50_ms", told.Median, "ms");
        measured.Add($"{name}_hub_p99_ms", told.At(0.99), "ms");
        measured.Add($"{name}_bare_p50_ms", barely.Median, "ms");
        measured.Add($"{name}_bare_p99_ms", barely.At(0.99), "ms");
        measured.AtMost($"{name}_hub_to_bare_p99", told.At(0.99) / barely.At(0.99), 2);
    }

    private static async Task<List<KpiListener>> Connect(Uri address, string? key, string hub, int count)
    {
        List<KpiListener> listeners = [];
        for (var i = 0; i < count; i++)
        {
            listeners.Add(await KpiListener.Connect(address, key, hub));
        }

        return listeners;
    }

    // From the change to each listener's hearing of it; what they heard before is forgotten.
    private static async Task First(List<KpiListener> listeners, Func<Action, Task> change, Times times)
    {
        await Task.Delay(Quiet);
        listeners.ForEach(l => l.Rest());
        var clock = new Stopwatch();
        var hearing = listeners.ConvertAll(async listener =>
        {
            await listener.Next();
            return clock.Elapsed.TotalMilliseconds;
        });
        await change(clock.Start);
        foreach (var after in await Task.WhenAll(hearing))
        {
            times.Add(after);
        }
    }

    // The change is there once it is committed; the claim itself is another verb's.
    private static async Task Changed(Floor floor, Desk agent, Action moved)
    {
        var feed = floor.Services.GetRequiredService<LiveFeed>();
        EventHandler<long> heard = (_, _) => moved();
        feed.ChangedHere += heard;
        await agent.Next();
        feed.ChangedHere -= heard;
    }

    private static async Task Pages(Floor floor, Desk agent, string name, int count, int rounds, Measured measured)
    {
        var supervisor = await floor.NewPerson("Marta", Role.Supervisor, floor.Client);
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? new[] { "/usr/bin/chromium-headless-shell", "/usr/bin/chromium" }.First(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        var context = await browser.NewContextAsync();
        var (cookie, value) = await floor.Cookie(supervisor);
        await context.AddCookiesAsync([new() { Name = cookie, Value = value, Url = floor.Address.ToString() }]);
        List<IPage> pages = [];
        for (var i = 0; i < count; i++)
        {
            var page = await context.NewPageAsync();
            await page.GotoAsync(new Uri(floor.Address, "/wallboard").ToString());
            await page.Locator(Figure).First.WaitForAsync(new() { Timeout = 120_000 });
            await page.EvaluateAsync(Watch, Figure);
            pages.Add(page);
        }

        Times shown = new();
        for (var round = 0; round < rounds; round++)
        {
            await Task.Delay(Quiet);
            var before = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            await agent.Next();
            foreach (var page in pages)
            {
                var at = await (await page.WaitForFunctionAsync("since => window.shown.find(at => at >= since)", before, new() { Timeout = 120_000 })).JsonValueAsync<double>();
                shown.Add(at - before);
            }
        }

        measured.Add($"{name}_pages", count);
        measured.Add($"{name}_pages_p50_ms", shown.Median, "ms");
        measured.AtMost($"{name}_pages_longest_ms", shown.At(1), 1_000, "ms");
    }

    // How many are in hand: it changes by claims alone, never by time.
    private const string Figure = "a.board-figure[href*='state=claimed']";

    private const string Watch = """
        selector => {
          const read = () => [...document.querySelectorAll(selector)].map(figure => figure.textContent.trim()).join();
          let last = read();
          window.shown = [];
          new MutationObserver(() => { if (read() !== last) { last = read(); window.shown.push(Date.now()); } })
            .observe(document.body, { subtree: true, childList: true, characterData: true });
        }
        """;

    /// <summary>A hub that knows nothing and sends what it is given.</summary>
    private sealed class BareHub(WebApplication app) : IAsyncDisposable
    {
        public Uri Address => new(app.Urls.Single());

        public static async Task<BareHub> Start()
        {
            var builder = WebApplication.CreateBuilder(["--urls=http://127.0.0.1:0"]);
            builder.Logging.ClearProviders();
            builder.Services.AddSignalR();
            var app = builder.Build();
            app.MapHub<Empty>("/bare");
            await app.StartAsync();
            return new BareHub(app);
        }

        public Task Send(KpiFigures figures) => app.Services.GetRequiredService<IHubContext<Empty>>().Clients.All.SendAsync(KpiHub.Figures, figures);

        public ValueTask DisposeAsync() => app.DisposeAsync();

        private sealed class Empty : Hub;
    }
}

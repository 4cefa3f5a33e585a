using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Support;

/// <summary>One Chromium for the whole run; the tests that use it take turns.</summary>
[CollectionDefinition(nameof(Chromium))]
public sealed class Chromium : ICollectionFixture<Chromium>, IAsyncLifetime
{
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Debian's Chromium; another one is named by the variable CHROMIUM.</summary>
    // The headless shell draws pages and nothing around them: several times faster than the whole browser.
    private static readonly string[] Known = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static string Executable => Environment.GetEnvironmentVariable("CHROMIUM") ?? Known.FirstOrDefault(File.Exists) ?? Known[0];

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        // A busy machine is no failure: how long a thing may take is measured where it matters, not by patience running out.
        Assertions.SetDefaultExpectTimeout(60_000);
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Executable, Args = Switches });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    internal async Task<IPage> NewPage(Uri address, Screen screen)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = address.ToString(),
            Locale = screen.Language,
            TimezoneId = screen.Zone,
            ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ViewportSize = new() { Width = screen.Width, Height = screen.Height },
            IsMobile = screen.Touch,
            HasTouch = screen.Touch,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }
}

/// <summary>What a person looks at the workbench with.</summary>
public sealed record Screen
{
    public static readonly Screen Laptop = new();
    public static readonly Screen Large = new() { Width = 1920, Height = 1080 };
    public static readonly Screen Phone = new() { Width = 390, Height = 844, Touch = true };

    public int Width { get; init; } = 1366;

    public int Height { get; init; } = 768;

    public bool Touch { get; init; }

    public bool Dark { get; init; }

    public string Language { get; init; } = "es-ES";

    public string Zone { get; init; } = "Europe/Madrid";
}

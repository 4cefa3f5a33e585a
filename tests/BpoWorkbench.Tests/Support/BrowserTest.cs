using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using BpoWorkbench.Shared;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Support;

/// <summary>
/// A test at real pages. At its end no page may have logged an error, and the last picture of each lies in the folder "pictures"
/// beside the test assembly.
/// </summary>
[Collection(nameof(Chromium))]
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    private static readonly string Pictures = Path.Combine(AppContext.BaseDirectory, "pictures");

    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly ConcurrentQueue<string> _errors = new();
    private readonly List<(IPage Page, string Name)> _pages = [];
    private readonly List<Workbench> _workbenches = [];

    /// <summary>Parts of the errors that this test brings about on purpose (a refused sign-in is a 401 to the browser).</summary>
    protected IList<string> ExpectedErrors { get; } = [];

    public virtual Task InitializeAsync() => Task.CompletedTask;

    public virtual async Task DisposeAsync()
    {
        // What a page failed by, and what the browser said of it.
        var failures = _workbenches.SelectMany(workbench => workbench.Log).Where(line => line.StartsWith($"Error {typeof(Failures).FullName}", StringComparison.Ordinal));
        var unexpected = failures.Concat(_errors).Where(error => !ExpectedErrors.Any(part => error.Contains(part, StringComparison.Ordinal))).ToList();
        foreach (var (page, name) in _pages)
        {
            if (!page.IsClosed)
            {
                await Picture(page, name);
            }

            await page.Context.CloseAsync();
        }

        // The last first: it may stand on the data of an earlier one.
        foreach (var workbench in Enumerable.Reverse(_workbenches))
        {
            await workbench.DisposeAsync();
        }

        Assert.True(unexpected.Count == 0, "Pages failed or logged errors:\n" + string.Join('\n', unexpected));
    }

    /// <summary>A workbench that outlives the pages of this test, so that none of them sees it stop.</summary>
    protected async Task<Workbench> StartWorkbench(WorkbenchSetup? setup = null)
    {
        var workbench = await Workbench.Start(setup);
        _workbenches.Add(workbench);
        return workbench;
    }

    /// <summary>A page for one more person (cookies of their own), open and ready to use.</summary>
    protected async Task<IPage> Open(Uri address, Screen? screen = null, [CallerMemberName] string test = "")
    {
        var page = await New(address, screen ?? Screen.Laptop, test);
        await page.Visit(address.PathAndQuery);
        return page;
    }

    /// <summary>A page for someone who has signed in, open at a path and ready to use.</summary>
    protected async Task<IPage> OpenAs(Workbench workbench, string email, string path, Screen? screen = null, [CallerMemberName] string test = "")
    {
        var page = await New(new Uri(workbench.Address, path), screen ?? Screen.Laptop, test);
        var cookie = await Company.Cookie(workbench, await Company.PersonAt(workbench, email));
        await page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = workbench.Address.ToString() }]);
        await page.Visit(path);
        return page;
    }

    private async Task<IPage> New(Uri address, Screen screen, string test)
    {
        var page = await chromium.NewPage(new Uri(address, "/"), screen);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                _errors.Enqueue($"{page.Url}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => _errors.Enqueue($"{page.Url}: {error}");
        _pages.Add((page, $"{GetType().Name}.{test}.{_pages.Count + 1}{address.AbsolutePath.TrimEnd('/').Replace('/', '-')}{(screen.Dark ? ".dark" : "")}"));
        return page;
    }

    /// <summary>Fails when axe finds anything serious or critical on the page as it is now, in light and in dark.</summary>
    protected static async Task AssertAccessible(IPage page)
    {
        // By its script, within the page: the wrapper around it opens another page for each run, and brings all that passes.
        await page.EvaluateAsync(Axe);
        await AssertNothingSerious(page, "");
        var dark = await page.EvaluateAsync<bool>("matchMedia('(prefers-color-scheme: dark)').matches");
        // In the other light a page is the same but for its colours.
        await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Light : ColorScheme.Dark });
        await AssertNothingSerious(page, " in the other light", "color-contrast", "link-in-text-block");
        await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
    }

    /// <param name="rules">All there are where none is named.</param>
    private static async Task AssertNothingSerious(IPage page, string where, params string[] rules)
    {
        // The other light has a style sheet of its own, with its own icons: until their font is there, axe reads their names as text.
        await page.EvaluateAsync("() => document.body.offsetWidth && document.fonts.ready.then(() => true)");
        var serious = await page.EvaluateAsync<string[]>("""
            async rules => (await axe.run(document, { resultTypes: ["violations"], ...(rules.length > 0 && { runOnly: rules }) })).violations
                .filter(violation => violation.impact === "serious" || violation.impact === "critical")
                .flatMap(violation => violation.nodes.map(node => `${violation.id}: ${violation.help}: ${node.html}`))
            """, rules);
        Assert.True(serious.Length == 0, $"Not accessible at {page.Url}{where}:\n" + string.Join('\n', serious));
    }

    /// <summary>Saves what the page shows now; returns the path of the PNG.</summary>
    protected static async Task<string> Picture(IPage page, string name)
    {
        var path = Path.Combine(Pictures, $"{name}.png");
        await page.ScreenshotAsync(new() { Path = path });
        return path;
    }
}

public static class PageExtensions
{
    /// <summary>Goes to a path and waits until it can be used.</summary>
    public static async Task Visit(this IPage page, string path)
    {
        await page.GotoAsync(path);
        await page.WaitForBlazor();
    }

    /// <summary>Waits until the page can be used: nothing is prerendered, so a layout that is there is live; and its keys are heard.</summary>
    public static Task WaitForBlazor(this IPage page) => page.Locator(".frame:has([data-keys]) > main, main:not(.frame > main)").First.WaitForAsync();
}

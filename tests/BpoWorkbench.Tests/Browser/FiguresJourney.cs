using BpoWorkbench.Tests.Features.Wallboard;
using BpoWorkbench.Tests.Support;
using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Browser;

/// <summary>The figures in front of a supervisor.</summary>
public sealed class FiguresJourney(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(false, "es-ES", 1366)]
    [InlineData(true, "en-GB", 1366)]
    public async Task Figures_fit_the_screen_say_how_they_are_reckoned_and_open_their_items(bool dark, string language, int width)
    {
        var workbench = await StartWorkbench(BusyFloor.Setup);
        await BusyFloor.Open(workbench);
        var page = await OpenAs(workbench, "supervisora@example.com", FormattableString.Invariant($"/figures?by=queue&period=free&from={TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-8):yyyy-MM-dd}&to={TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1):yyyy-MM-dd}"), new Screen { Width = width, Height = width * 9 / 16, Dark = dark, Language = language });
        await page.Locator(".figures tbody tr").First.WaitForAsync();
        Assert.True(await page.Locator("main").EvaluateAsync<bool>("main => main.scrollWidth <= main.clientWidth"), "The table is wider than the screen.");
        await AssertAccessible(page);
        await Picture(page, $"Figures.{language}");

        // By keyboard: what is behind the name of a figure, and beside the figure itself.
        await page.Locator(".figures .how").First.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#how-received")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#how-received")).ToBeHiddenAsync();
        var received = page.Locator(".figures tfoot a.tip").First;
        Assert.Contains(language == "es-ES" ? "Una semana antes" : "A week before", await received.GetAttributeAsync("data-tip"), StringComparison.Ordinal);
        await Assertions.Expect(page.Locator(".figures tfoot span.tip").First).ToHaveAttributeAsync("tabindex", "0");

        var said = await received.InnerTextAsync();
        await received.ClickAsync();
        await Assertions.Expect(page.Locator(".pager .figure").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex($"(de|of) {said}$"));
        await page.GoBackAsync();
        await page.Locator(".filters select").First.SelectOptionAsync("days");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("period=days"));
        await page.Locator(".filters select").Nth(1).SelectOptionAsync("quarter");
        // Until the quarters are read the lines of before stay, dimmed.
        await Assertions.Expect(page.Locator(".figures tbody th").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"^\d\d:\d\d$"));
        await Assertions.Expect(page.Locator(".loaded.stale")).ToHaveCountAsync(0);
        await AssertAccessible(page);
        await Picture(page, $"Figures.quarter.{language}");

        // Only what one agent did: what arrived is nobody's.
        await page.Locator(".filters select").First.SelectOptionAsync("free");
        await page.GetByRole(AriaRole.Combobox, new() { Name = language == "es-ES" ? "Equipo" : "Team", Exact = true }).SelectOptionAsync("Turno de mañana");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("by=quarter.*team="));
        var agent = page.GetByRole(AriaRole.Combobox, new() { Name = language == "es-ES" ? "Agente" : "Agent", Exact = true });
        await Assertions.Expect(agent.Locator("option")).ToHaveCountAsync(5);
        await agent.SelectOptionAsync("Bruno Casas");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("team=.*person="));
        await Assertions.Expect(page.Locator(".figures tfoot td").First).ToHaveTextAsync("–");
        await Assertions.Expect(page.Locator(".loaded.stale")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("main .menu a[download]").First).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("by=quarter.*team=.*person="));
        await AssertAccessible(page);
        await Picture(page, $"Figures.agent.{language}");
        var done = page.Locator(".figures tfoot a.tip").First;
        var count = await done.InnerTextAsync();
        await done.ClickAsync();
        await Assertions.Expect(page.Locator(".pager .figure").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex($"(de|of) {count}$"));
    }
}

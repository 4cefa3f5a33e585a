using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Browser;

/// <summary>The frame around every page, on the page that shows all shared components.</summary>
public sealed class ShellJourney(Chromium chromium) : BrowserTest(chromium)
{
    private const string Look = "/about/look";

    [Fact]
    public async Task Every_shared_component_is_accessible()
    {
        var workbench = await Show();
        foreach (var screen in new[] { Screen.Laptop, Screen.Phone })
        {
            var page = await Open(workbench.On("agent"), screen);
            await page.Visit(Look);
            await page.Locator(".load-error").WaitForAsync();
            await AssertAccessible(page);
        }
    }

    [Fact]
    public async Task The_language_chosen_reaches_the_circuit_and_stays()
    {
        var workbench = await Show();
        var page = await Open(workbench.On("agent"), Screen.Laptop with { Language = "en-GB" });
        await page.Visit(Look);
        await Assertions.Expect(page.Locator(".due.overdue").First).ToHaveTextAsync("overdue by 3 h");
        await page.GetByRole(AriaRole.Link, new() { Name = "ES: Español" }).ClickAsync();
        await Assertions.Expect(page.Locator(".due.overdue").First).ToHaveTextAsync("vencida hace 3 h");
        await page.GetByRole(AriaRole.Link, new() { Name = "EN: English" }).ClickAsync();
        await Assertions.Expect(page.Locator(".due.overdue").First).ToHaveTextAsync("overdue by 3 h");
        await Assertions.Expect(page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        Assert.EndsWith(Look, page.Url, StringComparison.Ordinal);

        // What the circuit does later is in that language too.
        await page.WaitForBlazor();
        await page.Keyboard.PressAsync("?");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("This list");
        await Assertions.Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Go to “Search”");
    }

    [Fact]
    public async Task Keys_act_outside_fields_only_and_can_be_switched_off()
    {
        var workbench = await Show();
        var page = await Open(workbench.On("agent"));
        await page.Visit(Look);
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Assertions.Expect(page.Locator(".load-error")).ToBeVisibleAsync();

        await page.Locator(".field input").First.PressSequentiallyAsync("cc?");
        await Assertions.Expect(page.Locator(".field input").First).ToHaveValueAsync("cc?");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);

        await page.Locator("h1").FocusAsync();
        await page.Keyboard.PressAsync("?");
        await dialog.GetByRole(AriaRole.Checkbox).UncheckAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.PressAsync("?");
        await Task.Delay(300);
        await Assertions.Expect(dialog).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_page_that_fails_says_its_reference_and_can_be_retried()
    {
        var workbench = await Show();
        var page = await Open(workbench.On("agent"));
        await page.Visit(Look);
        await page.GetByRole(AriaRole.Button, new() { Name = "Break this page" }).ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToHaveCountAsync(0);
        var reference = System.Text.RegularExpressions.Regex.Match(await page.Locator(".load-error").InnerTextAsync(), "[2-9A-Z]{6}").Value;
        Assert.Contains(workbench.Log, line => line.Contains(reference, StringComparison.Ordinal));
        await page.Locator(".load-error button").ClickAsync();
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Whoever_signed_in_sees_their_menu_and_signs_out_from_it()
    {
        var workbench = await StartWorkbench();
        var code = workbench.Log.Select(line => System.Text.RegularExpressions.Regex.Match(line, "code: ([2-9A-Z-]{14})").Groups[1].Value).First(found => found.Length > 0);
        // An administrator starts at the people, a page of another feature.
        ExpectedErrors.Add("/people: ");
        var page = await Open(workbench.Address);
        await page.Locator("[name='Form.Code']").FillAsync(code);
        await page.Locator("[name='Form.Name']").FillAsync("Inés Ferrer");
        await page.Locator("[name='Form.Email']").FillAsync("ines@example.com");
        await page.Locator("[name='Form.Password']").FillAsync("a long enough one");
        await page.Locator("form button").Last.ClickAsync();

        await Assertions.Expect(page.Locator("nav.nav a.active, nav.nav li a").First).ToBeVisibleAsync();
        await page.Locator(".top details.menu summary").ClickAsync();
        await AssertAccessible(page);
        await Picture(page, "ShellJourney.menu");
        // The answer that takes the cookie is slow: the page must wait for it, though the server has signed it out by then.
        var during = "";
        await page.RouteAsync("**/account/sign-out", async route =>
        {
            var answer = await route.FetchAsync(new() { MaxRedirects = 0 });
            await Task.Delay(1000);
            during = page.Url;
            await route.FulfillAsync(new() { Response = answer });
        });
        await page.Locator("form[data-antiforgery] button").ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/account/"));
        Assert.EndsWith("/people", during, StringComparison.Ordinal);
        await page.GotoAsync("/clients");
        Assert.Contains("/account/sign-in", page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_theme_is_kept_without_a_flash_of_the_other()
    {
        var workbench = await Show();
        var page = await Open(workbench.On("agent"));
        await page.Visit(Look);
        await page.Locator("[data-preference=theme]").ClickAsync();
        await page.ReloadAsync();
        Assert.Equal("dark", await page.Locator("html").GetAttributeAsync("data-theme"));
        Assert.Equal("rgb(20, 21, 23)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }

    [Fact]
    public async Task A_column_is_as_wide_as_its_reader_made_it_until_they_take_it_back()
    {
        var workbench = await Show();
        var page = await Open(workbench.On("agent"));
        await page.Visit(Look);
        var head = page.Locator("th", new() { HasText = "Customer" });
        var usual = await Width(head);

        var edge = page.GetByRole(AriaRole.Separator, new() { Name = "Ancho de Customer" });
        await edge.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.Keyboard.PressAsync("ArrowLeft");
        var narrow = await Width(head);
        Assert.Equal(usual - 32, narrow, 1.0);
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Separator, new() { Name = "Ancho de Client", Exact = true })).ToBeFocusedAsync();
        await AssertAccessible(page);

        await page.ReloadAsync();
        await page.WaitForBlazor();
        await Assertions.Expect(edge).ToBeAttachedAsync();
        Assert.Equal(narrow, await Width(head), 1.0);

        await edge.ScrollIntoViewIfNeededAsync();
        var box = (await edge.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 4, box.Y + 4);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X - 46, box.Y + 4);
        await page.Mouse.UpAsync();
        Assert.Equal(narrow - 50, await Width(head), 1.0);
        await edge.PressAsync("Delete");
        Assert.Equal(usual, await Width(head), 1.0);

        static async Task<double> Width(ILocator head) => (await head.BoundingBoxAsync())!.Width;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_file_is_sent_with_its_token_and_answered_however_soon_it_is_chosen(bool soon)
    {
        var workbench = await Show();
        var page = await Open(workbench.On("agent"));
        var chosen = new TaskCompletionSource();
        if (soon)
        {
            await page.RouteAsync("**/upload*.js", async route =>
            {
                await chosen.Task;
                await route.ContinueAsync();
            });
        }

        await page.Visit(Look);
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "caf\u00e9.csv", MimeType = "text/csv", Buffer = "a;b"u8.ToArray() });
        chosen.SetResult();
        await Assertions.Expect(page.Locator("textarea")).ToHaveValueAsync("{\"fileName\":\"caf\u00e9.csv\",\"length\":3}");
    }

    // The page of all components is there for development only; set up, and without the demonstration that would be seeded first.
    private async Task<Workbench> Show()
    {
        // The page of shared components shows what failing looks like.
        ExpectedErrors.Add("On purpose");
        var workbench = await StartWorkbench(new() { Environment = "Development", Settings = { ["Demonstration:Enabled"] = "false" } });
        await Company.Person(workbench, "Julia", "julia@example.com", (null, Role.Administrator));
        return workbench;
    }
}

using System.Globalization;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Features.Wallboard;
using BpoWorkbench.Tests.Support;
using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Browser;

/// <summary>The wallboard in front of a supervisor, and on the wall.</summary>
public sealed class WallboardJourney(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_completion_elsewhere_moves_the_board_by_itself()
    {
        var workbench = await StartWorkbench(BusyFloor.Setup);
        var floor = await BusyFloor.Open(workbench);
        var page = await OpenAs(workbench, "supervisora@example.com", "/wallboard");
        var total = page.Locator(".board .total .board-figure");
        var done = total.Nth(5);
        var opening = await Patience.Timed(async () =>
        {
            await page.Visit("/wallboard");
            await done.WaitForAsync();
        });
        var before = int.Parse(await done.InnerTextAsync(), CultureInfo.InvariantCulture);

        await floor.Finish(floor.InHand[0]);

        await Patience.ByItself(() => Assertions.Expect(done).ToHaveTextAsync((before + 1).ToString(CultureInfo.InvariantCulture)), opening);
        await Assertions.Expect(done.Locator("span")).ToHaveClassAsync("pulse");
    }

    [Fact]
    public async Task Every_figure_opens_as_many_items_as_it_says()
    {
        var workbench = await StartWorkbench(BusyFloor.Setup);
        await BusyFloor.Open(workbench);
        var page = await OpenAs(workbench, "supervisora@example.com", "/wallboard");
        await page.Locator(".agents .board-figure").First.WaitForAsync();
        var figures = page.Locator(".board .board-figure, .agents .board-figure");
        var told = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var figure in await figures.AllAsync())
        {
            // Of a share, a forecast and an age the list is not as long as the figure says.
            if (await figure.GetAttributeAsync("href") is { } href && !href.Contains("due=", StringComparison.Ordinal) && long.TryParse(await figure.InnerTextAsync(), CultureInfo.InvariantCulture, out _))
            {
                told[href] = await figure.InnerTextAsync();
            }
        }

        Assert.True(told.Count > 30, $"{told.Count} figures");
        foreach (var (href, count) in told.Where((_, i) => i % 3 == 0))
        {
            await page.Visit(href);
            if (count == "0")
            {
                await Assertions.Expect(page.Locator(".empty")).ToBeVisibleAsync();
            }
            else
            {
                await Assertions.Expect(page.Locator(".pager .figure").First).ToHaveTextAsync(new System.Text.RegularExpressions.Regex($"de {count}$"));
            }
        }
    }

    [Theory]
    [InlineData(false, "es-ES", 1366)]
    [InlineData(true, "en-GB", 1920)]
    public async Task The_board_and_its_list_are_accessible(bool dark, string language, int width)
    {
        var workbench = await StartWorkbench(BusyFloor.Setup);
        await BusyFloor.Open(workbench);
        var page = await OpenAs(workbench, "supervisora@example.com", "/wallboard", new Screen { Width = width, Height = width * 9 / 16, Dark = dark, Language = language });
        await page.Locator(".agents .board-figure").First.WaitForAsync();
        await AssertAccessible(page);
        await Picture(page, $"Wallboard.{language}");
        await page.Visit("/items");
        await page.Locator(".grid tbody tr").First.WaitForAsync();
        await AssertAccessible(page);
        await Picture(page, $"Items.{language}");
    }

    [Fact]
    public async Task On_the_wall_it_turns_its_views_and_turns_grey_when_the_server_is_gone()
    {
        ExpectedErrors.Add("");
        var workbench = await Workbench.Start(BusyFloor.Setup);
        await BusyFloor.Open(workbench);
        var page = await OpenAs(workbench, "supervisora@example.com", "/wallboard/tv?seconds=3", Screen.Large);
        var shown = page.Locator("[data-view][data-on]");
        await Assertions.Expect(shown.Locator(".total")).ToBeVisibleAsync();
        await Picture(page, "Tv.clients");
        await AssertAccessible(page);
        await Assertions.Expect(shown.Locator(".day-chart")).ToBeVisibleAsync();
        await Picture(page, "Tv.chart");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(shown.Locator(".agents")).ToBeVisibleAsync();
        await Picture(page, "Tv.agents");
        await Assertions.Expect(page.Locator(".tv")).Not.ToHaveAttributeAsync("data-lost", "");

        await workbench.DisposeAsync();

        await Assertions.Expect(page.Locator(".tv")).ToHaveAttributeAsync("data-lost", "");
        await Assertions.Expect(page.Locator("[data-heard]")).ToContainTextAsync("Sin conexión desde las");
        await Picture(page, "Tv.lost");
    }

    [Fact]
    public async Task A_centre_without_clients_says_what_will_be_here()
    {
        var workbench = await StartWorkbench(BusyFloor.Setup);
        var administrator = await Company.Person(workbench, "Inés Ferrer", "ines@example.com");
        await Company.AsSystem(workbench, async db =>
        {
            db.Grants.Add(new Grant(administrator.Id, null, Role.Administrator));
            await db.SaveChangesAsync();
        });
        var page = await OpenAs(workbench, "ines@example.com", "/wallboard");
        await Assertions.Expect(page.Locator(".empty a[href='/clients/new']")).ToBeVisibleAsync();
        await AssertAccessible(page);
        await Picture(page, "Wallboard.none");

        // With the first client there is a board.
        await (await Company.Add(workbench, "Iberluz", "IBL")).Queue("Altas");
        await page.Visit("/wallboard/tv");
        await Assertions.Expect(page.Locator("[data-view][data-on] .client-line .name")).ToHaveTextAsync("Iberluz");
        await Picture(page, "Tv.one");
    }

    [Fact]
    public async Task Twelve_clients_with_eight_queues_fold_at_the_desk_and_are_dealt_over_screens_on_the_wall()
    {
        var workbench = await StartWorkbench(BusyFloor.Setup);
        List<long> clients = [];
        for (var c = 1; c <= 12; c++)
        {
            var company = await Company.Add(workbench, $"Empresa {c:00}", $"E{c}");
            clients.Add(company.Id);
            for (var q = 1; q <= 8; q++)
            {
                await company.Queue($"Cola {c}.{q}");
            }
        }

        await Company.Person(workbench, "Sonia Herrero", "supervisora@example.com", [.. clients.Select(c => (c, Role.Supervisor))]);
        var page = await OpenAs(workbench, "supervisora@example.com", "/wallboard");
        await Assertions.Expect(page.Locator(".client-line")).ToHaveCountAsync(12);
        await Assertions.Expect(page.Locator(".queue-line")).ToHaveCountAsync(0);
        await page.Locator(".board .fold").Nth(2).ClickAsync();
        await Assertions.Expect(page.Locator(".queue-line")).ToHaveCountAsync(8);
        await Picture(page, "Wallboard.many");

        await page.Visit("/wallboard/tv?seconds=600");
        await page.Locator("[data-view][data-on]").WaitForAsync();
        await page.SetViewportSizeAsync(1920, 1080);
        var seen = new List<string>();
        for (var view = 0; view < 12; view++)
        {
            var shown = page.Locator("[data-view][data-on]");
            Assert.True(await shown.EvaluateAsync<bool>("view => view.scrollHeight <= view.clientHeight + 1"), "A view does not fit its screen.");
            seen.AddRange(await shown.Locator(".client-line .name").AllInnerTextsAsync());
            await page.Keyboard.PressAsync("ArrowRight");
        }

        Assert.Equal(12, seen.Distinct(StringComparer.Ordinal).Count());
        await Picture(page, "Tv.many");
    }

    [Fact]
    public async Task A_saved_view_shows_what_was_chosen_warms_at_its_threshold_and_turns_with_others_on_the_wall()
    {
        var workbench = await StartWorkbench(BusyFloor.Setup);
        await BusyFloor.Open(workbench);
        var page = await OpenAs(workbench, "supervisora@example.com", "/wallboard/views/new");
        foreach (var (name, keep, limit) in new[] { ("Guardia", "Pendientes", "1"), ("Cierre", "Finalizadas hoy", "99999") })
        {
            await page.Visit("/wallboard/views/new");
            await page.GetByLabel("Nombre").FillAsync(name);
            await page.GetByLabel("Iberluz", new() { Exact = true }).CheckAsync();
            foreach (var tile in await page.Locator(".view-tiles input[type=checkbox]").AllAsync())
            {
                await tile.UncheckAsync();
            }

            await page.Locator(".view-tiles").GetByLabel(keep, new() { Exact = true }).CheckAsync();
            await page.GetByLabel($"Umbral de {keep}").FillAsync(limit);
            await AssertAccessible(page);
            await page.Locator("form .button.primary").ClickAsync();
            await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex(@"/wallboard\?view="));
            await Assertions.Expect(page.Locator(".board thead th")).ToHaveCountAsync(2);
            await Assertions.Expect(page.Locator(".board .client-line")).ToHaveCountAsync(1);
            await Assertions.Expect(page.Locator(".client-line .board-figure.warm")).ToHaveCountAsync(limit == "1" ? 1 : 0);
            await Assertions.Expect(page.Locator(".wallboard .people")).ToHaveCountAsync(0);
        }

        await Picture(page, "Wallboard.view");
        await page.Locator("a[href*='/wallboard/tv?views='][href*=',']").ClickAsync();
        await Assertions.Expect(page.Locator("[data-view][data-on] caption")).ToHaveTextAsync("Cierre");
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.Locator("[data-view][data-on] caption")).ToHaveTextAsync("Guardia");
        await Picture(page, "Tv.view");
    }

    [Fact]
    public async Task Escape_leaves_the_wall()
    {
        var workbench = await StartWorkbench(BusyFloor.Setup);
        await BusyFloor.Open(workbench);
        var page = await OpenAs(workbench, "supervisora@example.com", "/wallboard/tv");
        await page.Locator("[data-view][data-on]").WaitForAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/wallboard$"));
        await Assertions.Expect(page.Locator("nav.nav")).ToBeVisibleAsync();
    }
}

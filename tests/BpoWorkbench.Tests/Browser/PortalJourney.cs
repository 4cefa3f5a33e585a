using BpoWorkbench.Domain;
using BpoWorkbench.Tests.Features.Portal;
using BpoWorkbench.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BpoWorkbench.Tests.Browser;

public sealed class PortalJourney(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_client_follows_its_work_on_a_phone()
    {
        var workbench = await StartWorkbench();
        var floor = await PortalFloor.Start(workbench);
        var own = floor.Iberluz;
        var page = await OpenAs(floor.Workbench, own.Reader.Email!, "/portal", Screen.Phone);

        await page.Visit("/portal");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Iberluz");
        await Expect(page.GetByText("1 de 3")).ToBeVisibleAsync();
        await AssertAccessible(page);
        await Picture(page, $"Portal.today.phone");

        // An agent finishes another one: the page moves by itself.
        await own.Company.Complete(own.Items[2], "KO", own.Agent.Id, workbench.Services.GetRequiredService<TimeProvider>().Now().AddMinutes(-10));
        await Expect(page.GetByText("2 de 3")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Gestiones" }).ClickAsync();
        await page.GetByRole(AriaRole.Searchbox).FillAsync("ñandu");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await AssertAccessible(page);
        await Picture(page, $"Portal.items.phone");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Excel" }).ClickAsync());
        Assert.Equal("Iberluz-Gestiones.xlsx", download.SuggestedFilename);

        await page.GetByRole(AriaRole.Link, new() { Name = "María IBL" }).ClickAsync();
        await Expect(page.GetByText("1.234,56 €")).ToBeVisibleAsync();
        await AssertAccessible(page);
        await Picture(page, $"Portal.item.phone");
        var all = await page.InnerTextAsync("body");
        Assert.DoesNotContain(PortalFloor.Agent, all, StringComparison.Ordinal);
        Assert.DoesNotContain(PortalFloor.InternalNote, all, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1366, false, "en-GB")]
    [InlineData(1920, true, "es-ES")]
    public async Task It_stands_on_a_desk_with_thousands_of_items_and_long_names(int width, bool dark, string language)
    {
        var workbench = await StartWorkbench();
        var floor = await PortalFloor.Start(workbench);
        var own = floor.Iberluz;
        var now = workbench.Services.GetRequiredService<TimeProvider>().Now();
        var queue = await own.Company.Queue("Reclamaciones de segunda instancia por facturación estimada en suministros con autoconsumo compartido", target: TimeSpan.FromHours(2));
        var many = await own.Company.Receive(queue, now.AddMinutes(-50), Enumerable.Range(1, 2_000).Select(i => ($"REF-2026-{i:000000}",
            i % 7 == 0 ? "Comunidad de Propietarios del Edificio Residencial Jardines de la Alameda de Hércules, portal 3" : $"María Ángeles Pons Ribera {i}", new Dictionary<string, string>())));
        foreach (var item in many.Take(12))
        {
            await own.Company.Complete(item, item % 2 == 0 ? "OK" : "CALL", own.Agent.Id, now.AddMinutes(-40 + item % 30));
        }

        await own.Company.Queue("Sin movimiento");
        var page = await OpenAs(floor.Workbench, own.Reader.Email!, "/portal", Screen.Large with { Width = width, Height = width * 9 / 16, Dark = dark, Language = language });
        foreach (var (path, name) in new[] { ("/portal/today", "today"), ("/portal/items", "items"), ("/portal/items?q=hercules&state=open", "found"), ($"/portal/items/{many[6]}", "item"), ("/portal/items?q=zzzz", "none") })
        {
            await page.Visit(path);
            await Expect(page.Locator("main .portal h1")).ToBeVisibleAsync();
            await AssertAccessible(page);
            await Picture(page, $"Portal.{name}.{width}");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        }
    }

    [Fact]
    public async Task Another_companys_addresses_show_nothing()
    {
        var floor = await PortalFloor.Start(await StartWorkbench());
        foreach (var (own, other) in new[] { (floor.Iberluz, floor.Segur), (floor.Segur, floor.Iberluz) })
        {
            var page = await OpenAs(floor.Workbench, own.Reader.Email!, "/portal", Screen.Laptop);
            foreach (var address in new[] { $"/portal?client={other.Company.Id}", $"/portal/items?client={other.Company.Id}", $"/portal/items/{other.Items[0]}", $"/portal/items/{own.Secret}" })
            {
                await page.Visit(address);
                await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("No encontrado");
                Assert.DoesNotContain($"María {other.Code}", await page.InnerTextAsync("body"), StringComparison.Ordinal);
            }

            // The same address with one's own id shows one's own.
            await page.Visit($"/portal/items/{own.Items[0]}");
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"María {own.Code}");
            await page.Visit($"/portal/items?client={own.Company.Id}");
            await Expect(page.Locator("tbody tr")).ToHaveCountAsync(3);
        }
    }
}

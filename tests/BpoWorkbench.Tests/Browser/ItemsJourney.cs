using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Features.Wallboard;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BpoWorkbench.Tests.Browser;

/// <summary>A supervisor looks after work that stands still.</summary>
public sealed class ItemsJourney(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task What_people_who_went_home_hold_is_found_and_given_back_together()
    {
        var workbench = await StartWorkbench(BusyFloor.Setup);
        await BusyFloor.Open(workbench);
        foreach (var i in new[] { 0, 1, 2, 3 })
        {
            var agent = await Company.PersonAt(workbench, $"agente{i}@example.com");
            await Company.As(workbench, agent.Id, services => services.GetRequiredService<SeeAgent>().Run(false));
        }

        var page = await OpenAs(workbench, "supervisora@example.com", "/items");
        await page.GetByLabel("De ausentes").CheckAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("absent=True"));
        var held = 0;
        await Company.AsSystem(workbench, async db => held = await db.WorkItems.CountAsync(i => i.State == WorkState.Claimed));
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(held);
        await AssertAccessible(page);

        // By keyboard: all that is on screen.
        await page.GetByLabel("Seleccionar todas las filas").FocusAsync();
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator(".bulk")).ToContainTextAsync($"{held}");
        await AssertAccessible(page);
        await Picture(page, "Items.bulk");
        await page.Locator(".bulk").GetByRole(AriaRole.Button, new() { Name = "Prioridad" }).ClickAsync();
        var dialog = page.Locator("dialog[open]");
        await dialog.GetByRole(AriaRole.Combobox).SelectOptionAsync("High");
        await dialog.GetByRole(AriaRole.Textbox).FillAsync("Su agente se ha ido");
        await AssertAccessible(page);
        await dialog.Locator(".primary").ClickAsync();
        await Expect(page.GetByText($"Con otra prioridad: {held}")).ToBeVisibleAsync();
        await Expect(page.Locator(".bulk")).ToHaveCountAsync(0);

        await page.GetByLabel("Seleccionar todas las filas").CheckAsync();
        await page.Locator(".bulk").GetByRole(AriaRole.Button, new() { Name = "Liberar" }).ClickAsync();
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Liberar" }).ClickAsync();
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await Expect(page.GetByText($"Liberadas: {held}")).ToBeVisibleAsync();
        await AssertAccessible(page);
    }

    [Fact]
    public async Task Several_are_assigned_at_once_and_one_key_takes_it_back()
    {
        var workbench = await StartWorkbench(BusyFloor.Setup);
        var floor = await BusyFloor.Open(workbench);
        var page = await OpenAs(workbench, "supervisora@example.com", $"/items?state=ready&queue={floor.Queues[0].Id}");
        var rows = page.Locator("tbody tr");
        await rows.Nth(0).GetByRole(AriaRole.Checkbox).CheckAsync();
        await rows.Nth(1).GetByRole(AriaRole.Checkbox).CheckAsync();
        var verbs = page.Locator(".bulk");
        await verbs.GetByRole(AriaRole.Button, new() { Name = "Asignar" }).ClickAsync();
        var dialog = page.Locator("dialog[open]");
        await Expect(dialog.GetByRole(AriaRole.Heading)).ToHaveTextAsync("Asignar 2 gestiones");
        await Expect(dialog.GetByRole(AriaRole.Option)).Not.ToHaveCountAsync(1);
        await AssertAccessible(page);
        // A quick hand: the server has not heard yet whom they chose.
        await dialog.GetByRole(AriaRole.Combobox).EvaluateAsync("""
            people => {
                people.selectedIndex = 1;
                people.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", ctrlKey: true, bubbles: true }));
            }
            """);
        await Expect(page.GetByText("Asignadas: 2")).ToBeVisibleAsync();
        Assert.Equal(2, await Kept(workbench));

        // From the page of one of them, too.
        await rows.Nth(0).GetByRole(AriaRole.Link).ClickAsync();
        await Expect(page.GetByText("Reservada para")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("z");
        await Expect(page.GetByText("Ya no está reservada para nadie")).ToBeVisibleAsync();
        Assert.Equal(0, await Kept(workbench));

        // Put aside from its own page.
        await page.GetByRole(AriaRole.Button, new() { Name = "Aplazar" }).ClickAsync();
        await Expect(page.Locator("dialog[open] .quick-times button").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("1");
        await Expect(page.Locator("dialog[open] .primary")).ToBeEnabledAsync();
        await AssertAccessible(page);
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByText("Aplazadas: 1")).ToBeVisibleAsync();
        await Picture(page, "Items.held");
    }

    [Fact]
    public async Task All_that_match_are_changed_whatever_page_they_are_on()
    {
        var workbench = await StartWorkbench(new() { Scheduled = false });
        var company = await Company.Add(workbench, "Iberluz", "IBL");
        var queue = await company.Queue("Altas");
        await company.Receive(queue, TimeProvider.System.GetUtcNow().UtcDateTime, Enumerable.Range(0, 130).Select(n => ($"K{n}", $"Alta {n}", new Dictionary<string, string>())));
        await Company.Person(workbench, "Sara", "supervisora@example.com", (company.Id, Role.Supervisor));
        var page = await OpenAs(workbench, "supervisora@example.com", "/items?q=alta");
        await page.GetByLabel("Seleccionar todas las filas").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Elegir las 130 que coinciden" }).ClickAsync();
        await Expect(page.GetByText("Las 130 que coinciden")).ToBeVisibleAsync();
        await AssertAccessible(page);
        await page.Locator(".bulk").GetByRole(AriaRole.Button, new() { Name = "Cancelar" }).ClickAsync();
        var asked = page.Locator("dialog[open]");
        await Expect(asked).ToContainTextAsync("130");
        await asked.GetByRole(AriaRole.Button, new() { Name = "Cancelar" }).ClickAsync();
        await Expect(page.GetByText("Canceladas: 130")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("z");
        await Expect(page.GetByText("Canceladas: 130")).ToHaveCountAsync(0);
        await Patience.Until(async () =>
        {
            var ready = 0;
            await Company.AsSystem(workbench, async db => ready = await db.WorkItems.CountAsync(i => i.State == WorkState.Ready));
            return ready == 130;
        });
    }

    [Fact]
    public async Task A_supervisor_sees_who_else_has_an_item_open()
    {
        var workbench = await StartWorkbench(BusyFloor.Setup);
        var floor = await BusyFloor.Open(workbench);
        await Company.Person(workbench, "Marta Soler", "marta@example.com", [.. floor.Companies.Select(c => ((long?)c.Id, Role.Supervisor))]);
        var list = await OpenAs(workbench, "supervisora@example.com", "/items?state=ready");
        var item = await list.Locator("tbody tr").Nth(0).GetByRole(AriaRole.Link).GetAttributeAsync("href");
        await Expect(list.Locator(".looking")).ToHaveCountAsync(0);
        var colleague = await OpenAs(workbench, "marta@example.com", item!);

        await Expect(list.Locator("tbody tr").Nth(0).Locator(".looking")).ToContainTextAsync("La mira ahora: Marta Soler");
        await Expect(colleague.Locator(".looking")).ToHaveCountAsync(0);
        await colleague.CloseAsync();
        await Expect(list.Locator(".looking")).ToHaveCountAsync(0);
    }

    private static async Task<int> Kept(Workbench workbench)
    {
        var kept = 0;
        await Company.AsSystem(workbench, async db => kept = await db.WorkItems.CountAsync(i => i.State == WorkState.Ready && i.PromisedBy != null));
        return kept;
    }
}

using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Attendance;
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
        await Expect(page.GetByText($"Hechas: {held}")).ToBeVisibleAsync();
        await Expect(page.Locator(".bulk")).ToHaveCountAsync(0);

        await page.GetByLabel("Seleccionar todas las filas").CheckAsync();
        await page.Locator(".bulk").GetByRole(AriaRole.Button, new() { Name = "Liberar" }).ClickAsync();
        await page.Locator("dialog[open]").GetByRole(AriaRole.Button, new() { Name = "Liberar" }).ClickAsync();
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();
    }
}

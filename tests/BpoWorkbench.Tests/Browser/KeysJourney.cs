using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Browser;

/// <summary>An administrator gives a program outside a key of its own, and takes it back.</summary>
public sealed class KeysJourney(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_key_is_made_shown_once_used_and_revoked()
    {
        var workbench = await StartWorkbench();
        var iberluz = await Company.Add(workbench, "Iberluz", "IBER");
        await iberluz.Queue("Bajas");
        var ana = await Company.Person(workbench, "Ana Ferrer", "ana@example.com", (iberluz.Id, Role.Administrator));
        var page = await OpenAs(workbench, ana.Email!, $"/clients/{iberluz.Id}");

        await page.GetByLabel("¿Para qué es?").FillAsync("Pantalla de Bilbao");
        await page.GetByRole(AriaRole.Button, new() { Name = "Crear clave" }).ClickAsync();
        var shown = page.GetByRole(AriaRole.Dialog).GetByLabel("Clave para Pantalla de Bilbao");
        var key = await shown.InputValueAsync();
        await AssertAccessible(page);
        await Picture(page, "KeysJourney.shown");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(shown).ToHaveCountAsync(0);

        await using var listener = await KpiListener.Connect(workbench.Address, key);
        await listener.Next(_ => true);

        await page.ReloadAsync();
        await page.WaitForBlazor();
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Pantalla de Bilbao" }).First;
        await Assertions.Expect(row).ToContainTextAsync($"…{key[^4..]}");
        await Assertions.Expect(row).Not.ToContainTextAsync("nunca");
        await Assertions.Expect(page.Locator("body")).Not.ToContainTextAsync(key);
        await AssertAccessible(page);
        await row.ScrollIntoViewIfNeededAsync();
        await Picture(page, "KeysJourney.list");

        await row.GetByRole(AriaRole.Button, new() { Name = "Revocar Pantalla de Bilbao" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revocar", Exact = true }).ClickAsync();
        await Assertions.Expect(row).ToContainTextAsync("Revocada por Ana Ferrer");
        await listener.Cut.WaitAsync(TimeSpan.FromSeconds(30));
    }
}

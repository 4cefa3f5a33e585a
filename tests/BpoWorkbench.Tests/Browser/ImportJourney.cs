using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Platform.Imports;
using BpoWorkbench.Tests.Platform.Imports.Reading;
using BpoWorkbench.Tests.Platform.Imports.Reading.Unlocking;
using BpoWorkbench.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BpoWorkbench.Tests.Browser;

public sealed class ImportJourney(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_locked_workbook_asks_for_its_password_and_goes_on_to_the_fields()
    {
        var (workbench, queue) = await Floor();
        var page = await OpenAs(workbench, "ana@example.com", $"/queues/{queue}/import");
        var book = HiddenRowsTests.Book(90, hidden: row => row % 3 == 0);
        await Send(page, "altas.xlsx", LockedBooks.Agile(book, "Clave 2026"));

        var password = page.GetByLabel("Contraseña del libro");
        await Expect(password).ToBeFocusedAsync();
        await AssertAccessible(page);
        await Picture(page, "Import.locked");
        await page.Keyboard.TypeAsync("clave 2026");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".field .error")).ToContainTextAsync("La contraseña no es correcta");
        await AssertAccessible(page);
        await Picture(page, "Import.wrong");

        await password.FillAsync("Clave 2026");
        await password.PressAsync("Enter");
        await Expect(page.Locator(".import-preview tbody tr").First).ToBeVisibleAsync();
        await Expect(page.GetByText("Las filas ocultas también se importan: 30.")).ToBeVisibleAsync();
        await Expect(page.GetByText("Las columnas ocultas también se leen: 1.")).ToBeVisibleAsync();
        await AssertAccessible(page);
        await Picture(page, "Import.unlocked");

        // It is not asked for again.
        await page.ReloadAsync();
        await Expect(page.Locator(".import-preview tbody tr").First).ToBeVisibleAsync();
        Assert.DoesNotContain("lave", page.Url, StringComparison.Ordinal);
        await page.GetByRole(AriaRole.Button, new() { Name = "Comprobar" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Comprobado" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_campaign_begins_with_a_locked_workbook()
    {
        var (workbench, _) = await Floor();
        var page = await OpenAs(workbench, "ana@example.com", "/campaigns/new", Screen.Laptop with { Language = "en-GB", Dark = true });
        await Send(page, "altas.xlsx", LockedBooks.Agile(HiddenRowsTests.Book(20, hidden: _ => false), "Clave 2026"));
        await Expect(page.GetByText("The file is protected with a password.")).ToBeVisibleAsync();
        await AssertAccessible(page);
        await Picture(page, "Import.campaign-locked");
        await page.GetByLabel("Password of the workbook").FillAsync("Clave 2026");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open the workbook" }).ClickAsync();
        await Expect(page.Locator(".import-columns tbody tr")).ToHaveCountAsync(3);
    }

    private static Task Send(IPage page, string name, byte[] content) =>
        page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });

    private async Task<(Workbench Workbench, long Queue)> Floor()
    {
        var workbench = await StartWorkbench();
        var iberluz = await Company.Add(workbench, "Iberluz Comercializadora", "IBE");
        await Company.Person(workbench, "Ana Ferrer", "ana@example.com", (iberluz.Id, Role.Supervisor));
        var queue = await iberluz.Queue("Altas", fields: [ImportFloor.Fields[0] with { Label = "Ref" }, ImportFloor.Fields[1]]);
        return (workbench, queue.Id);
    }
}

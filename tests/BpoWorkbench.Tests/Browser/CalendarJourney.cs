using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Browser;

/// <summary>From a calendar with its holidays to an agent who is told that the clock stops.</summary>
public sealed class CalendarJourney(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_supervisor_keeps_a_calendar_and_the_clock_follows_it()
    {
        var workbench = await StartWorkbench();
        var iberluz = await Company.Add(workbench, "Iberluz Comercializadora", "IBE");
        var ana = await Company.Person(workbench, "Ana Ferrer", "ana@example.com", (null, Role.Administrator), (iberluz.Id, Role.Supervisor));
        var queue = await iberluz.Queue("Altas");
        await iberluz.Write(async db => (await db.Queues.FindAsync(queue.Id))!.Members.Add(QueueMember.Person(queue, ana.Id)));
        var page = await OpenAs(workbench, "ana@example.com", "/calendars");

        await page.GetByText("Sin verificar").First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Los he comprobado: 2026" }).ClickAsync();
        await page.GetByText("Verificado por Ana Ferrer").WaitForAsync();
        await AssertAccessible(page);
        await Look(page, "list");

        await page.Visit($"/calendars/new?client={iberluz.Id}");
        await page.GetByLabel("Nombre", new() { Exact = true }).FillAsync("Oficina de Valencia");
        await page.GetByLabel("Lunes", new() { Exact = true }).FillAsync("9-14 y 16-19");
        await page.GetByLabel("Martes", new() { Exact = true }).FocusAsync();
        await page.GetByText("no es un tramo horario").WaitForAsync();
        await page.GetByLabel("Lunes", new() { Exact = true }).FillAsync("0-24");
        // The sentence goes when the field is left, and what stood below it moves up.
        await page.GetByLabel("Martes", new() { Exact = true }).FocusAsync();
        await page.GetByText("no es un tramo horario").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await page.GetByRole(AriaRole.Button, new() { Name = "El horario del lunes, hasta el viernes" }).ClickAsync();
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "locales.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes($"Fecha;Fiesta\n22/01/{DateTime.Today.Year + 1};San Vicente Mártir\n") });
        await page.GetByRole(AriaRole.Button, new() { Name = "Quitar San Vicente Mártir" }).WaitForAsync();
        await AssertAccessible(page);
        await Look(page, "calendar");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Oficina de Valencia" }).ClickAsync();
        await page.GetByText("Calendario creado").WaitForAsync();
        Assert.Equal("00:00-24:00", await page.GetByLabel("Viernes", new() { Exact = true }).InputValueAsync());

        await page.Visit($"/queues/{queue.Id}?tab=policy");
        await page.GetByLabel("Calendario", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Oficina de Valencia" });
        await page.GetByLabel("la empresa cliente", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Fijar el plazo" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Oficina de Valencia" }).WaitForAsync();
        await AssertAccessible(page);
        await Look(page, "policy");

        await iberluz.Receive(queue, TimeProvider.System.Now().AddSeconds(1), ("1", "Alta de Marta", []));
        await page.Visit("/desk");
        await page.Keyboard.PressAsync("n");
        await page.GetByRole(AriaRole.Region, new() { Name = "Alta de Marta" }).WaitForAsync();
        await page.Keyboard.PressAsync("w");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await dialog.GetByText("El plazo sigue corriendo").WaitForAsync();
        await dialog.GetByRole(AriaRole.Combobox).SelectOptionAsync("Client");
        await dialog.GetByText("Mientras tanto se detiene el plazo").WaitForAsync();
        await AssertAccessible(page);
        await Look(page, "wait");
    }

    private static Task Look(IPage page, string name) => Picture(page, $"calendar.{name}");
}

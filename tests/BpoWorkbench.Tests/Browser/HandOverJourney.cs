using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BpoWorkbench.Tests.Browser;

/// <summary>Two agents pass work between their queues, and a supervisor has some of it done again.</summary>
public sealed class HandOverJourney(Chromium chromium) : BrowserTest(chromium)
{
    private Workbench _workbench = null!;
    private Company _company = null!;
    private long _item;

    [Fact]
    public async Task What_is_handed_over_comes_back_with_a_reason()
    {
        var (ana, luis) = await TwoDesks();
        await ana.Keyboard.PressAsync("h");
        var dialog = ana.Locator("dialog[open]");
        await dialog.GetByLabel("A", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "Facturas" });
        await dialog.GetByLabel("¿Cómo está?").FillAsync("Cobrado dos veces");
        await dialog.GetByLabel("¿Qué se ha intentado?").FillAsync("Llamada a su oficina");
        await dialog.GetByLabel("¿Qué pide?").FillAsync("Devolver un cargo");
        await AssertAccessible(ana);
        await Picture(ana, "Desk.transfer");
        await dialog.Locator(".primary").ClickAsync();
        await Expect(ana.Locator(".desk-item")).ToHaveCountAsync(0);

        await luis.Keyboard.PressAsync("n");
        await Expect(luis.Locator(".packet")).ToContainTextAsync("Devolver un cargo");
        await Expect(luis.Locator(".packet")).ToContainTextAsync("Cargo doble");
        await AssertAccessible(luis);
        await Picture(luis, "Desk.packet");
        await luis.GetByRole(AriaRole.Button, new() { Name = "Rechazar" }).ClickAsync();
        await luis.Locator("dialog[open] textarea").FillAsync("Es una reclamación");
        await luis.Locator("dialog[open] .primary").ClickAsync();
        await Expect(luis.Locator(".desk-item")).ToHaveCountAsync(0);

        await ana.Keyboard.PressAsync("n");
        await Expect(ana.Locator(".packet .bounced")).ToContainTextAsync("Es una reclamación");
        await Picture(ana, "Desk.bounced");
    }

    [Fact]
    public async Task An_item_waits_for_what_it_opened_elsewhere()
    {
        var (ana, luis) = await TwoDesks();
        await ana.Keyboard.PressAsync("o");
        var dialog = ana.Locator("dialog[open]");
        await dialog.GetByLabel("Cola").SelectOptionAsync(new SelectOptionValue { Label = "Facturas" });
        await Expect(dialog.GetByLabel("Titular")).ToHaveValueAsync("Marta Ruiz");
        await dialog.GetByLabel("Factura").FillAsync("F-12");
        await AssertAccessible(ana);
        await Picture(ana, "Desk.child");
        await dialog.Locator(".primary").ClickAsync();
        await Expect(ana.Locator(".desk-item")).ToHaveCountAsync(0);

        await luis.Keyboard.PressAsync("n");
        await Expect(luis.Locator(".family")).ToContainTextAsync("Llamadas");
        await luis.Keyboard.PressAsync("1");
        await Expect(luis.Locator(".desk-item")).ToHaveCountAsync(0);

        await ana.Keyboard.PressAsync("n");
        await Expect(ana.Locator(".family")).ToContainTextAsync("Resuelto");
        await AssertAccessible(ana);
        await Picture(ana, "Desk.family");
    }

    [Fact]
    public async Task A_supervisor_has_an_item_done_again()
    {
        await TwoDesks();
        await _company.Write(async db => (await db.WorkItems.FindAsync(_item))!.Release(null, db.Lanes.First(l => l.PersonId == 0), _workbench.Services.GetRequiredService<TimeProvider>().Now()));
        var agent = await Company.Person(_workbench, "Otra", "otra@example.com", (_company.Id, Role.Agent));
        await _company.Complete(_item, "OK", agent.Id, _workbench.Services.GetRequiredService<TimeProvider>().Now().AddMinutes(-5));
        var page = await Signed("Sara", Role.Supervisor, null);
        await page.Visit($"/items/{_item}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Reabrir" }).ClickAsync();
        await page.Locator("dialog[open] textarea").FillAsync("La factura seguía mal");
        await AssertAccessible(page);
        await page.Locator("dialog[open] .primary").ClickAsync();
        await Expect(page.GetByText("Reabierta: Resuelto")).ToBeVisibleAsync();
        await Expect(page.GetByText("La factura seguía mal")).ToBeVisibleAsync();
        await Picture(page, "Items.reopened");
    }

    private async Task<(IPage Ana, IPage Luis)> TwoDesks()
    {
        _workbench = await StartWorkbench();
        _company = await Company.Add(_workbench, "Iberluz", "IBL");
        var calls = await _company.Queue("Llamadas", fields: [Field("titular", "Titular"), Field("motivo", "Motivo")]);
        var invoices = await _company.Queue("Facturas", fields: [Field("titular", "Titular"), Field("factura", "Factura")]);
        _item = (await _company.Receive(calls, _workbench.Services.GetRequiredService<TimeProvider>().Now().AddMinutes(-9),
            ("R-1", "Marta Ruiz", new() { ["titular"] = "Marta Ruiz", ["motivo"] = "Cargo doble" }))).Single();
        var (ana, luis) = (await Signed("Ana", Role.Agent, calls), await Signed("Luis", Role.Agent, invoices));
        await luis.Visit("/desk");
        await ana.Visit("/desk");
        await ana.Keyboard.PressAsync("n");
        await Expect(ana.GetByRole(AriaRole.Region, new() { Name = "Marta Ruiz" })).ToBeVisibleAsync();
        return (ana, luis);
    }

    private static FieldDefinition Field(string code, string label) => new(code, label, FieldType.Text, false, [], CustomerPart.None, false);

    private async Task<IPage> Signed(string name, Role role, Queue? queue)
    {
        var person = await Company.Person(_workbench, name, $"{name}@example.com", (_company.Id, role));
        if (queue is not null)
        {
            await _company.Write(db =>
            {
                db.Add(QueueMember.Person(db.Attach(queue).Entity, person.Id));
                return Task.CompletedTask;
            });
        }

        return await OpenAs(_workbench, person.Email!, "/");
    }
}

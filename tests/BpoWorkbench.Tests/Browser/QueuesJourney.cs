using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Browser;

/// <summary>A supervisor makes a queue by hand and runs it; an administrator keeps the client companies.</summary>
public sealed class QueuesJourney(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly FieldDefinition[] Fields =
    [
        new("poliza", "Nº de póliza", FieldType.Text, true, [], CustomerPart.None, true),
        new("nombre", "Nombre y apellidos", FieldType.Text, true, [], CustomerPart.Name, false),
        new("telefono", "Teléfono", FieldType.Phone, false, [], CustomerPart.Phone, false),
        new("importe", "Importe pendiente", FieldType.Money, false, [], CustomerPart.None, false),
        new("motivo", "Motivo", FieldType.Choice, false, ["Documentación", "Tarifa", "Entrega"], CustomerPart.None, false),
    ];

    [Fact]
    public async Task A_supervisor_makes_a_queue_and_its_first_item()
    {
        var (workbench, iberluz) = await Floor();
        var queue = await iberluz.Queue("Reclamación de documentación de pólizas colectivas del segundo semestre", fields: Fields);
        await iberluz.Receive(queue, TimeProvider.System.Now().AddHours(-3), Enumerable.Range(1, 80).Select(i => (
            $"P-{i:0000}", i % 3 == 0 ? "Construcciones y Reformas Hermanos Villanueva de la Serena, S.L.U." : $"María Ángeles Pons Ribera {i}",
            new Dictionary<string, string> { ["poliza"] = $"P-{i:0000}", ["nombre"] = $"María Ángeles Pons Ribera {i}", ["importe"] = $"{i * 1234}" })));
        var page = await OpenAs(workbench, "ana@example.com", "/queues");
        await page.Locator("tbody tr").First.WaitForAsync();
        await AssertAccessible(page);
        foreach (var tab in new[] { "", "?tab=settings", "?tab=fields", "?tab=outcomes", "?tab=policy", "?tab=members" })
        {
            await page.Visit($"/queues/{queue.Id}{tab}");
            await page.Locator(tab.Length == 0 ? "tbody tr" : tab == "?tab=policy" ? "form.section" : "form.wide .actions").First.WaitForAsync();
            await AssertAccessible(page);
            await Look(page, $"queue{tab.Replace("?tab=", "-", StringComparison.Ordinal)}");
        }

        await page.Visit("/queues/new");
        await page.GetByLabel("Nombre").FillAsync("Altas a mano");
        await AssertAccessible(page);
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Añadir campo" }).ClickAsync();
        await page.GetByLabel("Etiqueta").FillAsync("Teléfono");
        await page.GetByLabel("Tipo").SelectOptionAsync("Phone");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.Locator("table.changes").GetByText("Campos").First.WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Nueva gestión" }).First.ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/queues/[0-9]+/new$"));
        await page.GetByRole(AriaRole.Heading, new() { Name = "Nueva gestión" }).WaitForAsync();
        await page.GetByLabel("Teléfono").FillAsync("612 34");
        await page.GetByLabel("Teléfono").PressAsync("Control+Enter");
        await page.GetByText("No se puede leer").WaitForAsync();
        await page.GetByLabel("Teléfono").FillAsync("612 34 56 78");
        await page.GetByLabel("Teléfono").PressAsync("Control+Enter");
        await page.GetByText("Datos").WaitForAsync();
        await AssertAccessible(page);
        await Look(page, "item");
    }

    [Fact]
    public async Task An_administrator_adds_a_client_company()
    {
        var (workbench, _) = await Floor();
        var page = await OpenAs(workbench, "admin@example.com", "/clients/new");
        await page.GetByLabel("Nombre", new() { Exact = true }).FillAsync("Telcom Ibérica de Servicios Avanzados de Telecomunicación, S.A.");
        await page.GetByLabel("Código corto").FillAsync("i");
        await page.GetByLabel("NIF").FillAsync("123");
        await page.GetByLabel("Marcación").FillAsync("javascript:alert({number})");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByText("No es un NIF válido").WaitForAsync();
        await page.GetByText("Escriba una dirección que contenga").WaitForAsync();
        await AssertAccessible(page);
        await Look(page, "client-errors");

        await page.GetByLabel("Naranja").CheckAsync();
        await page.GetByLabel("Código corto").FillAsync("TEL");
        await page.GetByLabel("NIF").FillAsync("");
        await page.GetByLabel("Marcación").FillAsync("tel:{number}");
        await page.Keyboard.PressAsync("Control+Enter");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Telcom Ibérica") }).WaitForAsync();
        await AssertAccessible(page);
        await Look(page, "clients");
        await page.GetByRole(AriaRole.Link, new() { NameRegex = new("Telcom Ibérica") }).ClickAsync();
        await page.GetByText("Alta de la empresa cliente").WaitForAsync();
        await Look(page, "client");
    }

    private static Task Look(IPage page, string name) => Picture(page, $"queues.{name}");

    private async Task<(Workbench, Company)> Floor()
    {
        var workbench = await StartWorkbench();
        var iberluz = await Company.Add(workbench, "Iberluz Comercializadora", "IBE");
        await Company.Person(workbench, "Ana Ferrer", "ana@example.com", (iberluz.Id, Role.Supervisor));
        await Company.Person(workbench, "Dolores Ibáñez", "dolores@example.com", (iberluz.Id, Role.Agent));
        var admin = await Company.Person(workbench, "Elena Admin", "admin@example.com");
        await Company.AsSystem(workbench, async db =>
        {
            db.Grants.Add(new Grant(admin.Id, null, Role.Administrator));
            await db.SaveChangesAsync();
        });
        return (workbench, iberluz);
    }
}

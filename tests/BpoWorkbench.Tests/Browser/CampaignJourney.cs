using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using BpoWorkbench.Tests.Platform.Imports;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Quartz;
using static Microsoft.Playwright.Assertions;

namespace BpoWorkbench.Tests.Browser;

public sealed class CampaignJourney(Chromium chromium) : BrowserTest(chromium)
{
    private static readonly string[] Headers =
        ["Nº Expediente", "Nombre y apellidos", "NIF", "Teléfono", "Correo electrónico", "Dirección", "Código postal", "Población", "Importe pendiente", "Fecha de alta", "Tarifa", "Observaciones"];

    private int _clicks;

    [Fact]
    public async Task From_a_workbook_of_twelve_columns_to_the_first_next_in_under_25_clicks()
    {
        var (workbench, _) = await Floor();
        var page = await OpenAs(workbench, "ana@example.com", "/");
        await Count(page);

        await page.GetByRole(AriaRole.Link, new() { Name = "Campañas" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Nueva campaña" }).First.ClickAsync();
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByText("Elija el libro de la empresa cliente").ClickAsync());
        // The file itself and "Open", in the window of the system.
        _clicks += 2;
        await chooser.SetFilesAsync(new FilePayload { Name = "altas_noviembre-2026.xlsx", MimeType = "application/octet-stream", Buffer = Workbook(120, wrong: true) });

        await Expect(page.GetByLabel("Nombre", new() { Exact = true })).ToHaveValueAsync("Altas noviembre 2026");
        await Expect(page.Locator(".import-columns tbody tr")).ToHaveCountAsync(12);
        await Expect(page.GetByLabel("Tipo de NIF", new() { Exact = true })).ToHaveValueAsync("TaxNumber");
        await Expect(page.GetByLabel("Tipo de Importe pendiente", new() { Exact = true })).ToHaveValueAsync("Money");
        await Expect(page.GetByLabel("Nº Expediente es la referencia", new() { Exact = true })).ToBeCheckedAsync();
        await AssertAccessible(page);
        await Picture(page, "Campaign.new");

        // What was chosen survives a reload.
        await page.GetByLabel("Importar Observaciones").ClickAsync();
        await Expect(page.Locator(".import-preview th")).ToHaveCountAsync(12);
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Importar Observaciones")).Not.ToBeCheckedAsync();
        await Expect(page.Locator(".import-preview th")).ToHaveCountAsync(12);

        await Count(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Crear y comprobar" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Comprobado" })).ToBeVisibleAsync();
        await AssertAccessible(page);
        await Picture(page, "Campaign.checked");
        await page.GetByRole(AriaRole.Button, new() { Name = "Importar Ctrl Enter", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Deshacer la importación" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Filas rechazadas: 2" })).ToBeVisibleAsync();
        await Expect(page.Locator("tbody").GetByText("NIF:")).ToHaveCountAsync(2);
        await AssertAccessible(page);
        await Picture(page, "Campaign.imported");
        var agent = await OpenAs(workbench, "dolores@example.com", "/");
        await Count(agent);
        await agent.Visit("/desk");
        await agent.GetByRole(AriaRole.Button, new() { NameRegex = new("Siguiente") }).First.ClickAsync();
        await Expect(agent.GetByText("María Ángeles Pons Ribera 1", new() { Exact = true }).First).ToBeVisibleAsync();
        await Picture(agent, "Campaign.desk");

        Assert.True(_clicks is > 4 and < 25, $"{_clicks} clicks");
        await page.Visit("/campaigns");
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(1);
        await AssertAccessible(page);
        await Picture(page, "Campaign.list");
    }

    [Theory]
    [InlineData("ana@example.com", "/queues", "supervisor")]
    [InlineData("olga@example.com", "/portal/today", "portal")]
    public async Task A_workbook_comes_back_with_its_errors_marked_goes_in_mended_and_is_taken_back(string who, string elsewhere, string side)
    {
        var (workbench, iberluz) = await Floor();
        // No field is the reference: only the marks tell which rows are in already.
        var queue = await iberluz.Queue("Altas", fields: [.. ImportFloor.Fields.Where(f => !f.IsKey)]);
        await Company.Person(workbench, "Olga Prieto", "olga@example.com", (iberluz.Id, Role.PortalUploader));
        await iberluz.Write(async db => (await db.Queues.SingleAsync()).ClientImports = true);
        var page = await OpenAs(workbench, who, "/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Importaciones" }).ClickAsync();
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await AssertAccessible(page);
        await Picture(page, $"Campaign.imports-none.{side}");
        await page.Visit($"/queues/{queue.Id}/import");
        async Task Send(string name, byte[] content)
        {
            await (await page.RunAndWaitForFileChooserAsync(() => page.GetByText("Elija el libro de la empresa cliente").ClickAsync()))
                .SetFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
            await Expect(page.Locator(".import-preview tbody tr").First).ToBeVisibleAsync();
        }

        await Send("altas.xlsx", Workbook(120, wrong: true));
        await page.GetByRole(AriaRole.Button, new() { Name = "Comprobar" }).ClickAsync();
        await Expect(page.GetByText("Las filas rechazadas no entran")).ToBeVisibleAsync();
        // It waits for a word, wherever one goes.
        await page.Visit(elsewhere);
        await page.Locator(".top .import-running", new() { HasText = "Por confirmar" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Importar Ctrl Enter", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Deshacer la importación" })).ToBeVisibleAsync();
        Assert.Equal(118, await Count(iberluz, queue.Id));

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Descargar con los errores marcados" }).ClickAsync());
        Assert.Equal("altas errores.xlsx", download.SuggestedFilename);
        using var mended = new MemoryStream();
        using (var book = new XLWorkbook(await Saved(download)))
        {
            var sheet = book.Worksheets.Single();
            Assert.StartsWith("Errores (importación n.º ", sheet.Cell(3, 13).GetString(), StringComparison.Ordinal);
            Assert.NotEqual(sheet.Cell(9, 3).Style.Fill, sheet.Cell(8, 3).Style.Fill);
            Assert.Contains("NIF: ", sheet.Cell(80, 13).GetString(), StringComparison.Ordinal);
            Assert.Equal("", sheet.Cell(9, 13).GetString());
            sheet.Cell(8, 3).Value = Nif(10_000_005);
            sheet.Cell(80, 3).Value = "99999999X";
            book.SaveAs(mended);
        }

        await page.Visit($"/queues/{queue.Id}/import");
        await Send("altas corregido.xlsx", mended.ToArray());
        await Expect(page.GetByText("solo se miran las filas marcadas")).ToBeVisibleAsync();
        await AssertAccessible(page);
        await Picture(page, $"Campaign.mended.{side}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Comprobar" }).ClickAsync();
        await Expect(page.Locator(".stat .value")).ToHaveTextAsync(["1", "0", "118", "1"]);
        await page.GetByRole(AriaRole.Button, new() { Name = "Importar Ctrl Enter", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Deshacer la importación" })).ToBeVisibleAsync();
        Assert.Equal(119, await Count(iberluz, queue.Id));

        await page.GetByRole(AriaRole.Button, new() { Name = "Deshacer la importación" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Deshacer la importación" }).ClickAsync();
        await Expect(page.GetByText("Deshecha.")).ToBeVisibleAsync();
        await AssertAccessible(page);
        await Picture(page, $"Campaign.undone.{side}");
        await page.GetByRole(AriaRole.Link, new() { Name = "Importaciones" }).First.ClickAsync();
        await Expect(page.Locator("tbody tr")).ToHaveCountAsync(2);
        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("Deshecha");
        await AssertAccessible(page);
        await Picture(page, $"Campaign.imports.{side}");
        await iberluz.Write(async db => Assert.Equal(1, await db.WorkItems.CountAsync(i => i.QueueId == queue.Id && i.State == WorkState.Cancelled)));
    }

    [Theory]
    [InlineData(1366, true, "es-ES")]
    [InlineData(1920, false, "en-GB")]
    public async Task Awkward_workbooks_are_shown_as_they_are(int width, bool dark, string language)
    {
        var (workbench, iberluz) = await Floor();
        var queue = await iberluz.Queue("Reclamaciones de segunda instancia por facturación estimada en suministros con autoconsumo compartido", fields: ImportFloor.Fields);
        var page = await OpenAs(workbench, "ana@example.com", "/", Screen.Large with { Width = width, Height = width * 9 / 16, Dark = dark, Language = language });
        async Task Send(string name, byte[] content) =>
            await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
        async Task Look(string name)
        {
            await AssertAccessible(page);
            await Picture(page, $"Campaign.{name}.{width}");
            Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"), name);
        }

        await page.Visit("/campaigns");
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await Look("none");
        await page.Visit("/campaigns/new");
        await Expect(page.Locator(".upload")).ToBeVisibleAsync();
        await Look("start");

        await Send("Ficha maestra de clientes con incidencias de facturación y contador inteligente (definitiva 3).xlsx", Awkward());
        await Expect(page.Locator(".import-columns tbody tr")).ToHaveCountAsync(24);
        await page.GetByRole(AriaRole.Spinbutton).FillAsync("2");
        await page.GetByRole(AriaRole.Spinbutton).PressAsync("Enter");
        await Expect(page.Locator(".import-preview td.wrong").First).ToBeVisibleAsync();
        await Look("awkward");
        await page.Locator(".import-preview").ScrollIntoViewIfNeededAsync();
        await Picture(page, $"Campaign.preview.{width}");

        await page.Visit("/campaigns/new");
        await Send("foto.xlsx", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]);
        await Expect(page.Locator(".empty")).ToBeVisibleAsync();
        await Look("refused");

        await page.Visit($"/queues/{queue.Id}/import");
        await Send("más.xlsx", Workbook(30, wrong: true));
        await Expect(page.Locator(".import-preview tbody tr").First).ToBeVisibleAsync();
        await Look("match");
        await page.Locator(".page-header .primary").ClickAsync();
        await Expect(page.Locator(".stat .value").First).ToHaveTextAsync("29");
        await Look("checked");
        await page.Locator(".import-state .primary").ClickAsync();
        await Expect(page.Locator(".import-state .icon")).ToBeVisibleAsync();
        await Look("matched");
        Assert.Equal(29, await Count(iberluz, queue.Id));

        // One under way, seen from another page.
        await Hold(workbench, iberluz, queue.Id);
        await page.Visit("/queues");
        await Expect(page.Locator(".top .import-running")).ToBeVisibleAsync();
        await Look("elsewhere");
        await page.Locator(".top .import-running").ClickAsync();
        await Expect(page.Locator(".import-bar")).ToBeVisibleAsync();
        await Look("running");
        await page.Locator(".import-bar .button").ClickAsync();
        await Expect(page.Locator(".top .import-running")).ToHaveCountAsync(0);
        await Look("cancelled");
    }

    private static async Task<int> Count(Company company, long queue)
    {
        var count = 0;
        await company.Write(async db => count = await db.WorkItems.CountAsync(i => i.QueueId == queue));
        return count;
    }

    // An import that stands at a third, as a long one does for a while.
    private static async Task Hold(Workbench workbench, Company company, long queue)
    {
        // Nobody carries it on.
        await (await workbench.Services.GetRequiredService<ISchedulerFactory>().GetScheduler()).PauseTrigger(new TriggerKey(nameof(SweepImports)));
        await company.Write(async db =>
        {
            var ana = await db.Users.SingleAsync(p => p.Name == "Ana Ferrer");
            var file = await db.Files.OrderBy(f => f.Id).FirstAsync();
            var now = workbench.Services.GetRequiredService<TimeProvider>().Now();
            var batch = new ImportBatch(file, ana.Id, now.AddSeconds(-40));
            batch.Start(await db.Queues.SingleAsync(q => q.Id == queue), ImportFloor.Plan(), 90_000, unasked: true, now.AddSeconds(-40));
            batch.Staged(30_001, 29_988, 0, 0, 12);
            db.ImportBatches.Add(batch);
        });
        await company.Write(async db => db.Lanes.Add(new Lane(company.Id, queue, Band.Normal, batchId: (await db.ImportBatches.OrderByDescending(b => b.Id).FirstAsync()).Id)));
    }

    private static byte[] Awkward()
    {
        using var book = new XLWorkbook();
        book.AddWorksheet("Portada").Cell(1, 1).Value = "Leer antes de abrir";
        var sheet = book.AddWorksheet("Datos de contacto y facturación");
        for (var column = 1; column <= 24; column++)
        {
            sheet.Cell(2, column).Value = column == 1 ? "NIF" : $"Observaciones del departamento de reclamaciones nº {column} (no modificar esta columna)";
            for (var row = 3; row < 40; row++)
            {
                sheet.Cell(row, column).Value = column == 1 ? row == 5 ? "12345678A" : Nif(10_000_000 + row) : $"Edificio Residencial Jardines de la Alameda de Hércules, portal {row}, escalera {column} 🏠 Łódź 漢字";
            }
        }

        using var content = new MemoryStream();
        book.SaveAs(content);
        return content.ToArray();
    }

    private static async Task<Stream> Saved(IDownload download) => new MemoryStream(await File.ReadAllBytesAsync(await download.PathAsync()));

    private static byte[] Workbook(int rows, bool wrong)
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Altas");
        sheet.Cell(1, 1).Value = "Iberluz Comercializadora: altas pendientes de documentación";
        for (var column = 0; column < Headers.Length; column++)
        {
            sheet.Cell(3, column + 1).Value = Headers[column];
        }

        for (var i = 1; i <= rows; i++)
        {
            object[] cells =
            [
                $"EXP-{i:00000}", $"María Ángeles Pons Ribera {i}", wrong && i is 5 or 77 ? "00000000X" : Nif(10_000_000 + i), $"6{i:00000000}", $"maria.{i}@example.com",
                $"Calle Mayor {i}, 2º B", "28013", "Madrid", 120.5 + i, new DateTime(2026, 11, 1).AddDays(i % 20), i % 2 == 0 ? "2.0TD" : "3.0TD", "Llamar por la tarde",
            ];
            for (var column = 0; column < cells.Length; column++)
            {
                sheet.Cell(3 + i, column + 1).Value = cells[column];
            }
        }

        using var content = new MemoryStream();
        book.SaveAs(content);
        return content.ToArray();
    }

    private static string Nif(int number) => $"{number}{"TRWAGMYFPDXBNJZSQVHLCKE"[number % 23]}";

    private async Task Count(IPage page)
    {
        page.Console += (_, message) => _clicks += message.Text == "clicked" ? 1 : 0;
        await page.EvaluateAsync("addEventListener('click', e => { if (e.isTrusted) console.log('clicked'); }, true)");
    }

    private async Task<(Workbench, Company)> Floor()
    {
        var workbench = await StartWorkbench();
        var iberluz = await Company.Add(workbench, "Iberluz Comercializadora", "IBE");
        var ana = await Company.Person(workbench, "Ana Ferrer", "ana@example.com", (iberluz.Id, Role.Supervisor));
        var dolores = await Company.Person(workbench, "Dolores Ibáñez", "dolores@example.com", (iberluz.Id, Role.Agent));
        await Company.AsSystem(workbench, async db =>
        {
            var team = new Team("Norte") { SupervisorId = ana.Id };
            team.Members.Add(new TeamMember(dolores.Id));
            db.Teams.Add(team);
            await db.SaveChangesAsync();
        });
        return (workbench, iberluz);
    }
}

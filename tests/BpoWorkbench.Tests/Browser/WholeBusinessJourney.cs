using System.Text.RegularExpressions;
using BpoWorkbench.Domain;
using BpoWorkbench.Tests.Support;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BpoWorkbench.Tests.Browser;

/// <summary>
/// The whole business with everybody at it: a supervisor turns a client's workbook into a campaign, an agent works it, the wallboard moves
/// as they do, and the client company watches its own work. Another client company sees nothing of it.
/// </summary>
public sealed partial class WholeBusinessJourney(Chromium chromium) : BrowserTest(chromium)
{
    private const string Campaign = "Verificación de domicilios";

    [Fact]
    public async Task A_workbook_becomes_work_that_its_client_sees_done()
    {
        var workbench = await StartWorkbench(new() { Environment = "Development", Settings = { ["Demonstration:Simulation"] = "false" } });
        await PauseTheRest(workbench);
        var doors = await Open(new Uri(workbench.Address, "/"));
        await Expect(doors.GetByRole(AriaRole.Region, new() { Name = "Demostración: entrar como" })).ToBeVisibleAsync();
        await AssertAccessible(doors);
        var supervisor = await Enter(workbench, "supervisor");
        var agent = await Enter(workbench, "agente");
        var client = await Enter(workbench, "cliente");
        var stranger = await Enter(workbench, "segurnorte");

        // The supervisor makes the campaign.
        await supervisor.Visit("/campaigns/new");
        await supervisor.Locator("main select").First.SelectOptionAsync(new SelectOptionValue { Label = "Iberluz Energía" });
        var chooser = await supervisor.RunAndWaitForFileChooserAsync(() => supervisor.GetByText("Elija el libro de la empresa cliente").ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = $"{Campaign}.xlsx", MimeType = "application/octet-stream", Buffer = Workbook() });
        await Expect(supervisor.GetByLabel("Nombre", new() { Exact = true })).ToHaveValueAsync(Campaign);
        await supervisor.GetByRole(AriaRole.Button, new() { Name = "Crear y comprobar" }).ClickAsync();
        await supervisor.GetByRole(AriaRole.Button, new() { Name = "Importar Ctrl Enter", Exact = true }).ClickAsync();
        await Expect(supervisor.GetByRole(AriaRole.Link, new() { Name = "Nuevas: 4" })).ToBeVisibleAsync();

        // Its four rows are on the wallboard, and in the client's portal, none of them done.
        var line = supervisor.Locator(".queue-line", new() { Has = supervisor.GetByTitle(Campaign, new() { Exact = true }) }).Locator(".board-figure");
        var (waiting, inHand, done) = (line.Nth(0), line.Nth(1), line.Nth(5));
        var opening = await Patience.Timed(async () =>
        {
            await supervisor.Visit("/wallboard");
            await Expect(waiting).ToHaveTextAsync("4");
        });
        await Expect(done).ToHaveTextAsync("0");
        var doneInAll = supervisor.Locator(".board .total .board-figure").Nth(5);
        var before = Figure(await doneInAll.InnerTextAsync());
        await client.Visit("/portal/today");
        var card = client.GetByRole(AriaRole.Article, new() { Name = Campaign });
        await Expect(card).ToContainTextAsync("0 de 4");
        await stranger.Visit("/portal/today");
        // What waits there may wake by itself meanwhile, so the small print is left out.
        var strangerBefore = await stranger.Locator(".stats .value").AllInnerTextsAsync();

        // The agent takes the first one: the wallboard says so.
        await agent.Visit("/desk");
        await agent.Keyboard.PressAsync("n");
        await Expect(agent.GetByRole(AriaRole.Region, new() { Name = "Nieves Arrabal" })).ToBeVisibleAsync();
        await Expect(agent.Locator(".desk-item")).ToContainTextAsync(Campaign);
        await Expect(agent.GetByRole(AriaRole.Button, new() { Name = "1 Contactado: resuelto" })).ToBeVisibleAsync();
        await Expect(inHand).ToHaveTextAsync("1");
        await Expect(waiting).ToHaveTextAsync("3");
        // Their morning may be behind them already.
        var finished = agent.GetByRole(AriaRole.Heading, new() { NameRegex = FinishedToday() });
        var finishedBefore = Figure(FinishedToday().Match(await finished.InnerTextAsync()).Groups[1].Value);

        // And finishes it with one key: the next is there, and the wallboard moves by itself.
        var moved = Task.Run(() => Expect(done).ToHaveTextAsync("1"));
        await Patience.ByItself(async () =>
        {
            await agent.Keyboard.PressAsync("1");
            await moved;
        }, opening);
        await Expect(doneInAll).ToHaveTextAsync($"{before + 1}");
        await Expect(agent.GetByRole(AriaRole.Region, new() { Name = "Blas Ortuño" })).ToBeVisibleAsync();
        await Expect(finished).ToHaveTextAsync($"Finalizadas hoy {finishedBefore + 1}");

        // The client company sees it done, without asking again, and what came of it, but not who did it.
        await Expect(card).ToContainTextAsync("1 de 4");
        await client.Visit("/portal/items?q=Arrabal");
        var row = client.Locator("tbody tr");
        await Expect(row).ToHaveCountAsync(1);
        await Expect(row).ToContainTextAsync("Finalizada");
        await Expect(row).ToContainTextAsync("Contactado: resuelto");
        await row.GetByRole(AriaRole.Link).ClickAsync();
        await Expect(client.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Nieves Arrabal");
        Assert.DoesNotContain("Lucía", await client.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        var item = new Uri(client.Url).PathAndQuery;

        // Another client company: nothing has moved, nothing is found, the very address leads nowhere.
        Assert.NotEmpty(strangerBefore);
        Assert.Equal(strangerBefore, await stranger.Locator(".stats .value").AllInnerTextsAsync());
        await Expect(stranger.GetByText(Campaign)).ToHaveCountAsync(0);
        await stranger.Visit(item);
        await Expect(stranger.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("No encontrado");
        await stranger.Visit("/portal/items?q=Arrabal");
        await Expect(stranger.Locator(".empty")).ToBeVisibleAsync();
        await Expect(stranger.Locator("tbody tr")).ToHaveCountAsync(0);

        // The supervisor opens the figure: it is this item, with who did it.
        await done.ClickAsync();
        await Expect(supervisor.Locator("tbody tr")).ToHaveCountAsync(1);
        await Expect(supervisor.Locator("tbody tr")).ToContainTextAsync("Nieves Arrabal");
        await Expect(supervisor.Locator("tbody tr")).ToContainTextAsync("Lucía Ferrer Campos");
    }

    // The backlog of the demonstration is overdue in parts, and would rightly come first.
    private static Task PauseTheRest(Workbench workbench) => Company.AsSystem(workbench, async db =>
    {
        foreach (var queue in await db.Queues.Where(q => q.State == QueueState.Open).ToListAsync())
        {
            queue.Pause();
        }

        await db.SaveChangesAsync();
    });

    private async Task<IPage> Enter(Workbench workbench, string door)
    {
        var page = await Open(new Uri(workbench.On(door), "/account/sign-in"));
        await page.Visit($"/demonstration/enter/{door}");
        await Expect(page.Locator(".person, header")).Not.ToHaveCountAsync(0);
        return page;
    }

    private static int Figure(string text) => int.Parse(text, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.GetCultureInfo("es-ES"));

    [GeneratedRegex(@"Finalizadas hoy\s(\d+)")]
    private static partial Regex FinishedToday();

    private static byte[] Workbook()
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Domicilios");
        string[][] rows =
        [
            ["Expediente", "Nombre y apellidos", "Teléfono", "Población"],
            ["VD-1", "Nieves Arrabal", "600000001", "Soria"],
            ["VD-2", "Blas Ortuño", "600000002", "Lugo"],
            ["VD-3", "Íñigo Zubiría", "600000003", "Vitoria"],
            ["VD-4", "Mª Luz Peñalver", "600000004", "Cádiz"],
        ];
        for (var row = 0; row < rows.Length; row++)
        {
            for (var column = 0; column < rows[row].Length; column++)
            {
                sheet.Cell(row + 1, column + 1).SetValue(rows[row][column]);
            }
        }

        using var content = new MemoryStream();
        book.SaveAs(content);
        return content.ToArray();
    }
}

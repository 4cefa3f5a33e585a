using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Features.Portal;
using BpoWorkbench.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BpoWorkbench.Tests.Browser;

/// <summary>An agent asks the client something; somebody of the client answers on a phone.</summary>
public sealed class AnswerJourney(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_portal_answer_wakes_an_item()
    {
        var workbench = await StartWorkbench();
        var floor = await PortalFloor.Start(workbench);
        var own = floor.Iberluz;
        var uploader = await Company.Person(workbench, "Olga Cargadora", "olga@ibl.example", (own.Company.Id, Role.PortalUploader));
        await own.Company.Write(db =>
        {
            db.Add(QueueMember.Person(db.Attach(own.Shown).Entity, own.Agent.Id));
            return Task.CompletedTask;
        });
        await Company.As(workbench, own.Agent.Id, services => services.GetRequiredService<ClaimItem>().Run(own.Items[2]));

        var agent = await OpenAs(workbench, own.Agent.Email!, "/desk");
        await Expect(agent.GetByRole(AriaRole.Region, new() { Name = "Pendiente IBL" })).ToBeVisibleAsync();
        await agent.Keyboard.PressAsync("w");
        var dialog = agent.Locator("dialog[open]");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Mañana 10:00" }).ClickAsync();
        await dialog.GetByLabel("A la espera de").SelectOptionAsync("Client");
        await dialog.GetByLabel("¿Qué pregunta a la empresa cliente?").FillAsync("¿Aceptan el cargo de María?");
        await AssertAccessible(agent);
        await Picture(agent, "Desk.ask-client");
        await dialog.Locator(".primary").ClickAsync();
        await Expect(agent.Locator(".desk-item")).ToHaveCountAsync(0);

        var client = await OpenAs(workbench, uploader.Email!, "/portal", Screen.Phone);
        await Expect(client.GetByRole(AriaRole.Heading, new() { Name = "1 pregunta espera su respuesta" })).ToBeVisibleAsync();
        await AssertAccessible(client);
        await Picture(client, "Portal.asked.phone");
        await client.GetByRole(AriaRole.Link, new() { Name = "Pendiente IBL" }).ClickAsync();
        await Answer(client).FillAsync("Sí, lo aceptamos.");
        await AssertAccessible(client);
        await Picture(client, "Portal.answer.phone");
        await client.GetByRole(AriaRole.Button, new() { Name = "Enviar la respuesta" }).ClickAsync();
        await Expect(Answer(client)).ToHaveCountAsync(0);
        await Expect(client.GetByText("Sí, lo aceptamos.")).ToBeVisibleAsync();
        Assert.DoesNotContain(PortalFloor.Agent, await client.InnerTextAsync("body"), StringComparison.Ordinal);

        await agent.Keyboard.PressAsync("n");
        await Expect(agent.GetByRole(AriaRole.Region, new() { Name = "Pendiente IBL" })).ToContainTextAsync("Sí, lo aceptamos.");
        await AssertAccessible(agent);
        await Picture(agent, "Desk.answered");
    }

    private static ILocator Answer(IPage page) => page.GetByRole(AriaRole.Textbox, new() { Name = "Su respuesta" });
}

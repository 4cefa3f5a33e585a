using System.Text.RegularExpressions;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BpoWorkbench.Tests.Browser;

/// <summary>Coming in, being kept out, and being thrown out.</summary>
public sealed class AccountJourney(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task The_first_visitor_creates_the_administrator_with_the_printed_code()
    {
        var workbench = await StartWorkbench();
        var code = Regex.Match(string.Join('\n', workbench.Log), "with this code: (?<code>[0-9A-Z-]+)").Groups["code"].Value;
        var page = await Open(new Uri(workbench.Address, "/people"));
        await Expect(page).ToHaveURLAsync(new Regex("/account/first-run$"));
        await AssertAccessible(page);

        async Task Create(string typed)
        {
            await page.GetByLabel("Código de un solo uso").FillAsync(typed);
            await page.GetByLabel("Nombre").FillAsync("Rosa Ferrer");
            await page.GetByLabel("Correo electrónico").FillAsync("rosa@centro.es");
            await page.GetByLabel("Contraseña").FillAsync(Company.Password);
            await page.GetByRole(AriaRole.Button, new() { Name = "Crear el administrador" }).ClickAsync();
        }

        await Create("AAAA-BBBB-CCCC");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("El código no es correcto");
        await Create(code.ToLowerInvariant());
        await Expect(page).ToHaveURLAsync(new Regex("/people$"));
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Rosa Ferrer" })).ToBeVisibleAsync();

        // Nothing can be made before there is a client to make it for: each page leads there.
        foreach (var first in new[] { "/campaigns/new", "/queues/new" })
        {
            await page.Visit(first);
            await page.GetByRole(AriaRole.Link, new() { Name = "Nueva empresa cliente", Exact = true }).ClickAsync();
            await Expect(page).ToHaveURLAsync(new Regex("/clients/new$"));
        }

        ExpectedErrors.Add("404");
        Assert.Equal(404, (await page.GotoAsync("/account/first-run"))!.Status);
    }

    [Fact]
    public async Task Wrong_passwords_lock_the_account_until_an_administrator_unlocks_it()
    {
        var (workbench, company) = await Started();
        var admin = await Company.Person(workbench, "Ada", "ada@centro.es", (null, Role.Administrator));
        var agent = await Company.Person(workbench, "Nuria Vidal", "nuria@centro.es", (company.Id, Role.Agent));
        var page = await Open(workbench.On("agent"));
        await Expect(page).ToHaveURLAsync(new Regex("/account/sign-in"));
        await AssertAccessible(page);

        await page.SignIn("nuria@centro.es", "not this one");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(new Regex("El correo o la contraseña no son correctos"));
        await page.SignIn("nobody@centro.es", "not this one");
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(new Regex("El correo o la contraseña no son correctos"));
        for (var i = 0; i < 4; i++)
        {
            await page.SignIn("nuria@centro.es", "not this one");
        }

        // Told to everybody, so that it tells nobody who has an account.
        await page.SignIn("nuria@centro.es", Company.Password);
        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync(new Regex("Tras 5 intentos fallidos la cuenta se bloquea 15 min"));

        var office = await SignedIn(workbench, "admin", admin, $"/people/{agent.Id}");
        await office.GetByRole(AriaRole.Button, new() { Name = "Desbloquear" }).ClickAsync();
        await Expect(office.GetByRole(AriaRole.Button, new() { Name = "Desbloquear" })).ToHaveCountAsync(0);
        await page.SignIn("nuria@centro.es", Company.Password);
        await Expect(page).ToHaveURLAsync(new Regex("/desk$"));
    }

    [Fact]
    public async Task A_grant_taken_away_reaches_the_open_page()
    {
        var (workbench, company) = await Started();
        var admin = await Company.Person(workbench, "Ada", "ada@centro.es", (null, Role.Administrator));
        var other = await Company.Person(workbench, "Bruno", "bruno@centro.es", (company.Id, Role.Administrator), (company.Id, Role.Agent));
        var theirs = await SignedIn(workbench, "bruno", other, "/people");
        await Expect(theirs.GetByRole(AriaRole.Link, new() { Name = "Bruno" })).ToBeVisibleAsync();
        var menu = theirs.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Personas" });
        await Expect(menu).ToBeVisibleAsync();

        var office = await SignedIn(workbench, "admin", admin, $"/people/{other.Id}");
        await office.GetByRole(AriaRole.Checkbox, new() { Name = "Administrador de Iberluz", Exact = true }).UncheckAsync();

        await Expect(theirs.GetByRole(AriaRole.Heading, new() { Name = "Sin acceso" })).ToBeVisibleAsync();
        await Expect(menu).ToHaveCountAsync(0);
        await office.GetByRole(AriaRole.Checkbox, new() { Name = "Administrador de Iberluz", Exact = true }).CheckAsync();
        await Expect(theirs.GetByRole(AriaRole.Link, new() { Name = "Bruno" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_deactivated_person_is_out_of_their_open_page_at_once()
    {
        var (workbench, company) = await Started();
        var admin = await Company.Person(workbench, "Ada", "ada@centro.es", (null, Role.Administrator));
        var other = await Company.Person(workbench, "Bruno", "bruno@centro.es", (company.Id, Role.Administrator));
        var theirs = await SignedIn(workbench, "bruno", other, "/people");
        await Expect(theirs.GetByRole(AriaRole.Link, new() { Name = "Bruno" })).ToBeVisibleAsync();

        var office = await SignedIn(workbench, "admin", admin, $"/people/{other.Id}");
        await office.GetByRole(AriaRole.Button, new() { Name = "Desactivar" }).ClickAsync();
        await office.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Desactivar" }).ClickAsync();

        await Expect(theirs).ToHaveURLAsync(new Regex("/account/signed-out$"));
        await theirs.GotoAsync("/account/sign-in");
        await theirs.SignIn("bruno@centro.es", Company.Password);
        await Expect(theirs.GetByRole(AriaRole.Alert)).ToHaveTextAsync(new Regex("no son correctos"));
    }

    [Fact]
    public async Task Signing_out_leaves_every_page_of_that_browser_and_of_no_other()
    {
        var (workbench, _) = await Started();
        var admin = await Company.Person(workbench, "Ada", "ada@centro.es", (null, Role.Administrator));
        var page = await SignedIn(workbench, "admin", admin, "/people");
        var tab = await page.Context.NewPageAsync();
        await tab.GotoAsync(new Uri(workbench.On("admin"), "/clients").ToString());
        await tab.WaitForBlazor();
        var elsewhere = await SignedIn(workbench, "other", admin, "/people");

        await page.Locator(".top details.menu summary").ClickAsync();
        await page.Locator("form[data-antiforgery] button").ClickAsync();

        await Expect(page).ToHaveURLAsync(new Regex("/account/signed-out$"));
        await Expect(tab).ToHaveURLAsync(new Regex("/account/signed-out$"));
        await elsewhere.GetByRole(AriaRole.Link, new() { Name = "Ada" }).ClickAsync();
        await Expect(elsewhere).ToHaveURLAsync(new Regex($"/people/{admin.Id}$"));
    }

    [Fact]
    public async Task A_code_that_is_taken_is_said_beside_it_until_another_is_typed()
    {
        var (workbench, _) = await Started();
        var admin = await Company.Person(workbench, "Ada", "ada@centro.es", (null, Role.Administrator));
        var page = await SignedIn(workbench, "admin", admin, "/clients/new");
        var code = page.GetByLabel("Código corto");
        await code.PressAsync("Control+Enter");
        await Expect(page.GetByLabel("Nombre")).ToBeFocusedAsync();
        await page.GetByLabel("Nombre").FillAsync("Iberluz Norte");
        await code.FillAsync("ibl");
        await code.PressAsync("Control+Enter");

        await Expect(code).ToHaveAccessibleDescriptionAsync(new Regex("Otra empresa cliente usa el código IBL"));
        await Expect(page.Locator(".rz-notification-item")).ToHaveCountAsync(0);
        await AssertAccessible(page);
        await code.FillAsync("ibn");
        await code.PressAsync("Control+Enter");
        await Expect(page).ToHaveURLAsync(new Regex("/clients$"));
    }

    [Fact]
    public async Task An_invited_person_chooses_a_password_by_the_link_and_comes_in()
    {
        var (workbench, _) = await Started();
        var admin = await Company.Person(workbench, "Ada", "ada@centro.es", (null, Role.Administrator));
        var office = await SignedIn(workbench, "admin", admin, "/people/invite");
        await office.GetByLabel("Nombre").FillAsync("María Ángeles Pons");
        await office.GetByLabel("Correo electrónico").FillAsync("mapons@centro.es");
        await office.GetByRole(AriaRole.Checkbox, new() { Name = "Iberluz" }).CheckAsync();
        await AssertAccessible(office);
        await office.GetByRole(AriaRole.Button, new() { Name = "Invitar" }).ClickAsync();
        var link = await office.GetByLabel("Enlace de María Ángeles Pons").InputValueAsync();
        await AssertAccessible(office);

        var page = await Open(new Uri(workbench.On("agent"), new Uri(link).PathAndQuery));
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Le damos la bienvenida, María Ángeles Pons" })).ToBeVisibleAsync();
        await page.GetByLabel("Contraseña nueva").FillAsync("short");
        await page.GetByLabel("Contraseña nueva").EvaluateAsync("input => input.removeAttribute('minlength')");
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar y entrar" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("al menos 10 caracteres");
        await page.GetByLabel("Contraseña nueva").FillAsync(Company.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar y entrar" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new Regex("/desk$"));

        var late = await Open(new Uri(workbench.On("other"), new Uri(link).PathAndQuery));
        await Expect(late.GetByRole(AriaRole.Heading, new() { Name = "El enlace ya no sirve" })).ToBeVisibleAsync();
    }

    private async Task<(Workbench Workbench, Company Company)> Started()
    {
        var workbench = await StartWorkbench();
        return (workbench, await Company.Add(workbench, "Iberluz", "IBL"));
    }

    private async Task<IPage> SignedIn(Workbench workbench, string name, Person person, string path)
    {
        var page = await Open(new Uri(workbench.On(name), path));
        await page.SignIn(person.Email!, Company.Password);
        await Expect(page).ToHaveURLAsync(new Regex(Regex.Escape(path) + "$"));
        await page.WaitForBlazor();
        return page;
    }
}

internal static class SigningIn
{
    /// <summary>Fills in the form that is on screen and sends it.</summary>
    public static async Task SignIn(this IPage page, string email, string password)
    {
        await page.GetByLabel("Correo electrónico").FillAsync(email);
        await page.GetByLabel("Contraseña", new() { Exact = true }).FillAsync(password);
        await page.RunAndWaitForRequestFinishedAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Iniciar sesión" }).ClickAsync(), new() { Predicate = request => request.Method == "POST" });
    }
}

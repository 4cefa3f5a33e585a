using System.Diagnostics;
using System.Net.Http.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BpoWorkbench.Tests.Browser;

/// <summary>Agents who come, go, and are lost; and work that comes to them.</summary>
public sealed class AttendanceJourney(Chromium chromium) : BrowserTest(chromium)
{
    private Workbench _workbench = null!;
    private Company _company = null!;
    private Queue _queue = null!;

    [Fact]
    public async Task A_killed_tab_loses_nothing_its_agent_finds_the_item_with_what_was_typed()
    {
        var agent = await Floor(("Sharing:LeaseSeconds", "6"));
        await Arrive("Ana");
        var page = await Desk(agent);
        await page.Keyboard.PressAsync("n");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Ana" })).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("t");
        await Expect(page.Locator("#note")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Llamará ella el lunes");
        await Expect(page.Locator(".note [role=status]")).ToHaveTextAsync("guardada");

        // The renderer dies: no page is left that could say goodbye.
        var dies = new TaskCompletionSource();
        page.Crash += (_, _) => dies.TrySetResult();
        _ = (await page.Context.NewCDPSessionAsync(page)).SendAsync("Page.crash");
        await dies.Task;
        await Patience.Until(async () => (await Item("Ana")).State == WorkState.Ready);
        await page.CloseAsync();

        var again = await Desk(agent);
        await Expect(again.Locator(".desk-mine")).ToContainTextAsync("Guardadas para usted");
        await again.Keyboard.PressAsync("n");
        await Expect(again.GetByRole(AriaRole.Region, new() { Name = "Ana" })).ToBeVisibleAsync();
        await Expect(again.Locator("#note")).ToHaveValueAsync("Llamará ella el lunes");
    }

    [Fact]
    public async Task A_tab_left_in_the_background_keeps_its_item()
    {
        var agent = await Floor(("Sharing:LeaseSeconds", "12"));
        await Arrive("Ana");
        var page = await Desk(agent);
        await page.Keyboard.PressAsync("n");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Ana" })).ToBeVisibleAsync();
        // So that the browser does not put it to sleep.
        await Patience.Until(async () => await page.EvaluateAsync<int>("async () => (await navigator.locks.query()).held.filter(l => l.name === 'desk').length") == 1);

        var other = await page.Context.NewPageAsync();
        await other.BringToFrontAsync();
        // The clock of the page stands still from now on, as that of one that sleeps.
        await page.EvaluateAsync("() => { window.setTimeout = window.setInterval = () => 0; }");
        var since = Stopwatch.StartNew();
        await Patience.Until(() => since.Elapsed > TimeSpan.FromSeconds(20));

        var item = await Item("Ana");
        Assert.Equal((WorkState.Claimed, agent.Id), (item.State, item.OwnerId));
        Assert.DoesNotContain(item.Events, e => e.Kind == WorkEventKind.Released);
    }

    [Fact]
    public async Task Closing_one_of_two_desks_leaves_the_agent_at_the_other()
    {
        var agent = await Floor();
        await Arrive("Ana");
        var first = await Desk(agent);
        await first.Keyboard.PressAsync("n");
        await Expect(first.GetByRole(AriaRole.Region, new() { Name = "Ana" })).ToBeVisibleAsync();
        var second = await first.Context.NewPageAsync();
        await second.Visit("/desk");
        await Expect(second.GetByRole(AriaRole.Region, new() { Name = "Ana" })).ToBeVisibleAsync();

        var circuits = _workbench.Services.GetRequiredService<OpenCircuits>();
        Assert.Equal(2, circuits.Of(agent.Id));
        await first.CloseAsync();
        await Patience.Until(() => circuits.Of(agent.Id) == 1);

        Assert.NotNull((await Item("Ana")).ActiveSince);
        var online = false;
        await Company.AsSystem(_workbench, async db => online = await db.Presences.Where(p => p.PersonId == agent.Id).Select(p => p.Online).SingleAsync());
        Assert.True(online);
    }

    [Fact]
    public async Task Pushed_work_appears_by_itself_and_is_accepted_by_a_key()
    {
        var agent = await Floor();
        await _company.Write(async db => (await db.Queues.SingleAsync(q => q.Id == _queue.Id)).Push = true);
        var page = await Desk(agent);
        await Expect(page.Locator(".presence select")).ToHaveValueAsync("1");
        await Arrive("Ana");
        await Expect(page.Locator(".offer")).ToContainTextAsync("Ana");
        await AssertAccessible(page);
        await page.Keyboard.PressAsync("a");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Ana" })).ToBeVisibleAsync();
        await Expect(page.Locator(".offer")).ToHaveCountAsync(0);

        // Not on a break.
        await page.Keyboard.PressAsync("1");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Ana" })).ToHaveCountAsync(0);
        await page.Locator(".presence select").SelectOptionAsync(new SelectOptionValue { Label = "Descanso" });
        await Patience.Until(async () => await Code(agent) == 2);
        await Arrive("Berta");
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator(".rz-notification")).ToContainTextAsync("Disponible");
        await page.Locator(".presence select").SelectOptionAsync(new SelectOptionValue { Label = "Disponible" });
        await Expect(page.Locator(".offer")).ToContainTextAsync("Berta");
    }

    [Fact]
    public async Task The_house_names_its_own_codes_of_presence()
    {
        await Floor();
        var administrator = await Company.Person(_workbench, "Julia", "julia@example.com", (null, Role.Administrator));
        var page = await Open(new Uri(_workbench.Address, "/account/sign-in"));
        var walk = await Walk.As(_workbench, administrator, page);
        await walk.Go("/settings/presence");
        await AssertAccessible(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Añadir código" }).ClickAsync();
        // The codes that are shipped say their name where a new one has none yet.
        var unnamed = page.Locator("tbody input.input[placeholder='']");
        await unnamed.FillAsync("Lactancia");
        await page.GetByRole(AriaRole.Button, new() { Name = "Guardar" }).ClickAsync();
        await Patience.Until(async () =>
        {
            var found = false;
            await Company.AsSystem(_workbench, async db => found = await db.PresenceCodes.AnyAsync(c => c.Name == "Lactancia" && c.Paid && !c.ReceivesWork));
            return found;
        });
    }

    [Fact]
    public async Task A_telephone_moves_what_the_desk_shows()
    {
        var agent = await Floor();
        var administrator = await Company.Person(_workbench, "Julia", "julia@example.com", (null, Role.Administrator));
        await Arrive("Ana");
        var desk = await Desk(agent);
        await desk.Keyboard.PressAsync("n");
        await Expect(desk.GetByRole(AriaRole.Region, new() { Name = "Ana" })).ToBeVisibleAsync();
        await Expect(desk.Locator(".presence select")).ToHaveValueAsync("1");

        var house = await OpenAs(_workbench, administrator.Email!, "/settings/keys");
        await house.GetByLabel("¿Para qué es?").FillAsync("Centralita");
        await house.GetByRole(AriaRole.Button, new() { Name = "Crear clave" }).ClickAsync();
        var key = await house.GetByRole(AriaRole.Dialog).GetByLabel("Clave para Centralita").InputValueAsync();
        using var telephone = _workbench.NewClient();
        telephone.DefaultRequestHeaders.Authorization = new("Bearer", key);
        using var told = await telephone.PutAsJsonAsync(new Uri($"/api/v1/agents/{agent.Email}/presence", UriKind.Relative), new { code = "meal" });
        Assert.True(told.IsSuccessStatusCode, $"{told.StatusCode}");

        await Expect(desk.Locator(".presence select")).ToHaveValueAsync("4");
        await Patience.Until(async () => (await Item("Ana")).ActiveSince is null);
        await house.Visit("/settings/keys");
        await Expect(house.GetByRole(AriaRole.Row).Filter(new() { HasText = "Lucía Ferrer" })).ToContainTextAsync("Centralita");
        await AssertAccessible(house);
        await Picture(house, "AttendanceJourney.keys");
    }

    private async Task<Person> Floor(params (string Key, string Value)[] settings)
    {
        _workbench = await StartWorkbench(new() { Settings = settings.ToDictionary(s => s.Key, s => s.Value) });
        _company = await Company.Add(_workbench, "Iberluz", "IBL");
        var agent = await Company.Person(_workbench, "Lucía Ferrer", "agente@example.com", (_company.Id, Role.Agent));
        _queue = await _company.Queue("Bienvenida");
        await _company.Write(db =>
        {
            db.Add(QueueMember.Person(db.Attach(_queue).Entity, agent.Id));
            return Task.CompletedTask;
        });
        return agent;
    }

    private Task Arrive(string title) => _company.Receive(_queue, _workbench.Services.GetRequiredService<TimeProvider>().Now(), (title, title, []));

    private Task<IPage> Desk(Person agent) => OpenAs(_workbench, agent.Email!, "/desk");

    private async Task<WorkItem> Item(string title)
    {
        WorkItem? item = null;
        await _company.Write(async db => item = await db.WorkItems.AsNoTracking().Include(i => i.Events).SingleAsync(i => i.Title == title));
        return item!;
    }

    private async Task<long> Code(Person agent)
    {
        long code = 0;
        await Company.AsSystem(_workbench, async db => code = await db.Presences.Where(p => p.PersonId == agent.Id).Select(p => p.CodeId).SingleAsync());
        return code;
    }
}

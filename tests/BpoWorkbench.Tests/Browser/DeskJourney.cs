using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BpoWorkbench.Tests.Browser;

/// <summary>An agent's morning without a mouse.</summary>
public sealed class DeskJourney(Chromium chromium) : BrowserTest(chromium)
{
    private Company _company = null!;
    private IPage _page = null!;

    private ILocator Title => _page.Locator(".desk-item");

    private ILocator Moments => _page.Locator("dialog[open] .quick-times button");

    [Fact]
    public async Task An_agent_works_by_keyboard_alone()
    {
        await Sit("Ana", "Berta", "Carla", "Diana");

        await Press("n");
        await OnDesk("Ana");

        await Press("t");
        await Expect(_page.Locator("#note")).ToBeFocusedAsync();
        await _page.Keyboard.TypeAsync("Dijo que sí 1 zrwnf?");
        await Expect(_page.Locator("#note")).ToHaveValueAsync("Dijo que sí 1 zrwnf?");
        await Expect(_page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await OnDesk("Ana");

        await Press("Escape");
        await Press("1");
        await OnDesk("Berta");
        await Stored("Ana", WorkState.Done, outcome: "OK", note: "Dijo que sí 1 zrwnf?");
        await Expect(_page.Locator("#note")).ToHaveValueAsync("");

        await Press("z");
        await OnDesk("Ana");
        await Stored("Ana", WorkState.Claimed);
        await Stored("Berta", WorkState.Claimed);

        await Press("2");
        await OnDesk("Carla");
        await Stored("Ana", WorkState.Done, outcome: "KO");
    }

    [Fact]
    public async Task What_cannot_be_finished_goes_back_or_waits()
    {
        await Sit("Ana", "Berta");
        await Press("n");
        await OnDesk("Ana");

        await Press("r");
        await Expect(_page.Locator("dialog[open] textarea")).ToBeVisibleAsync();
        await _page.Keyboard.PressAsync("Control+Enter");
        await Expect(_page.Locator("dialog[open] .error")).ToContainTextAsync("Diga por qué la devuelve");
        await Stored("Ana", WorkState.Claimed);
        await _page.Locator("dialog[open] textarea").FocusAsync();
        await _page.Keyboard.TypeAsync("Habla solo francés");
        await _page.Keyboard.PressAsync("Control+Enter");
        await Expect(Title).ToHaveCountAsync(0);
        await Stored("Ana", WorkState.Ready, note: "Habla solo francés");

        // Not at once to whoever gave it back.
        await Press("n");
        await OnDesk("Berta");
        await Press("w");
        await Expect(Moments.First).ToBeFocusedAsync();
        await Press("1");
        await Expect(_page.Locator("dialog[open] .primary")).ToBeEnabledAsync();
        await _page.Keyboard.PressAsync("Control+Enter");
        await Expect(Title).ToHaveCountAsync(0);
        await Stored("Berta", WorkState.Waiting, step: WorkEventKind.Waited);
        await Expect(_page.Locator(".desk-mine")).ToContainTextAsync("Berta");

        await Press("n");
        await OnDesk("Ana");
        await Expect(_page.Locator(".desk-customer")).ToContainTextAsync("Habla solo francés");
    }

    [Fact]
    public async Task A_call_back_asks_when_and_an_unanswered_call_comes_back_by_itself()
    {
        await Sit("Ana", "Berta", "Carla");
        await Press("n");
        await OnDesk("Ana");

        await Press("3");
        await Expect(_page.Locator("dialog[open]")).ToContainTextAsync("Volver a llamar");
        await Press("Escape");
        await Expect(_page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await Stored("Ana", WorkState.Claimed);
        await Press("f");
        await Expect(_page.Locator("dialog[open] .choices button").First).ToBeFocusedAsync();
        await Press("3");
        await Expect(Moments.First).ToBeFocusedAsync();
        await Press("2");
        await Expect(_page.Locator("dialog[open] .primary")).ToBeEnabledAsync();
        await _page.Keyboard.PressAsync("Control+Enter");
        await OnDesk("Berta");
        await Stored("Ana", WorkState.Waiting, step: WorkEventKind.CalledBack);

        await Press("4");
        await OnDesk("Carla");
        await Stored("Berta", WorkState.Waiting, step: WorkEventKind.Retried);
    }

    [Fact]
    public async Task A_closing_that_is_told_late_does_not_close_the_next_question()
    {
        await Sit("Ana");
        await Press("n");
        await OnDesk("Ana");
        await Press("w");
        await Expect(Moments.First).ToBeFocusedAsync();

        // Browsers tell of a closed dialog with their next picture: a quick hand has pressed the next key by then.
        await _page.EvaluateAsync("""
            () => {
                const dialog = document.querySelector("dialog[open]");
                dialog.dispatchEvent(new Event("cancel"));
                dialog.removeAttribute("open");
                document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "f", bubbles: true }));
                dialog.dispatchEvent(new Event("close"));
            }
            """);

        await Expect(_page.Locator("dialog[open] .choices button").First).ToBeFocusedAsync();
        await Press("1");
        await Expect(Title).ToHaveCountAsync(0);
        await Stored("Ana", WorkState.Done, outcome: "OK");
    }

    [Fact]
    public async Task Whoever_finishes_an_item_before_all_of_it_has_come_goes_on_working()
    {
        await Sit("Ana");
        var slow = new TaskCompletionSource();
        await _page.RouteAsync("**/upload*.js", async route =>
        {
            await slow.Task;
            await route.ContinueAsync();
        });
        var asked = _page.WaitForRequestAsync("**/upload*.js");
        await Press("n");
        await OnDesk("Ana");
        await asked;
        await Press("1");
        await Expect(Title).ToHaveCountAsync(0);

        await _page.RunAndWaitForResponseAsync(() => Task.FromResult(slow.TrySetResult()), "**/upload*.js");
        await Press("z");
        await OnDesk("Ana");
    }

    [Fact]
    public async Task A_small_laptop_keeps_my_work_the_item_and_the_customer_side_by_side()
    {
        await Sit("Ana");
        await _page.SetViewportSizeAsync(1280, 720);
        await Press("n");
        await OnDesk("Ana");

        var item = (await _page.Locator(".desk-item").BoundingBoxAsync())!;
        var customer = (await _page.Locator(".desk-customer").BoundingBoxAsync())!;
        Assert.Equal((item.Y, item.Height), (customer.Y, customer.Height));
        Assert.InRange(item.Width, 600, customer.X);
    }

    [Fact]
    public async Task The_keys_are_listed_and_can_be_switched_off()
    {
        await Sit("Ana", "Berta");
        await Press("n");
        await OnDesk("Ana");

        await Press("?");
        var keys = _page.Locator("dialog[open] .keys");
        foreach (var listed in new[] { "Siguiente", "Devolver", "En espera", "Finalizar", "Deshacer la última", "Resuelto", "No procede" })
        {
            await Expect(keys).ToContainTextAsync(listed);
        }

        await AssertAccessible(_page);
        await Press("1");
        await Stored("Ana", WorkState.Claimed);
        await _page.Locator("dialog[open] input[type=checkbox]").FocusAsync();
        await _page.Keyboard.PressAsync("Space");
        await Expect(_page.Locator("dialog[open] input[type=checkbox]")).Not.ToBeCheckedAsync();
        await Press("Escape");
        await Expect(_page.Locator("dialog[open]")).ToHaveCountAsync(0);

        await Press("1");
        await Press("r");
        await _page.EvaluateAsync("new Promise(done => setTimeout(done, 400))");
        await Expect(_page.Locator("dialog[open]")).ToHaveCountAsync(0);
        await OnDesk("Ana");
        await Stored("Ana", WorkState.Claimed);
    }

    // The earlier named, the sooner due.
    private async Task Sit(params string[] items)
    {
        var workbench = await StartWorkbench();
        _company = await Company.Add(workbench, "Iberluz", "IBL");
        var agent = await Company.Person(workbench, "Lucía Ferrer", "agente@example.com", (_company.Id, Role.Agent));
        var queue = await _company.Queue("Bienvenida", fields: [new("titular", "Titular", FieldType.Text, false, [], CustomerPart.Name, false)]);
        await _company.Write(db =>
        {
            db.Add(QueueMember.Person(db.Attach(queue).Entity, agent.Id));
            return Task.CompletedTask;
        });
        var now = workbench.Services.GetRequiredService<TimeProvider>().Now();
        for (var i = 0; i < items.Length; i++)
        {
            await _company.Receive(queue, now.AddMinutes(i - 60), ($"R-{i}", items[i], new() { ["titular"] = items[i] }));
        }

        _page = await OpenAs(workbench, agent.Email!, "/desk");
    }

    private Task Press(string key) => _page.Keyboard.PressAsync(key);

    private Task OnDesk(string item) => Expect(_page.GetByRole(AriaRole.Region, new() { Name = item })).ToBeVisibleAsync();

    private async Task Stored(string title, WorkState state, string? outcome = null, string? note = null, WorkEventKind? step = null)
    {
        WorkItem? item = null;
        await _company.Write(async db => item = await db.WorkItems.AsNoTracking().Include(i => i.Disposition).Include(i => i.Notes).Include(i => i.Events).SingleAsync(i => i.Title == title));
        Assert.Equal(state, item!.State);
        if (outcome is not null)
        {
            Assert.Equal(outcome, item.Disposition?.Code);
        }

        if (step is not null)
        {
            Assert.Contains(item.Events, e => e.Kind == step);
        }

        if (note is not null)
        {
            Assert.Contains(item.Notes, n => n.Text == note);
        }
    }
}

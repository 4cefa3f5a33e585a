using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Mime;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Tests.Features.Email;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using static Microsoft.Playwright.Assertions;

namespace BpoWorkbench.Tests.Browser;

/// <summary>Mail from the customer's mail server to the agent and back, by real servers all the way.</summary>
public sealed class MailServersJourney(Chromium chromium) : BrowserTest(chromium)
{
    private MailServers _servers = null!;

    public override async Task InitializeAsync() => _servers = await MailServers.Start();

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _servers.DisposeAsync();
    }

    [Fact]
    public async Task A_customer_is_answered_in_the_clients_name_and_a_machines_answer_to_that_ends_it()
    {
        var clock = new MovedClock();
        var mail = await EmailFloor.Of(await StartWorkbench(new() { Time = clock }));
        await mail.SendBy(_servers);
        await mail.Company.Write(async db => (await db.Mailboxes.SingleAsync()).Passed("auth=pass", DateTime.UnixEpoch));
        var fetchmail = new Fetchmail(_servers);
        await fetchmail.Into(mail.Workbench.Address, mail.Key);
        await _servers.Send(MailServers.Letter("2@example.com", "Mi factura", "¿Por qué pago 12 € más este año?", "References: <1@example.com>"), MailServers.Customer, MailServers.Client);
        await fetchmail.Poll();

        // The agent answers, by keyboard.
        var page = await OpenAs(mail.Workbench, mail.Agent.Email!, "/desk");
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator(".message")).ToContainTextAsync("¿Por qué pago 12 € más este año?");
        await page.Keyboard.PressAsync("a");
        await Expect(page.Locator("#reply")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Hola, señora Ruiz: son 12 € del peaje, según la tarifa de este año.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".message")).ToHaveCountAsync(0);

        // The customer has it, once the time to have it back is over.
        clock.Move(OutboxMessage.RecallWindow);
        await Patience.Until(() => _servers.Letters(MailServers.Customer).Count > 0);
        var answer = Read(Assert.Single(_servers.Letters(MailServers.Customer)));
        Assert.Equal(new MailAddress("Iberluz Energía", MailServers.Client), Assert.Single(answer.From));
        Assert.Equal(MailServers.Customer, Assert.Single(answer.To).Address);
        Assert.Equal($"<{MailServers.Client}>", answer.Headers.Raw("Return-Path")?.Trim());
        Assert.Equal(("Re: Mi factura", "Hola, señora Ruiz: son 12 € del peaje, según la tarifa de este año."), (answer.Subject, answer.Text!.Trim()));
        Assert.Equal(["2@example.com"], answer.InReplyTo);
        Assert.Equal(["1@example.com", "2@example.com"], answer.References);
        var item = (await mail.Messages()).Single(m => !m.IsOurs).ItemId!.Value;
        Assert.Equal(WorkState.Done, (await mail.Item(item)).State);

        // Her absence answers that: it is put aside, and nothing is sent to it.
        await _servers.Send(
            MailServers.Letter("3@example.com", "Respuesta automática: Re: Mi factura", "Vuelvo el día 20.", $"In-Reply-To: <{answer.MessageId}>", "Auto-Submitted: auto-replied"), from: "", MailServers.Client);
        await fetchmail.Poll();
        var supervisor = await OpenAs(mail.Workbench, mail.Supervisor.Email!, $"/email/{mail.Queue.Id}");
        await Expect(supervisor.Locator("main")).ToContainTextAsync("Vuelvo el día 20.");
        await Expect(supervisor.Locator("main")).ToContainTextAsync("Auto-Submitted: auto-replied");
        Assert.Equal(WorkState.Done, (await mail.Item(item)).State);
        await mail.Company.Write(async db => Assert.Equal(OutboxState.Sent, (await db.Outbox.SingleAsync()).State));
        Assert.Single(_servers.Letters(MailServers.Customer));
        Assert.Equal(0, await _servers.Held());
    }

    private static MailMessage Read(byte[] letter)
    {
        using var content = new MemoryStream(letter);
        return MailReader.Read(content);
    }

    // The machine's own, moved on so that nobody has to wait.
    private sealed class MovedClock : TimeProvider
    {
        private long _moved;

        public void Move(TimeSpan by) => Interlocked.Add(ref _moved, by.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _moved));
    }
}

using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Email;

/// <summary>What holds between real mail servers and the workbench, where they are set up as docs/api.md tells.</summary>
public sealed class FetchedMailTests : IAsyncLifetime
{
    private const string Text = "Año nuevo: ¿por qué pago 12 € más, señora?";
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private MailServers _servers = null!;
    private EmailFloor _mail = null!;
    private Fetchmail _fetchmail = null!;

    public async Task InitializeAsync()
    {
        _mail = await EmailFloor.Of(await Workbench.Start(new() { Time = _clock, Scheduled = false, Settings = { ["Email:MessageBytes"] = "20000" } }));
        _servers = await MailServers.Start();
        _fetchmail = new Fetchmail(_servers);
        await _fetchmail.Into(_mail.Workbench.Address, _mail.Key);
    }

    public async Task DisposeAsync()
    {
        await _mail.DisposeAsync();
        await _servers.DisposeAsync();
    }

    [Fact]
    public async Task A_message_in_the_clients_mailbox_becomes_an_item_and_the_same_once_more_changes_nothing()
    {
        await Write("1@example.com");
        await _fetchmail.Poll();
        var message = Assert.Single(await _mail.Messages());
        Assert.Equal(("1@example.com", Text, MailServers.Customer, "Ana Ruiz"), (message.MessageKey, message.Text.Trim(), message.FromAddress, message.FromName));
        var item = await _mail.Item(message.ItemId!.Value);
        Assert.Equal((_mail.Queue.Id, WorkState.Ready, "Mi factura"), (item.QueueId, item.State, item.Title));
        Assert.Equal(0, await _servers.Held());

        await Write("1@example.com");
        await _fetchmail.Poll();
        Assert.Equal(0, await _servers.Held());
        Assert.Equal(message.Id, Assert.Single(await _mail.Messages()).Id);
        await _mail.Company.Write(async db => Assert.Equal(item.Id, (await db.WorkItems.SingleAsync()).Id));
    }

    [Fact]
    public async Task A_message_that_could_not_be_handed_in_stays_in_the_mailbox_and_arrives_later()
    {
        await Write("1@example.com");
        // Nobody listens there.
        await _fetchmail.Into(new Uri("http://localhost:1/"), _mail.Key);
        await StaysThere(1);
        await _fetchmail.Into(_mail.Workbench.Address, "bpo_1_x");
        await StaysThere(1);
        Assert.Empty(await _mail.Messages());
        await _fetchmail.Into(_mail.Workbench.Address, _mail.Key);
        await StaysThere(0);
        Assert.NotNull(Assert.Single(await _mail.Messages()).ItemId);
    }

    [Fact]
    public async Task A_message_that_is_refused_keeps_no_other_waiting()
    {
        await Write("1@example.com", string.Join("\r\n", Enumerable.Repeat(Text, 500)));
        await Write("2@example.com");
        await StaysThere(1);
        Assert.Equal("2@example.com", Assert.Single(await _mail.Messages()).MessageKey);
    }

    [Fact]
    public async Task A_message_that_breaks_the_rules_arrives_as_it_came()
    {
        await _servers.Lay("Subject: Mi factura\r\nNo es una cabecera\r\nFrom: ana\r\n\r\nHola\r\n");
        await StaysThere(0);
        Assert.Equal(("ana", "Mi factura"), ((await _mail.Messages()).Single().FromAddress, (await _mail.Messages()).Single().Subject));
    }

    [Fact]
    public async Task A_test_message_that_goes_out_by_the_mail_server_and_comes_back_opens_sending()
    {
        await _mail.SendBy(_servers);
        await _mail.AsSupervisor(services => services.GetRequiredService<TestSending>().Run(_mail.Queue.Id));
        _clock.Advance(OutboxMessage.RecallWindow);
        await _mail.Workbench.Services.GetRequiredService<SendOutbox>().Run(CancellationToken.None);
        await _mail.Company.Write(async db => Assert.Equal(OutboxState.Sent, (await db.Outbox.SingleAsync()).State));
        Assert.Null((await Sending()).TestedAt);

        await Patience.Until(() => _servers.Letters(MailServers.Client).Count == 1);
        await _fetchmail.Poll();
        var sending = await Sending();
        Assert.NotNull(sending.TestedAt);
        Assert.Equal("auth=pass", sending.Found);
        Assert.Equal("sift.test", Assert.Single(await _mail.Messages()).SiftedAs);
    }

    private Task Write(string id, string text = Text) => _servers.Send(MailServers.Letter(id, "Mi factura", text), MailServers.Customer, MailServers.Client);

    private async Task StaysThere(int messages)
    {
        var said = await _fetchmail.Poll();
        var held = await _servers.Held();
        Assert.True(held == messages, $"It holds {held}:\n{said}");
    }

    private async Task<SendingState> Sending()
    {
        SendingState? sending = null;
        await _mail.AsSupervisor(async services => sending = (await services.GetRequiredService<MailboxDetails>().Head(_mail.Queue.Id))!.Sending);
        return sending!;
    }
}

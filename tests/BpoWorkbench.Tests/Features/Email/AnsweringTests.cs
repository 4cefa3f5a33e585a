using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email;
using BpoWorkbench.Platform.Outbox;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Email;

/// <summary>What an agent can rely on who answers in a client's name.</summary>
public sealed class AnsweringTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private EmailFloor _mail = null!;

    public async Task InitializeAsync() => _mail = await EmailFloor.Open(_clock);

    public async Task DisposeAsync() => await _mail.DisposeAsync();

    [Fact]
    public async Task Nothing_is_sent_until_a_test_message_has_come_back()
    {
        var item = await Taken("1@example.com");
        Assert.Equal("reply.not-tested", await Refused(item));
        await _mail.Company.Write(async db => (await db.Mailboxes.SingleAsync()).AnswerAs(EmailFloor.AnswerFrom));
        await _mail.AsSupervisor(services => services.GetRequiredService<TestSending>().Run(_mail.Queue.Id));
        Assert.Equal("reply.not-tested", await Refused(item));
        var test = await Outgoing();
        Assert.Equal((EmailFloor.AnswerFrom, EmailFloor.AnswerFrom), (test.From, test.To));
        var back = await _mail.Take(EmailFloor.Message(test.MessageId.Trim('<', '>'), from: EmailFloor.AnswerFrom, headers: "Authentication-Results: mx.example; spf=pass; dkim=fail"));
        Assert.Equal("sifted", back.Result);
        await _mail.AsSupervisor(async services => Assert.Equal("spf=pass dkim=fail", (await services.GetRequiredService<MailboxDetails>().Head(_mail.Queue.Id))!.Sending!.Found));
        await _mail.AsAgent(services => services.GetRequiredService<SendReply>().Run(item, "Hola, Ana."));
    }

    [Fact]
    public async Task An_answer_goes_on_with_the_conversation_and_can_be_had_back_until_it_leaves()
    {
        await _mail.Answers();
        var item = await Taken("2@example.com", "References: <0@example.com> <1@example.com>", "Reply-To: otra@example.com");
        var answer = 0L;
        await _mail.Company.Write(async db => (await db.WorkItems.SingleAsync()).Draft = new ItemDraft { Note = "Nota", Reply = "Hola, Ana." }.ToJson());
        await _mail.AsAgent(async services => answer = await services.GetRequiredService<SendReply>().Run(item, "Hola, Ana.\n\nUn saludo"));
        var sent = await Outgoing();
        Assert.Equal((EmailFloor.AnswerFrom, "otra@example.com", "Re: Mi factura"), (sent.From, sent.To, sent.Subject));
        Assert.Equal(("<2@example.com>", "<0@example.com> <1@example.com> <2@example.com>"), (sent.InReplyTo, sent.References));
        Assert.EndsWith("@bpo-workbench.iberluz.example>", sent.MessageId, StringComparison.Ordinal);
        Assert.Equal(_clock.GetUtcNow().UtcDateTime.AddSeconds(30), sent.NotBefore);
        // It is not there to be sent once more.
        Assert.Equal(("Nota", ""), (ItemDraft.Parse((await _mail.Item(item)).Draft).Note, ItemDraft.Parse((await _mail.Item(item)).Draft).Reply));
        Assert.Contains((await _mail.Item(item)).Events, e => e.Kind == WorkEventKind.Replied && e.PersonId == _mail.Agent.Id);
        // What is answered to that goes on with the item.
        var reply = await _mail.Take(EmailFloor.Message("3@example.com", headers: $"In-Reply-To: {sent.MessageId}"));
        Assert.Equal(("joined", item), (reply.Result, reply.Item!.Value));

        await _mail.AsAgent(services => services.GetRequiredService<RecallReply>().Run(answer));
        Assert.Equal(OutboxState.Recalled, (await Outgoing()).State);
    }

    [Fact]
    public async Task A_machine_is_never_answered()
    {
        await _mail.Answers();
        var item = await Taken("1@example.com", "Return-Path: <>");
        Assert.Equal("reply.machine", await Refused(item));
        Assert.Equal("reply.text", (await Refusal(services => services.GetRequiredService<SendReply>().Run(item, " "))).Code);
    }

    [Fact]
    public async Task Only_who_has_it_in_hand_answers()
    {
        await _mail.Answers();
        var item = (await _mail.Take(EmailFloor.Message("1@example.com"))).Item!.Value;
        Assert.Equal("item.not-claimed", await Refused(item));
    }

    [Fact]
    public async Task What_the_receiving_server_found_of_a_sender_is_shown_and_what_anybody_may_have_written_is_not()
    {
        var item = await Taken("1@example.com", "Authentication-Results: mx.iberluz.example; spf=pass; dkim=fail", "Authentication-Results: anybody.example; dkim=pass; dmarc=pass");
        await _mail.AsAgent(async services =>
        {
            var found = Assert.Single(await services.GetRequiredService<EmailThread>().Of(item)).Checked!;
            Assert.Equal(("mx.iberluz.example", "spf=pass dkim=fail"), (found.Server, string.Join(' ', found.Results.Select(r => $"{r.Method}={r.Result}"))));
        });
    }

    [Fact]
    public async Task What_was_not_filled_in_stays_here_and_what_the_customer_wrote_themselves_may_be_quoted()
    {
        await _mail.Answers();
        var item = await _mail.Held(EmailFloor.Message("1@example.com", "Plantilla {{total}}", "¿Por qué pone {{ total }}?"));
        var refused = await Refusal(services => services.GetRequiredService<SendReply>().Run(item, "Hola, {{nombre}}: {{total}} es el importe."));
        Assert.Equal(("reply.hole", "{{nombre}}"), (refused.Code, refused.Args.Single()));
        await _mail.AsAgent(services => services.GetRequiredService<SendReply>().Run(item, "Hola: {{total}} es el importe."));
        Assert.Contains("{{total}} es el importe.", (await Outgoing()).Text, StringComparison.Ordinal);
    }

    private Task<long> Taken(string id, params string[] headers) => _mail.Held(EmailFloor.Message(id, headers: headers));

    private async Task<string> Refused(long item) => (await Refusal(services => services.GetRequiredService<SendReply>().Run(item, "Hola"))).Code;

    private async Task<Refusal> Refusal(Func<IServiceProvider, Task> act)
    {
        Refusal? refusal = null;
        await _mail.AsAgent(async services => refusal = await Assert.ThrowsAsync<Refusal>(() => act(services)));
        return refusal!;
    }

    private async Task<OutboxMessage> Outgoing()
    {
        OutboxMessage? message = null;
        await _mail.Company.Write(async db => message = await db.Outbox.AsNoTracking().SingleAsync());
        return message!;
    }
}

using System.IO.Compression;
using System.Net;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email;
using BpoWorkbench.Data;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tests.Features.Api;
using BpoWorkbench.Tests.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Email;

/// <summary>What whoever hands mail in can rely on.</summary>
public sealed class IntakeTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private EmailFloor _mail = null!;

    public async Task InitializeAsync() => _mail = await EmailFloor.Open(_clock);

    public async Task DisposeAsync() => await _mail.DisposeAsync();

    [Fact]
    public async Task A_row_of_a_workbook_is_no_message()
    {
        var tasks = await _mail.Company.Queue("Bajas");
        await _mail.AsSupervisor(async services =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            Assert.Equal([tasks.Id], await services.GetRequiredService<ImportSight>().Queues(db).Select(q => q.Id).ToListAsync());
        });
    }

    [Fact]
    public async Task A_message_becomes_an_item_of_its_mailbox_and_the_same_once_more_is_the_same_item()
    {
        var first = await _mail.Take(EmailFloor.Message("1@example.com"));
        Assert.Equal("taken", first.Result);
        var item = await _mail.Item(first.Item!.Value);
        Assert.Equal((_mail.Queue.Id, WorkState.Ready, "Mi factura"), (item.QueueId, item.State, item.Title));
        Assert.Equal("Ana Ruiz <ana@example.com>", item.Fields["remitente"]);

        Assert.Equal(("known", first.Item, first.Id), await _mail.Take(EmailFloor.Message("1@example.com", text: "Otra vez")));
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _mail.Take(EmailFloor.Message("2@example.com"))));
        Assert.Single(all.Select(t => t.Item).Distinct());
        Assert.Single(all, t => t.Result == "taken");
        var without = EmailFloor.Message("x").Replace("Message-ID: <x>\r\n", "", StringComparison.Ordinal);
        Assert.Equal((await _mail.Take(without)).Item, (await _mail.Take(without)).Item);
        Assert.Equal(3, (await _mail.Messages()).Count);
        await ImportTests.AssertFigures(_mail.Workbench);
    }

    [Fact]
    public async Task A_reply_goes_on_with_its_item_wherever_that_stands()
    {
        var first = (await _mail.Take(EmailFloor.Message("1@example.com"))).Item!.Value;
        // Still open: it joins, whatever it answers of the conversation.
        Assert.Equal(("joined", first), Short(await _mail.Take(EmailFloor.Message("2@example.com", headers: "In-Reply-To: <1@example.com>"))));
        Assert.Equal(("joined", first), Short(await _mail.Take(EmailFloor.Message("3@example.com", headers: "References: <other@example.com>\r\n <2@example.com>"))));

        // Waiting for whoever wrote: it is ready at once. Waiting for somebody else: it goes on waiting.
        await Claim(first);
        await _mail.AsAgent(services => services.GetRequiredService<WaitForItem>().Run(first, Now.AddDays(2), WaitingOn.ThirdParty, null));
        await _mail.Take(EmailFloor.Message("4@example.com", headers: "In-Reply-To: <1@example.com>"));
        Assert.Equal(WorkState.Waiting, (await _mail.Item(first)).State);
        await _mail.Company.Write(async db => (await db.WorkItems.SingleAsync()).Wake(await db.Lanes.FirstAsync(), Now));
        await Claim(first);
        await _mail.AsAgent(services => services.GetRequiredService<WaitForItem>().Run(first, Now.AddDays(2), WaitingOn.Customer, null));
        await _mail.Take(EmailFloor.Message("5@example.com", headers: "In-Reply-To: <1@example.com>"));
        Assert.Equal(WorkState.Ready, (await _mail.Item(first)).State);

        // Done: to be done again.
        await _mail.Company.Complete(first, "OK", _mail.Agent.Id, Now);
        Assert.Equal(("joined", first), Short(await _mail.Take(EmailFloor.Message("6@example.com", headers: "In-Reply-To: <5@example.com>"))));
        var reopened = await _mail.Item(first);
        Assert.Equal((WorkState.Ready, true), (reopened.State, reopened.Events.Exists(e => e is { Kind: WorkEventKind.Reopened, PersonId: null })));

        // Or, where the queue says so, an item of its own.
        await _mail.Company.Write(async db => (await db.Mailboxes.SingleAsync()).LateReply = LateReply.Child);
        await _mail.Company.Complete(first, "OK", _mail.Agent.Id, Now);
        var own = await _mail.Take(EmailFloor.Message("7@example.com", headers: "In-Reply-To: <6@example.com>"));
        Assert.Equal("taken", own.Result);
        Assert.Equal(first, (await _mail.Item(own.Item!.Value)).ParentId);
        // What goes on from there is of the newest.
        Assert.Equal(("joined", own.Item!.Value), Short(await _mail.Take(EmailFloor.Message("8@example.com", headers: "References: <1@example.com> <7@example.com>"))));
        await ImportTests.AssertFigures(_mail.Workbench);
    }

    [Fact]
    public async Task It_goes_to_the_mailbox_that_it_was_delivered_to()
    {
        var other = await _mail.Company.Queue("Reclamaciones", kind: EmailFeature.Kind);
        await _mail.Company.Write(async db =>
        {
            db.Mailboxes.Add(new Mailbox(other, "reclamaciones@bpo.example"));
            await db.SaveChangesAsync();
        });
        Assert.Equal(other.Id, (await _mail.Item((await _mail.Take(EmailFloor.Message("1@example.com"), "Reclamaciones+web@bpo.example")).Item!.Value)).QueueId);
        Assert.Equal(_mail.Queue.Id, (await _mail.Item((await _mail.Take(EmailFloor.Message("2@example.com"))).Item!.Value)).QueueId);
        await ApiFloor.Problem(await _mail.Post(EmailFloor.Message("3@example.com"), to: "nadie@bpo.example"), HttpStatusCode.BadRequest, "email.no-mailbox");
        await ApiFloor.Problem(await _mail.Post(EmailFloor.Message("3@example.com").Replace(EmailFloor.Address, "nadie@bpo.example", StringComparison.Ordinal)), HttpStatusCode.BadRequest, "email.no-mailbox");
        await ApiFloor.Problem(await _mail.Post(""), HttpStatusCode.BadRequest, "email.empty");
        using var refused = await _mail.Post(EmailFloor.Message("3@example.com"), key: "bpo_1_x");
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        Assert.Equal(2, (await _mail.Messages()).Count);
        // Nobody works there any more: it is not taken, and nothing is kept of it however often it is sent.
        await _mail.Company.Write(async db => (await db.Queues.SingleAsync(q => q.Id == other.Id)).Close());
        await ApiFloor.Problem(await _mail.Post(EmailFloor.Message("4@example.com"), to: "reclamaciones@bpo.example"), HttpStatusCode.BadRequest, "queue.closed");
        await _mail.Company.Write(async db => Assert.Equal(2, await db.Files.CountAsync()));
    }

    [Fact]
    public async Task A_line_end_hidden_in_a_subject_goes_no_further()
    {
        await _mail.Take(EmailFloor.Message("1@example.com", "=?utf-8?Q?Hola=0D=0ABcc:_otra@example.com?="));
        Assert.DoesNotContain((await _mail.Messages()).Single().Subject, char.IsControl);
    }

    [Fact]
    public async Task Files_of_messages_are_brought_by_whoever_runs_the_queue()
    {
        using var zipped = new MemoryStream();
        using (var zip = new ZipArchive(zipped, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in new[]
            {
                ("uno.eml", EmailFloor.Message("1@example.com")), ("otra vez.eml", EmailFloor.Message("1@example.com")), ("vacío.eml", ""),
                ("buzón.mbox", $"From a@example.com Mon Mar  2 10:00:00 2026\r\n{EmailFloor.Message("2@example.com")}\r\nFrom a@example.com Mon Mar  2 10:00:00 2026\r\n"
                    + $"{EmailFloor.Message("large@example.com", text: new string('a', 20_000))}\r\nFrom a@example.com Mon Mar  2 10:00:00 2026\r\n{EmailFloor.Message("3@example.com", text: ">From here on")}\r\n"),
            })
            {
                await using var entry = new StreamWriter(await zip.CreateEntry(name).OpenAsync());
                await entry.WriteAsync(content);
            }
        }

        await _mail.AsSupervisor(async services =>
        {
            zipped.Position = 0;
            services.GetRequiredService<IOptions<EmailLimits>>().Value.MessageBytes = 10_000;
            var said = await services.GetRequiredService<BringMessages>().Run(_mail.Queue.Id, zipped, default);
            Assert.Equal((3, 0, 1, 2), (said.Taken, said.Joined, said.Known, said.Refused));
            Assert.Equal(["vacío.eml", "buzón.mbox #2"], said.Left);
            Assert.Equal("email.zip", (await Assert.ThrowsAsync<Refusal>(() => services.GetRequiredService<BringMessages>().Run(_mail.Queue.Id, new MemoryStream("PK\u0003\u0004 broken"u8.ToArray()), default))).Code);
        });
        Assert.Equal(["1@example.com", "2@example.com", "3@example.com"], (await _mail.Messages()).Select(m => m.MessageKey));
        await _mail.AsAgent(services => Assert.ThrowsAsync<Refusal>(() => services.GetRequiredService<BringMessages>().Run(_mail.Queue.Id, new MemoryStream([1]), default)));
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_and_is_for_people()
    {
        var taken = await _mail.Take("\0\u0001 nothing that a message begins with");
        Assert.Equal("taken", taken.Result);
        Assert.True(Assert.Single(await _mail.Messages()).IsUnreadable);
        Assert.NotEqual("", (await _mail.Item(taken.Item!.Value)).Title);
    }

    private DateTime Now => _clock.GetUtcNow().UtcDateTime;

    private Task Claim(long item) => _mail.AsAgent(services => services.GetRequiredService<ClaimItem>().Run(item));

    private static (string, long) Short((string Result, long? Item, long Id) taken) => (taken.Result, taken.Item!.Value);
}

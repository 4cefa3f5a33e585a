using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email;
using BpoWorkbench.Features.Email.Complaints;
using BpoWorkbench.Features.Email.Suggesting;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tests.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Email;

/// <summary>What whoever complains can rely on: a code they are told, and a day.</summary>
public sealed class ComplaintTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private EmailFloor _mail = null!;

    public async Task InitializeAsync()
    {
        _mail = await EmailFloor.Open(_clock);
        await _mail.Answers(mailbox => mailbox.ResolveComplaintsWithin(15));
    }

    public async Task DisposeAsync() => await _mail.DisposeAsync();

    [Fact]
    public async Task A_complaint_that_is_answered_tells_its_code_with_the_answer()
    {
        var (complaint, _) = (await _mail.Category("Reclamación", complaint: true), await _mail.Category("Factura"));
        var item = await Held("1@example.com");
        await Choose(item, complaint);
        var opened = await Complaint(item);
        Assert.Matches("^R-[2-9A-Z]{4}-[2-9A-Z]{4}$", opened!.Code);
        // Fifteen working days from Monday the 2nd: to the end of the 23rd in Madrid.
        Assert.Equal((new DateTime(2026, 3, 23, 22, 59, 59, 999), null), (opened.ResolveBy!.Value, await Told(item)));
        await _mail.AsAgent(async services =>
        {
            await services.GetRequiredService<SendReply>().Run(item, "Hola, Ana: lo estamos mirando.");
            Assert.Equal(opened.Code, (await services.GetRequiredService<CategoryOffers>().For(item)).Complaint!.Code);
        });
        Assert.Contains($"Su código de seguimiento es {opened.Code}.", (await Outgoing()).Text, StringComparison.Ordinal);
        Assert.NotNull(await Told(item));
        // It is found by its code, as the customer says it.
        await _mail.Company.Write(async db => Assert.Equal(item, (await db.Find(opened.Code.ToLowerInvariant()).SingleAsync()).Id));
        // Chosen again it stays the same one.
        await Choose(item, complaint);
        Assert.Equal(opened.Id, (await Complaint(item))!.Id);
        await ImportTests.AssertFigures(_mail.Workbench);
    }

    [Fact]
    public async Task A_complaint_that_goes_to_others_is_acknowledged_at_once_but_never_to_a_machine()
    {
        var target = await _mail.Company.Queue("Reclamaciones");
        var complaint = await _mail.Category("Reclamación", complaint: true, target: target.Id);
        var item = await Held("1@example.com");
        await Choose(item, complaint);
        var sent = await Outgoing();
        var code = (await Complaint(item))!.Code;
        Assert.Contains(code, sent.Text, StringComparison.Ordinal);
        Assert.Contains("a más tardar el lunes, 23 de marzo de 2026.", sent.Text, StringComparison.Ordinal);
        // An answer is still owed: an acknowledgement is no first response.
        Assert.All(await _mail.Messages(), m => Assert.Null(m.ResponseMs));

        // Taken back, it has told nobody, and the next answer does.
        var answer = (await _mail.Messages()).Single(m => m.IsOurs).Id;
        await _mail.AsAgent(services => services.GetRequiredService<RecallReply>().Run(answer));
        Assert.Null(await Told(item));
        await _mail.AsAgent(services => services.GetRequiredService<SendReply>().Run(item, "Hola"));
        Assert.Contains(code, (await Outgoing()).Text, StringComparison.Ordinal);

        var machine = await Held("2@example.com", "X-Auto-Response-Suppress: All");
        await Choose(machine, complaint);
        Assert.Null(await Told(machine));
        Assert.Equal(2, await OutgoingCount());

        // What says nothing and comes from nobody is a complaint too, if somebody says so.
        var garbled = await _mail.Held("\0\0");
        await Choose(garbled, complaint);
        Assert.NotNull(await Complaint(garbled));
    }

    [Fact]
    public async Task A_slip_that_nobody_has_heard_of_is_no_complaint()
    {
        var (complaint, other) = (await _mail.Category("Reclamación", complaint: true), await _mail.Category("Factura"));
        var item = await Held("1@example.com");
        await Choose(item, complaint);
        await Choose(item, other);
        Assert.Null(await Complaint(item));
        await Choose(item, complaint);
        await _mail.AsAgent(services => services.GetRequiredService<SendReply>().Run(item, "Hola"));
        await Choose(item, other);
        Assert.NotNull(await Complaint(item));
    }

    [Fact]
    public async Task Whoever_runs_the_queue_sees_which_have_to_be_resolved_by_when()
    {
        var complaint = await _mail.Category("Reclamación", complaint: true);
        var item = await Held("1@example.com");
        await Choose(item, complaint);
        await _mail.AsSupervisor(async services =>
        {
            var list = services.GetRequiredService<ComplaintList>();
            var row = Assert.Single((await list.Find(_mail.Queue.Id, null, false, 1, default)).Rows);
            Assert.Equal((item, false), (row.ItemId, row.IsLate));
            Assert.Equal(1, (await list.Find(_mail.Queue.Id, row.Code, false, 1, default)).Total);
            Assert.Equal(0, (await list.Find(_mail.Queue.Id, "R-0000", false, 1, default)).Total);
            _clock.Advance(TimeSpan.FromDays(22));
            Assert.True(Assert.Single((await list.Find(_mail.Queue.Id, null, false, 1, default)).Rows).IsLate);
        });
        await _mail.AsAgent(async services => Assert.Empty((await services.GetRequiredService<ComplaintList>().Find(_mail.Queue.Id, null, true, 1, default)).Rows));
    }

    [Fact]
    public async Task Whoever_is_handed_a_message_knows_what_it_said_and_what_is_asked()
    {
        var target = await _mail.Company.Queue("Cambios", fields: [new("nombre", "Nombre", BpoWorkbench.Domain.Fields.FieldType.Text, true, [], BpoWorkbench.Domain.Fields.CustomerPart.Name, false)]);
        var category = await _mail.Category("Cambio de datos", target: target.Id);
        var item = await Held("1@example.com");
        var child = 0L;
        await _mail.AsAgent(async services =>
        {
            var desk = services.GetRequiredService<EmailDesk>();
            var mail = await desk.Read(item, default);
            var choice = mail.Offer.All.Single(c => c.Id == category);
            await desk.Choose(item, choice);
            var packet = desk.Packet(mail, choice, "");
            var open = services.GetRequiredService<OpenChild>();
            // What is missing is asked for, and nothing half done.
            Assert.Equal("item.child-field-required", (await Assert.ThrowsAsync<Refusal>(() => open.Run(item, target.Id, new Dictionary<string, string>(), true, packet))).Code);
            child = await open.Run(item, target.Id, new Dictionary<string, string> { ["nombre"] = "Ana Ruiz" }, true, packet);
        });
        await _mail.Company.Write(async db =>
        {
            var sheet = await ItemSheet.Read(db, child);
            Assert.Contains("no entiendo la factura de marzo", sheet!.Packet!.Summary, StringComparison.Ordinal);
            Assert.Equal(("Cambio de datos", "Atención por correo", "Eva Soler"), (sheet.Packet.Asked, sheet.Packet.FromQueue, sheet.Packet.Sender));
            Assert.False(sheet.IsHandedOver);
            Assert.Equal(WorkState.Waiting, (await db.WorkItems.SingleAsync(i => i.Id == item)).State);
        });
        await ImportTests.AssertFigures(_mail.Workbench);
    }

    private Task<long> Held(string id, params string[] headers) => _mail.Held(EmailFloor.Message(id, headers: headers));

    private Task Choose(long item, long category) => _mail.AsAgent(services => services.GetRequiredService<ChooseCategory>().Run(item, category));

    private async Task<Complaint?> Complaint(long item)
    {
        Complaint? found = null;
        await _mail.Company.Write(async db => found = await db.Complaints.AsNoTracking().SingleOrDefaultAsync(c => c.ItemId == item));
        return found;
    }

    private async Task<DateTime?> Told(long item)
    {
        DateTime? told = null;
        await _mail.AsAgent(async services => told = (await services.GetRequiredService<CategoryOffers>().For(item)).Complaint!.ToldAt);
        return told;
    }

    private async Task<OutboxMessage> Outgoing()
    {
        OutboxMessage? last = null;
        await _mail.Company.Write(async db => last = await db.Outbox.AsNoTracking().OrderByDescending(m => m.Id).FirstAsync());
        return last!;
    }

    private async Task<int> OutgoingCount()
    {
        var count = 0;
        await _mail.Company.Write(async db => count = await db.Outbox.CountAsync());
        return count;
    }
}

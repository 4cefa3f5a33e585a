using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email;
using BpoWorkbench.Features.Email.Suggesting;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tests.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Email;

/// <summary>What is sifted out, and what is thought of the rest.</summary>
public sealed class SortingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private EmailFloor _mail = null!;

    public async Task InitializeAsync() => _mail = await EmailFloor.Open(_clock);

    public async Task DisposeAsync() => await _mail.DisposeAsync();

    [Fact]
    public async Task What_needs_nobody_is_put_aside_with_its_reason_and_can_be_had_back()
    {
        var away = await _mail.Take(EmailFloor.Message("1@example.com", "Respuesta automática", "Vuelvo el lunes.", headers: "Auto-Submitted: auto-replied"));
        Assert.Equal(("sifted", (long?)null), (away.Result, away.Item));
        Assert.Equal("taken", (await _mail.Take(EmailFloor.Message("2@example.com", headers: "Auto-Submitted: no"))).Result);
        await _mail.AsSupervisor(async services =>
        {
            var list = services.GetRequiredService<SiftedList>();
            var row = Assert.Single((await list.Find(_mail.Queue.Id, "LUNES vuelvo", null, false, 1, default)).Rows);
            Assert.Equal(("sift.auto-reply", "Auto-Submitted: auto-replied"), (row.Reason, row.Arguments.Single()));
            Assert.Equal(0, (await list.Find(_mail.Queue.Id, null, "sift.bounce", false, 1, default)).Total);
            var item = await services.GetRequiredService<DecideSifted>().Rescue(away.Id);
            Assert.Equal(WorkState.Ready, (await _mail.Item(item)).State);
            Assert.Equal(0, (await list.Find(_mail.Queue.Id, null, null, false, 1, default)).Total);
            Assert.Equal("email.not-sifted", (await Assert.ThrowsAsync<Refusal>(() => services.GetRequiredService<DecideSifted>().Rescue(away.Id))).Code);
        });
        Assert.Equal(2, (await _mail.Messages()).Count);
        await _mail.AsAgent(services => Assert.ThrowsAsync<Refusal>(() => services.GetRequiredService<DecideSifted>().Confirm(away.Id)));
        await ImportTests.AssertFigures(_mail.Workbench);
    }

    [Fact]
    public async Task Whoever_runs_the_queues_sees_how_their_mail_does()
    {
        await _mail.Company.Write(async db => (await db.Mailboxes.SingleAsync()).Trust(40, null, 100));
        var bill = await _mail.Category("Factura", "Billing");
        await Decide((await _mail.Take(EmailFloor.Message("1@example.com"))).Item!.Value, bill);
        await _mail.Take(EmailFloor.Message("2@example.com", headers: "Auto-Submitted: auto-replied"));
        await _mail.AsSupervisor(async services =>
        {
            var row = Assert.Single(await services.GetRequiredService<MailboxList>().Read(default));
            Assert.Equal((EmailFloor.Address, _clock.GetUtcNow().UtcDateTime, 2, 1, 1), (row.Address, row.LastAt, row.Today, row.SiftedToday, row.ToCheck));
            var head = await services.GetRequiredService<MailboxDetails>().Head(_mail.Queue.Id);
            Assert.Equal((1, 1), (head!.ToCheck, head.Sifted));
            var category = Assert.Single((await services.GetRequiredService<Categories>().Of(_mail.Company.Id, default)).Categories);
            Assert.Equal(("Factura", 1), (category.Name, category.Messages));
        });
    }

    [Fact]
    public async Task An_answering_machine_ends_after_one()
    {
        await _mail.Company.Write(async db => (await db.Mailboxes.SingleAsync()).AnswerAs(EmailFloor.AnswerFrom));
        var results = new List<string>();
        for (var i = 0; i < 25; i++)
        {
            // Without a single header that tells: only that it never ends.
            results.Add((await _mail.Take(EmailFloor.Message($"{i}@example.com"))).Result);
        }

        Assert.Equal(("taken", "sifted"), (results[19], results[20]));
        Assert.Equal("sifted", (await _mail.Take(EmailFloor.Message("own@bpo-workbench.iberluz.example", from: "Otra <otra@example.com>"))).Result);
        Assert.Equal("sifted", (await _mail.Take(EmailFloor.Message("self@example.com", from: EmailFloor.AnswerFrom))).Result);
    }

    [Fact]
    public async Task What_is_suggested_is_learnt_from_what_this_clients_people_decided()
    {
        var (bill, leave) = (await _mail.Category("Factura", "Billing"), await _mail.Category("Baja", ""));
        // Before anything was decided usual words tell, and only of what they know.
        var first = await _mail.Take(EmailFloor.Message("first@example.com", "Mi factura", "No entiendo el importe de la factura."));
        Assert.Equal(bill, (await Message(first.Id)).Suggestions[0].CategoryId);

        string[] bills = ["El recibo viene el doble", "Me han cobrado dos veces", "No entiendo el término de potencia", "Por qué sube tanto"];
        string[] leaves = ["Quiero darme de baja", "Me mudo y dejo el piso", "Cancelen mi contrato", "No deseo seguir con ustedes"];
        for (var i = 0; i < 120; i++)
        {
            var taken = await _mail.Take(EmailFloor.Message($"{i}@example.com", "Consulta", i % 2 == 0 ? $"{bills[i / 2 % 4]} este mes {i}" : $"{leaves[i / 2 % 4]} este mes {i}", from: $"c{i}@example.com"));
            await Decide(taken.Item!.Value, i % 2 == 0 ? bill : leave);
        }

        await _mail.Workbench.Services.GetRequiredService<LearnTriage>().Run(default);
        var learnt = await Learnt();
        Assert.Equal(120, learnt.Examples);
        Assert.True(learnt.Accuracy > 0.9, $"{learnt.Accuracy}");

        var after = await Message((await _mail.Take(EmailFloor.Message("after@example.com", "Consulta", "Me mudo, cancelen el contrato del piso"))).Id);
        Assert.Equal(leave, after.Suggestions[0].CategoryId);
        Assert.Contains(after.Suggestions[0].Words, w => "me mudo cancelen contrato piso".Contains(w, StringComparison.OrdinalIgnoreCase));
        // Another client's mail is thought of by nothing of this.
        await _mail.Workbench.Services.GetRequiredService<LearnTriage>().Run(default);
        Assert.Equal(learnt.Id, (await Learnt()).Id);
    }

    [Fact]
    public async Task What_is_sure_enough_is_filed_by_itself_where_the_client_wants_that()
    {
        var (spam, bill) = (await _mail.Category("Publicidad", "", CategoryDoes.Close), await _mail.Category("Factura", "Billing"));
        for (var i = 0; i < 120; i++)
        {
            var taken = await _mail.Take(EmailFloor.Message($"{i}@example.com", "Hola", i % 2 == 0 ? $"Oferta exclusiva de placas solares {i}" : $"No entiendo la factura de la luz {i}", from: $"c{i}@example.com"));
            await Decide(taken.Item!.Value, i % 2 == 0 ? spam : bill);
        }

        await _mail.Workbench.Services.GetRequiredService<LearnTriage>().Run(default);
        Assert.Equal("taken", (await _mail.Take(EmailFloor.Message("a@example.com", "Hola", "Oferta exclusiva de placas solares"))).Result);
        await _mail.Company.Write(async db => (await db.Mailboxes.SingleAsync()).Trust(40, 80, 100));
        var filed = await _mail.Take(EmailFloor.Message("b@example.com", "Hola", "Oferta exclusiva de placas solares"));
        Assert.Equal("sifted", filed.Result);
        var message = await Message(filed.Id);
        Assert.Equal(("sift.filed", spam, (long?)null, true), (message.SiftedAs, message.CategoryId, message.DecidedBy, message.ToCheck));
        // What has something done is for people, however sure.
        Assert.Equal("taken", (await _mail.Take(EmailFloor.Message("c@example.com", "Hola", "No entiendo la factura de la luz"))).Result);
    }

    private async Task Decide(long item, long category)
    {
        await _mail.AsAgent(async services =>
        {
            await services.GetRequiredService<ClaimItem>().Run(item);
            await services.GetRequiredService<ChooseCategory>().Run(item, category);
        });
        await _mail.Company.Write(async db =>
        {
            var held = await db.WorkItems.Include(i => i.Queue!.Dispositions).SingleAsync(i => i.Id == item);
            held.Complete(held.Queue!.Dispositions.First(d => d.Code == "OK"), null, _mail.Agent.Id, null, null, _clock.GetUtcNow().UtcDateTime);
        });
    }

    private async Task<EmailMessage> Message(long id) => (await _mail.Messages()).Single(m => m.Id == id);

    private async Task<LearntTriage> Learnt()
    {
        LearntTriage? learnt = null;
        await _mail.Company.Write(async db => learnt = await db.LearntTriages.AsNoTracking().OrderByDescending(l => l.Id).FirstAsync());
        return learnt!;
    }
}

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Features.Email;
using BpoWorkbench.Features.Email.Quality;
using BpoWorkbench.Features.Email.Suggesting;
using BpoWorkbench.Platform.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Email;

/// <summary>How right suggestions are, and how the mail goes: what supervisors and clients are told.</summary>
public sealed class QualityTests : IAsyncLifetime
{
    // A Wednesday.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 4, 9, 0, 0, TimeSpan.Zero));
    private EmailFloor _mail = null!;

    public async Task InitializeAsync()
    {
        _mail = await EmailFloor.Open(_clock);
        await _mail.Answers();
    }

    public async Task DisposeAsync() => await _mail.DisposeAsync();

    [Fact]
    public async Task Suggestions_are_measured_by_what_people_decided_by_week_and_by_category()
    {
        var (bill, leave, fault) = (await _mail.Category("Factura"), await _mail.Category("Baja"), await _mail.Category("Avería"));
        await Decided("1", bill, (bill, 0.9), (leave, 0.05));
        await Decided("2", bill, (leave, 0.8), (bill, 0.1));
        await Decided("3", leave, (fault, 0.7), (bill, 0.2));
        // Not sure enough to be shown.
        await Decided("4", leave, (leave, 0.3));
        _clock.Advance(TimeSpan.FromDays(7));
        await Decided("5", leave, (leave, 0.95));
        await _mail.AsSupervisor(async services =>
        {
            var report = await services.GetRequiredService<TriageQuality>().Of(_mail.Company.Id, default);
            Assert.Equal((5, (2, 4), (3, 4), (4, 5)), (report.All.Decided, Of(report.All.First), Of(report.All.Three), Of(report.All.Offered)));
            Assert.Equal([(new DateOnly(2026, 3, 2), 4L), (new DateOnly(2026, 3, 9), 1L)], report.Weeks.TakeLast(2).Select(w => (w.Monday, w.Rate.Decided)));
            Assert.Equal(TriageQuality.Weeks, report.Weeks.Count);
            Assert.Equal([("Baja", 3L, (1, 2), "Avería"), ("Factura", 2L, (1, 2), "Baja")], report.Categories.Select(c => (c.Name, c.Rate.Decided, Of(c.Rate.First), c.TakenFor!)));
        });
        await _mail.AsAgent(services => Assert.ThrowsAsync<Refusal>(() => services.GetRequiredService<TriageQuality>().Of(_mail.Company.Id, default)));
    }

    [Fact]
    public async Task What_files_itself_is_measured_by_those_that_were_looked_at()
    {
        var category = await _mail.Category("Publicidad");
        var sifted = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            sifted.Add((await _mail.Take(EmailFloor.Message($"{i}@example.com", headers: "Auto-Submitted: auto-replied"))).Id);
        }

        await _mail.Company.Write(async db =>
        {
            foreach (var message in await db.Emails.ToListAsync())
            {
                message.File(category, _clock.GetUtcNow().UtcDateTime);
                message.Sift("sift.filed", [], toCheck: true);
            }
        });
        await _mail.AsSupervisor(async services =>
        {
            await services.GetRequiredService<DecideSifted>().Confirm(sifted[0]);
            await services.GetRequiredService<DecideSifted>().Rescue(sifted[1]);
            var filed = (await services.GetRequiredService<TriageQuality>().Of(_mail.Company.Id, default)).Filed;
            Assert.Equal((4, (1, 2)), (filed.Filed, Of(filed.Right)));
        });
    }

    [Fact]
    public async Task Wallboard_and_portal_tell_how_todays_mail_goes()
    {
        var bill = await _mail.Category("Factura");
        await _mail.Take(EmailFloor.Message("away@example.com", headers: "Auto-Submitted: auto-replied"));
        var item = await Decided("1", bill, (bill, 0.9));
        await Decided("2", await _mail.Category("Baja"), (bill, 0.9));
        await Decided("3", bill);
        _clock.Advance(TimeSpan.FromMinutes(40));
        var recalled = 0L;
        await _mail.AsAgent(async services => recalled = await services.GetRequiredService<SendReply>().Run(item, "Hola, Eva."));
        await _mail.AsAgent(services => services.GetRequiredService<RecallReply>().Run(recalled));
        await _mail.AsAgent(services => services.GetRequiredService<SendReply>().Run(item, "Hola, Ana."));
        _clock.Advance(TimeSpan.FromMinutes(10));
        // A second answer is no first one.
        await _mail.AsAgent(services => services.GetRequiredService<SendReply>().Run(item, "Y otra cosa."));
        await Finish(item);
        // It comes back.
        await _mail.Take(EmailFloor.Message("4@example.com", headers: "In-Reply-To: <1@example.com>"));
        await _mail.AsSupervisor(async services =>
        {
            var task = await _mail.Company.Queue("Otras");
            var day = Assert.Single(await services.GetRequiredService<MailFigures>().Today([_mail.Queue.Id, task.Id]));
            Assert.Equal((5, (1, 5), (1, 2), (2, 3)), (day.Arrived, Of(day.Sifted), Of(day.Right), Of(day.Offered)));
            Assert.Equal([("Factura", (2, 3)), ("Baja", (1, 3))], day.Mix.Select(m => (m.Category, Of(m.Share))));
            Assert.Equal((TimeSpan.FromMinutes(40), 1L), (day.FirstResponse!.Value, day.Reopened));
            // Within 5 %.
            Assert.InRange(day.Turnaround!.Value.TotalMinutes, 47.5, 52.5);
        });
    }

    private static (int, int) Of(BpoWorkbench.Platform.Figures.Share share) => ((int)share.Part, (int)share.Whole);

    // Held, with what was suggested and what the agent says.
    private async Task<long> Decided(string id, long category, params (long Category, double Confidence)[] suggested)
    {
        var taken = await _mail.Take(EmailFloor.Message($"{id}@example.com", from: $"c{id}@example.com"));
        await _mail.Company.Write(async db => (await db.Emails.SingleAsync(m => m.Id == taken.Id)).Suggest([.. suggested.Select(s => new Suggested(s.Category, s.Confidence, []))]));
        await _mail.AsAgent(async services =>
        {
            await services.GetRequiredService<ClaimItem>().Run(taken.Item!.Value);
            await services.GetRequiredService<ChooseCategory>().Run(taken.Item!.Value, category);
        });
        return taken.Item!.Value;
    }

    private Task Finish(long item) => _mail.Company.Write(async db =>
    {
        var held = await db.WorkItems.Include(i => i.Queue!.Dispositions).SingleAsync(i => i.Id == item);
        held.Complete(held.Queue!.Dispositions.First(d => d.Code == "OK"), null, _mail.Agent.Id, null, null, _clock.GetUtcNow().UtcDateTime);
    });
}

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Portal;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Features.Portal;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Platform.Work;

/// <summary>What the client is asked about an item, and what its answer does.</summary>
public sealed class QuestionTests : IAsyncLifetime
{
    private const string Question = "¿Aceptan el cargo?";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 26, 8, 0, 0, TimeSpan.Zero));
    private Workbench _workbench = null!;
    private PortalFloor _floor = null!;
    private Person _approver = null!;

    private Side Own => _floor.Iberluz;

    private long Item => Own.Items[1];

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start(new() { Time = _clock, Scheduled = false });
        _floor = await PortalFloor.Start(_workbench);
        _approver = await Company.Person(_workbench, "Olga Aprobadora", "olga@ibl.example", (Own.Company.Id, Role.PortalApprover));
        await Own.Company.Write(db =>
        {
            db.Add(QueueMember.Person(db.Attach(Own.Shown).Entity, Own.Agent.Id));
            return Task.CompletedTask;
        });
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task Waiting_on_the_client_needs_a_question_where_the_client_can_read_it()
    {
        await Take(Item, Own.Secret);
        await Refused("item.question-required", () => Ask(Item, " "));
        await Ask(Item, Question);
        // Nobody there would read one.
        await Ask(Own.Secret, null);

        Assert.Equal([(Item, Question)], await Asked(Own.Reader));
        Assert.Empty(await Asked(_floor.Segur.Reader));
    }

    [Fact]
    public async Task An_answer_wakes_the_item_for_whoever_asked()
    {
        await Take(Item);
        await Ask(Item, Question);
        _clock.Advance(TimeSpan.FromMinutes(20));

        await Answer(_approver, "Sí, adelante.");

        await Stored(Item, item =>
        {
            Assert.Equal((WorkState.Ready, WaitingOn.Nobody), (item.State, item.WaitingOn));
            Assert.Equal([WorkEventKind.Answered, WorkEventKind.Woken], item.Events.OrderBy(e => e.Id).TakeLast(2).Select(e => e.Kind));
            Assert.Equal(_approver.Id, item.Events.Single(e => e.Kind == WorkEventKind.Answered).PersonId);
            Assert.DoesNotContain(item.Events, e => e.Detail?.Contains("adelante", StringComparison.Ordinal) == true || e.Detail?.Contains("cargo", StringComparison.Ordinal) == true);
        });
        Assert.Empty(await Asked(Own.Reader));
        await As(Own.Agent, async services => Assert.Equal(Item, await services.GetRequiredService<NextItem>().Run()));
        await Own.Company.Write(async db =>
        {
            var sheet = (await ItemSheet.Read(db, Item))!;
            Assert.Equal([(Question, (string?)"Sí, adelante.")], sheet.Questions.Select(q => (q.Text, q.Answer)));
            var history = await ItemHistory.OfItem(db, Item, 50);
            Assert.Contains(history, l => l is { Kind: WorkEventKind.Answered, Note: "Sí, adelante." });
            Assert.Contains(history, l => l is { Kind: WorkEventKind.Waited, Note: Question });
        });
    }

    [Fact]
    public async Task The_clock_stands_still_as_the_policy_says_until_the_answer()
    {
        await Own.Company.Write(async db =>
        {
            var queue = await db.Queues.Include(q => q.Policies).SingleAsync(q => q.Id == Own.Shown.Id);
            queue.ChangePolicy(_clock.Now(), new PolicyTerms(TimeSpan.FromHours(4), 75, Pauses.Client), _clock.Now());
        });
        var item = (await Own.Company.Receive(Own.Shown, _clock.Now(), ("P", "Parada", []))).Single();
        await Take(item);
        await Ask(item, Question);
        _clock.Advance(TimeSpan.FromHours(9));

        await As(_approver, services => services.GetRequiredService<AnswerQuestion>().Run(item, "No"));

        await Stored(item, woken => Assert.Equal((_clock.Now().AddHours(4), Promise.Open), (woken.Due, woken.Promise)));
    }

    [Fact]
    public async Task Without_an_answer_it_comes_back_at_its_time_and_may_be_answered_late()
    {
        await Take(Item);
        await Ask(Item, Question);
        _clock.Advance(TimeSpan.FromDays(3));
        await _workbench.Services.GetRequiredService<WakeItems>().Run(default);

        await Stored(Item, item => Assert.Equal(WorkState.Ready, item.State));
        await Own.Company.Write(async db => Assert.Null(Assert.Single((await ItemSheet.Read(db, Item))!.Questions).Answer));
        Assert.Equal([(Item, Question)], await Asked(Own.Reader));

        await Take(Item);
        await Answer(_approver, "Perdón por el retraso: sí.");
        await Stored(Item, item => Assert.Equal((WorkState.Claimed, (long?)Own.Agent.Id), (item.State, item.OwnerId)));
        await Refused("item.question-answered", () => Answer(_approver, "Otra vez"));
    }

    [Fact]
    public async Task A_second_question_takes_the_place_of_the_first()
    {
        await Take(Item);
        await Ask(Item, "Primera");
        _clock.Advance(TimeSpan.FromDays(3));
        await _workbench.Services.GetRequiredService<WakeItems>().Run(default);
        await Take(Item);
        await Ask(Item, "Segunda");

        Assert.Equal([(Item, "Segunda")], await Asked(Own.Reader));
        await Answer(_approver, "Segunda respuesta");
        await Own.Company.Write(async db => Assert.Equal([("Segunda", (string?)"Segunda respuesta"), ("Primera", null)],
            (await ItemSheet.Read(db, Item))!.Questions.Select(q => (q.Text, q.Answer))));
    }

    [Fact]
    public async Task Readers_and_other_companies_do_not_answer()
    {
        await Take(Item, Own.Secret);
        await Ask(Item, Question);
        var other = await Company.Person(_workbench, "Otra", "otra@sgn.example", (_floor.Segur.Company.Id, Role.PortalAdministrator));

        await Refused("access.denied", () => Answer(Own.Reader, "Sí"));
        await Refused("item.unknown", () => Answer(other, "Sí"));
        await Refused("access.denied", () => Answer(Own.Agent, "Sí"));
        await Refused("item.answer-required", () => Answer(_approver, " "));
        await Refused("item.unknown", () => As(_approver, services => services.GetRequiredService<AnswerQuestion>().Run(Own.Secret, "Sí")));
        await Stored(Item, item => Assert.Equal(WorkState.Waiting, item.State));
        await As(Own.Reader, async services => Assert.False((await services.GetRequiredService<PortalItems>().One(Item, default))!.MayAnswer));
        await As(_approver, async services => Assert.True((await services.GetRequiredService<PortalItems>().One(Item, default))!.MayAnswer));
    }

    [Fact]
    public async Task What_has_ended_asks_nothing_any_more()
    {
        await Take(Item);
        await Ask(Item, Question);
        await Own.Company.Write(async db => (await db.WorkItems.SingleAsync(i => i.Id == Item)).Cancel(Own.Agent.Id, _clock.Now()));

        Assert.Empty(await Asked(Own.Reader));
        await Refused("item.question-over", () => Answer(_approver, "Sí"));
    }

    private Task Take(params long[] items) => As(Own.Agent, async services =>
    {
        foreach (var item in items)
        {
            await services.GetRequiredService<ClaimItem>().Run(item);
        }
    });

    private Task Ask(long item, string? question) =>
        As(Own.Agent, services => services.GetRequiredService<WaitForItem>().Run(item, _clock.Now().AddDays(2), WaitingOn.Client, null, question));

    private Task Answer(Person person, string text) => As(person, services => services.GetRequiredService<AnswerQuestion>().Run(Item, text));

    private async Task<List<(long, string)>> Asked(Person reader)
    {
        List<(long, string)> asked = [];
        await As(reader, async services => asked = [.. (await services.GetRequiredService<PortalOverview>().Read(null, default))!.Asked.Select(q => (q.ItemId, q.Text))]);
        return asked;
    }

    private Task Stored(long id, Action<WorkItem> check) => Own.Company.Write(async db => check(await db.WorkItems.AsNoTracking().Include(i => i.Events).SingleAsync(i => i.Id == id)));

    private Task As(Person person, Func<IServiceProvider, Task> work) => Company.As(_workbench, person.Id, work);

    private static async Task Refused(string code, Func<Task> attempt) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(attempt)).Code);
}

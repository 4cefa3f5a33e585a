using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Features.Imports;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Features.Queues;
using BpoWorkbench.Features.Tasks;
using BpoWorkbench.Platform.Changes;
using BpoWorkbench.Platform.Imports.Templates;
using BpoWorkbench.Platform.Kinds;
using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Queues;

/// <summary>Queues are run by those who may, two people at once do not tread on each other, and bills keep what they rest on.</summary>
public sealed class QueueTests : IAsyncLifetime
{
    private Workbench _workbench = null!;
    private Company _iberluz = null!;
    private Company _segurnorte = null!;
    private Person _ana = null!;
    private Person _berta = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start(new() { Scheduled = false });
        _iberluz = await Company.Add(_workbench, "Iberluz", "IBE");
        _segurnorte = await Company.Add(_workbench, "SegurNorte", "SEG");
        _ana = await Company.Person(_workbench, "Ana", "ana@example.com", (_iberluz.Id, Role.Supervisor));
        _berta = await Company.Person(_workbench, "Berta", "berta@example.com", (_iberluz.Id, Role.Supervisor), (_segurnorte.Id, Role.Supervisor));
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task A_queue_begins_with_the_fields_that_its_kind_declares_and_so_does_its_template()
    {
        FieldDefinition[] declared = [new("invoice", "Factura", FieldType.Text, true, [], CustomerPart.None, true), new("amount", "Importe", FieldType.Money, true, [], CustomerPart.None, false)];
        await using var workbench = await Workbench.Start(new()
        {
            Scheduled = false,
            Adjust = builder => builder.Services.AddSingleton(new WorkKind("dunning", "payments", typeof(TasksTexts), typeof(TaskPanel), Fields: declared)),
        });
        var company = await Company.Add(workbench, "Iberluz", "IBE");
        var ana = await Company.Person(workbench, "Ana", "ana@example.com", (company.Id, Role.Supervisor));
        await Company.As(workbench, ana.Id, async services =>
        {
            var queue = await services.GetRequiredService<OpenQueue>().Run(new NewQueue(company.Id, "dunning", "Impagos"));
            var target = (await services.GetRequiredService<QueueImports>().Target(queue))!;
            Assert.Equal(declared.Select(f => (f.Code, f.Label, f.Type, f.Required, f.IsKey)), target.Fields.Select(f => (f.Code, f.Label, f.Type, f.Required, f.IsKey)));
            using var content = new MemoryStream();
            services.GetRequiredService<QueueTemplate>().Write(content, target.Fields);
            using var book = new XLWorkbook(content);
            Assert.Equal(["Factura", "Importe"], book.Worksheet(1).Row(1).CellsUsed().Select(c => c.GetString()));
        });
    }

    [Fact]
    public async Task A_supervisor_of_one_client_neither_sees_nor_changes_anothers_queue()
    {
        var queue = await _segurnorte.Queue("Siniestros");
        var item = Assert.Single(await _segurnorte.Receive(queue, TimeProvider.System.Now(), ("1", "Siniestro 1", [])));
        await As(_berta, async services =>
        {
            Assert.NotNull(await services.GetRequiredService<QueueDetails>().Head(queue.Id));
            Assert.NotNull(await services.GetRequiredService<QueueDetails>().Settings(queue.Id));
            Assert.Contains(await services.GetRequiredService<QueueList>().Find(null, null, null, null, default), row => row.Id == queue.Id);
            Assert.Equal(1, (await services.GetRequiredService<QueueItems>().Find(new(queue.Id, null, null, null, 1), default)).Total);
            Assert.NotNull(await services.GetRequiredService<ItemDetails>().Find(item));
            Assert.NotEmpty(await services.GetRequiredService<ChangeHistory>().Of(new(_segurnorte.Id, nameof(Queue), queue.Id)));
        });
        await As(_ana, async services =>
        {
            var details = services.GetRequiredService<QueueDetails>();
            Assert.Null(await details.Head(queue.Id));
            Assert.Null(await details.Settings(queue.Id));
            Assert.Null(await details.Dispositions(queue.Id));
            Assert.Empty(await details.Policies(queue.Id));
            Assert.DoesNotContain(await services.GetRequiredService<QueueList>().Find(null, null, null, null, default), row => row.Id == queue.Id);
            Assert.Equal(0, (await services.GetRequiredService<QueueItems>().Find(new(queue.Id, null, null, null, 1), default)).Total);
            Assert.Null(await services.GetRequiredService<ItemDetails>().Find(item));
            Assert.Empty(await services.GetRequiredService<ChangeHistory>().Of(new(_segurnorte.Id, nameof(Queue), queue.Id)));

            var change = services.GetRequiredService<ChangeQueue>();
            var steer = services.GetRequiredService<SteerQueue>();
            foreach (var attempt in new Func<Task>[]
            {
                () => steer.Pause(queue.Id),
                () => steer.CancelWhatIsLeft(queue.Id),
                () => change.Settings(queue.Id, new SettingsForm { Name = "Mía" }, queue.Version),
                () => change.Members(queue.Id, new MembersForm { People = [_ana.Id] }, queue.Version),
                () => services.GetRequiredService<CancelItem>().Run([item]),
                () => services.GetRequiredService<OpenQueue>().Run(new(_segurnorte.Id, "task", "Mía")),
                () => services.GetRequiredService<QueueWorkers>().For(_segurnorte.Id),
            })
            {
                await Assert.ThrowsAsync<Refusal>(attempt);
            }
        });
        await As(_berta, async services => Assert.Equal(QueueState.Open, (await services.GetRequiredService<QueueDetails>().Head(queue.Id))!.State));
    }

    [Fact]
    public async Task The_second_of_two_writers_is_told_and_keeps_what_they_typed()
    {
        var queue = await _iberluz.Queue("Facturación");
        var mine = await Open(_ana, queue.Id);
        var theirs = await Open(_berta, queue.Id);

        theirs.Mine.Name = "Facturas";
        theirs.Mine.Script = "Buenos días";
        Assert.True(await Save(_berta, queue.Id, theirs));
        mine.Mine.Name = "Cobros";
        Assert.False(await Save(_ana, queue.Id, mine));

        Assert.Equal("Cobros", mine.Mine.Name);
        Assert.Equal("Buenos días", mine.Mine.Script);
        await As(_ana, async services =>
        {
            var told = await services.GetRequiredService<ChangeHistory>().Of(mine.Subject, after: mine.MeanwhileAfter!.Value);
            Assert.Contains(told, line => line is { Person: "Berta", Field: "Name", From: "Facturación", To: "Facturas" });
        });
        Assert.True(await Save(_ana, queue.Id, mine));
        Assert.Equal("Cobros", (await Open(_ana, queue.Id)).Mine.Name);
    }

    [Fact]
    public async Task An_item_keeps_the_service_time_that_was_in_force_when_it_arrived()
    {
        var now = TimeProvider.System.Now();
        var queue = await _iberluz.Queue("Altas", target: TimeSpan.FromHours(4));
        var before = Assert.Single(await _iberluz.Receive(queue, now, ("1", "Antes", [])));
        var day = DateOnly.FromDateTime(now.AddDays(10));
        await As(_ana, async services =>
        {
            var change = services.GetRequiredService<ChangeQueue>();
            await change.Policy(queue.Id, day, TimeSpan.FromHours(1), 50);
            await change.Policy(queue.Id, day.AddDays(20), TimeSpan.FromHours(2), 50);
            await change.Policy(queue.Id, Today(), TimeSpan.FromHours(3), 50);
            await Refused("queue.policy-past", () => change.Policy(queue.Id, DateOnly.FromDateTime(now.AddDays(-3)), TimeSpan.FromHours(1), 50));
        });
        var after = Assert.Single(await _iberluz.Receive(queue, now.AddDays(12), ("2", "Después", [])));

        await As(_ana, async services =>
        {
            var details = services.GetRequiredService<ItemDetails>();
            var (old, young) = ((await details.Find(before))!.Item, (await details.Find(after))!.Item);
            Assert.Equal(TimeSpan.FromHours(4), old.Due - old.ReceivedAt);
            Assert.Equal(TimeSpan.FromHours(1), young.Due - young.ReceivedAt);
            var policies = await services.GetRequiredService<QueueDetails>().Policies(queue.Id);
            Assert.Equal(4, policies.Count);
            var (future, inForce) = (policies.First(p => p.Future), policies.Single(p => p.InForce));
            await Refused("queue.policy-in-force", () => services.GetRequiredService<ChangeQueue>().WithdrawPolicy(queue.Id, inForce.Id));
            await services.GetRequiredService<ChangeQueue>().WithdrawPolicy(queue.Id, future.Id);
            Assert.Equal(3, (await services.GetRequiredService<QueueDetails>().Policies(queue.Id)).Count);
        });
    }

    [Fact]
    public async Task An_outcome_that_was_given_is_retired_and_one_that_was_not_is_removed()
    {
        var queue = await _iberluz.Queue("Llamadas");
        var items = await _iberluz.Receive(queue, TimeProvider.System.Now(), ("1", "Uno", []), ("2", "Dos", []));
        await _iberluz.Complete(items[0], "OK", _ana.Id, TimeProvider.System.Now());
        await As(_ana, async services =>
        {
            var seen = (await services.GetRequiredService<QueueDetails>().Dispositions(queue.Id))!;
            seen.Values.Rows.RemoveAll(r => r.Code is "OK" or "CALL");
            await services.GetRequiredService<ChangeQueue>().Dispositions(queue.Id, seen.Values, seen.Version);

            var rows = (await services.GetRequiredService<QueueDetails>().Dispositions(queue.Id))!.Values.Rows;
            Assert.True(rows.Single(r => r.Code == "OK").Retired);
            Assert.DoesNotContain(rows, r => r.Code == "CALL");
            var view = (await services.GetRequiredService<ItemDetails>().Find(items[1]))!;
            Assert.Equal(["No contesta", "No procede"], view.Item.Dispositions.Select(d => d.Label).Order(StringComparer.Ordinal));
            Assert.Equal("Resuelto", (await services.GetRequiredService<ItemDetails>().Find(items[0]))!.Outcome);
        });
    }

    [Fact]
    public async Task A_retry_must_end_in_something_that_is_still_given()
    {
        var queue = await _iberluz.Queue("Llamadas");
        await As(_ana, async services =>
        {
            var seen = (await services.GetRequiredService<QueueDetails>().Dispositions(queue.Id))!;
            seen.Values.Rows.RemoveAll(r => r.Code == "KO");
            await Refused("disposition.then", () => services.GetRequiredService<ChangeQueue>().Dispositions(queue.Id, seen.Values, seen.Version));
        });
    }

    [Fact]
    public async Task Cancelling_what_is_left_spares_what_an_agent_has_in_hand()
    {
        var queue = await _iberluz.Queue("Campaña");
        var items = await _iberluz.Receive(queue, TimeProvider.System.Now().AddMinutes(-5), Enumerable.Range(1, 120).Select(i => ($"{i}", $"Fila {i}", new Dictionary<string, string>())));
        await _iberluz.Write(async db => (await db.WorkItems.SingleAsync(i => i.Id == items[7])).Claim(_ana.Id, """{"code":"test.reason"}""", TimeProvider.System.Now()));
        await As(_ana, services => services.GetRequiredService<SteerQueue>().CancelWhatIsLeft(queue.Id));
        await _workbench.Services.GetRequiredService<CancelWhatIsLeft>().Run(default);

        await As(_ana, async services =>
        {
            var head = (await services.GetRequiredService<QueueDetails>().Head(queue.Id))!;
            Assert.Equal((0, 1, 0), (head.Figures.Ready, head.Figures.Claimed, head.Figures.Waiting));
            Assert.Equal(119, (await services.GetRequiredService<QueueItems>().Find(new(queue.Id, null, "cancelled", null, 1), default)).Total);
        });
        await As(_ana, async services => Assert.False((await services.GetRequiredService<QueueDetails>().Head(queue.Id))!.Cancelling));
    }

    [Fact]
    public async Task A_new_queue_speaks_the_language_of_its_client_and_takes_only_those_who_may_work_for_it()
    {
        var stranger = await Company.Person(_workbench, "Carlos", "carlos@example.com", (_segurnorte.Id, Role.Agent));
        var agent = await Company.Person(_workbench, "Dolores", "dolores@example.com", (_iberluz.Id, Role.Agent));
        await As(_ana, async services =>
        {
            var open = services.GetRequiredService<OpenQueue>();
            await Refused("queue.member-without-grant", () => open.Run(new(_iberluz.Id, "task", "Bajas") { People = [stranger.Id] }));
            var made = await open.Run(new(_iberluz.Id, "task", "Bajas") { People = [agent.Id] });
            var rows = (await services.GetRequiredService<QueueDetails>().Dispositions(made))!.Values.Rows;
            Assert.Equal(("No contesta", "not-reached", 120, 5), rows.Where(r => r.Code == "no-answer").Select(r => (r.Label, r.ThenCode, r.RetryMinutes, r.MaxAttempts)).Single());

            var like = await open.Run(new(_iberluz.Id, "task", "Otra") { Template = NewQueue.LikeLast });
            Assert.Equal(rows.Select(r => r.Label), (await services.GetRequiredService<QueueDetails>().Dispositions(like))!.Values.Rows.Select(r => r.Label));
        });
    }

    private async Task<Edit<SettingsForm>> Open(Person person, long queue)
    {
        Snapshot<SettingsForm>? seen = null;
        await As(person, async services => seen = await services.GetRequiredService<QueueDetails>().Settings(queue));
        return new(seen!);
    }

    private async Task<bool> Save(Person person, long queue, Edit<SettingsForm> edit)
    {
        var saved = false;
        await As(person, async services => saved = await edit.Save(
            (form, version) => services.GetRequiredService<ChangeQueue>().Settings(queue, form, version), () => services.GetRequiredService<QueueDetails>().Settings(queue)));
        return saved;
    }

    private static DateOnly Today() =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(TimeProvider.System.Now(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid")));

    private static async Task Refused(string code, Func<Task> attempt) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(attempt)).Code);

    [Fact]
    public async Task The_list_counts_the_people_who_are_given_the_work_of_a_queue()
    {
        var queue = await _iberluz.Queue("Altas");
        var dolores = await Company.Person(_workbench, "Dolores", "dolores@example.com", (_iberluz.Id, Role.Agent));
        var eva = await Company.Person(_workbench, "Eva", "eva@example.com", (_segurnorte.Id, Role.Agent));
        var team = new Team("Norte");
        team.Members.AddRange([new TeamMember(dolores.Id), new TeamMember(eva.Id)]);
        await Company.AsSystem(_workbench, async db =>
        {
            db.Teams.Add(team);
            await db.SaveChangesAsync();
        });

        await As(_ana, async services =>
        {
            // Dolores by her team, Ana by herself; Eva is in the team but does not work for this client.
            await services.GetRequiredService<ChangeQueue>().Members(queue.Id, new MembersForm { Teams = [team.Id], People = [_ana.Id] }, queue.Version);
            Assert.Equal(2, Assert.Single(await services.GetRequiredService<QueueList>().Find(null, null, null, null, default)).People);
        });
    }

    private Task As(Person person, Func<IServiceProvider, Task> work) => _workbench.Services.GetRequiredService<ScopedWork>().AsPerson(person.Id, work);
}

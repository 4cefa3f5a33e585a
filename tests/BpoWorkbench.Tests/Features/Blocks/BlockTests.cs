using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Blocks;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Blocks;

/// <summary>Hours in which a team works on some queues first. The floor opens on Monday, 26 October 2026, at 9:00 in Madrid.</summary>
public sealed class BlockTests : IAsyncLifetime
{
    private WorkFloor _floor = null!;
    private Queue _altas = null!;
    private long _ana;
    private long _eva;
    private long _sara;
    private long _team;

    public async Task InitializeAsync()
    {
        _floor = await WorkFloor.Open();
        _altas = await _floor.Company.Queue("Altas", target: TimeSpan.FromHours(40));
        (_ana, _eva) = (await _floor.Agent("Ana"), await _floor.Agent("Eva"));
        _sara = (await Company.Person(_floor.Workbench, "Sara", "sara@example.com", (_floor.Company.Id, Role.Supervisor))).Id;
        var team = new Team("Mañana");
        team.Members.Add(new TeamMember(_ana));
        await Company.AsSystem(_floor.Workbench, async db =>
        {
            db.Teams.Add(team);
            await db.SaveChangesAsync();
        });
        _team = team.Id;
        await _floor.Company.Write(async db =>
        {
            var queue = await db.Queues.SingleAsync(q => q.Id == _altas.Id);
            db.AddRange(QueueMember.Person(queue, _ana), QueueMember.Person(queue, _eva));
        });
        await _floor.Sit(_ana);
        await _floor.Sit(_eva);
    }

    public async Task DisposeAsync() => await _floor.DisposeAsync();

    [Fact]
    public async Task In_its_hours_the_team_is_given_its_queues_first_and_then_the_rest()
    {
        await Save(new() { Hours = "9:00-11:00", Queues = [_altas.Id] });
        var urgent = await _floor.Arrive(2);
        var slow = await _floor.Company.Receive(_altas, _floor.Now, ("A", "Alta", []));

        Assert.Equal(slow[0], await _floor.Next(_ana));
        Assert.Equal(AssignReason.Block, AssignReason.Parse((await _floor.Item(slow[0])).AssignReason)!.Code);
        Assert.Contains(await _floor.Next(_ana), urgent.Cast<long?>());
        Assert.NotEqual(AssignReason.Block, AssignReason.Parse((await _floor.Read(db => db.WorkItems.Where(i => i.OwnerId == _ana && i.QueueId == _floor.Queue.Id).SingleAsync())).AssignReason)!.Code);
    }

    [Fact]
    public async Task It_holds_for_its_team_in_its_hours_on_its_days_and_for_nobody_else()
    {
        // At eleven it is over, tomorrow is not one of its days, and it ends this week.
        await Save(new() { Hours = "9-11", Days = [DayOfWeek.Monday], Until = new DateOnly(2026, 10, 30), Queues = [_altas.Id] });
        var opened = _floor.Now;
        foreach (var (person, hours, first) in new[] { (_eva, 0, _floor.Queue), (_ana, 0, _altas), (_ana, 2, _floor.Queue), (_ana, 24, _floor.Queue), (_ana, 24 * 7, _floor.Queue) })
        {
            if (opened.AddHours(hours) is var at && at > _floor.Now)
            {
                _floor.Clock.SetUtcNow(at);
            }

            await _floor.Arrive(1);
            await _floor.Company.Receive(_altas, _floor.Now, ($"A{person}{hours}", "Alta", []));
            // So that the other queue is the more urgent one by far.
            _floor.Clock.Advance(TimeSpan.FromMinutes(30));
            var given = await _floor.Next(person);
            Assert.Equal((person, hours, first.Id), (person, hours, (await _floor.Item(given!.Value)).QueueId));
            await Company.AsSystem(_floor.Workbench, async db =>
            {
                foreach (var left in await db.WorkItems.Where(i => i.State == WorkState.Ready || i.State == WorkState.Claimed).ToListAsync())
                {
                    left.Cancel(_sara, _floor.Now);
                }

                await db.SaveChangesAsync();
            });
        }
    }

    [Fact]
    public async Task What_is_kept_for_an_agent_comes_before_the_block()
    {
        await Save(new() { Hours = "9-11", Queues = [_altas.Id] });
        await _floor.Company.Receive(_altas, _floor.Now, ("A", "Alta", []));
        var kept = (await _floor.Arrive(1))[0];
        await _floor.Do<AssignItem>(_sara, assign => assign.Run([kept], _ana));
        Assert.Equal(kept, await _floor.Next(_ana));
    }

    [Fact]
    public async Task Its_agents_see_it_as_soon_as_it_is_planned_and_no_longer_when_it_is_taken_away()
    {
        var rang = new TaskCompletionSource();
        using var listening = _floor.Workbench.Services.GetRequiredService<PersonBell>().Listen(_ana, () =>
        {
            rang.TrySetResult();
            return Task.CompletedTask;
        });
        await Save(new() { Hours = "16:00-17:30 9-11", Queues = [_altas.Id] });
        await rang.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(["09:00-11:00 Altas", "16:00-17:30 Altas"], await Today(_ana));
        Assert.Empty(await Today(_eva));

        var block = (await Blocks(_sara)).Single();
        await _floor.Do<EndBlock>(_sara, end => end.Run(block.Id));
        Assert.Empty(await Today(_ana));
    }

    [Fact]
    public async Task A_block_with_queues_of_clients_one_does_not_run_is_not_ones_to_change()
    {
        var other = await Company.Add(_floor.Workbench, "Solmar", "SOL");
        var hidden = await other.Queue("Reservas");
        var both = (await Company.Person(_floor.Workbench, "Blanca", "blanca@example.com", (_floor.Company.Id, Role.Supervisor), (other.Id, Role.Supervisor))).Id;
        await Save(new() { Hours = "9-11", Queues = [_altas.Id, hidden.Id] }, both);

        var seen = (await Blocks(_sara)).Single();
        Assert.Equal(("Altas", false), (seen.Queues.Single().Name, seen.MayChange));
        await Refused("access.denied", () => _floor.Do<EndBlock>(_sara, end => end.Run(seen.Id)));
        await Refused("access.denied", () => _floor.Do<SaveBlock>(_sara, save => save.Run(seen.Id, seen.Form, seen.Version)));
        await Refused("access.denied", () => Save(new() { Hours = "9-11", Queues = [hidden.Id] }));
        await Refused("access.denied", () => Save(new() { Hours = "9-11", Queues = [_altas.Id] }, _ana));
        Assert.Equal((2, true), ((await Blocks(both)).Single().Queues.Count, (await Blocks(both)).Single().MayChange));
        // Ana may not work for the other client, so she is not told of its queue.
        Assert.Equal(["09:00-11:00 Altas"], await Today(_ana));
    }

    [Fact]
    public async Task What_is_missing_or_was_changed_meanwhile_is_said()
    {
        await Refused("block.hours", () => Save(new() { Hours = "", Queues = [_altas.Id] }));
        await Refused("calendar.slot", () => Save(new() { Hours = "mañana", Queues = [_altas.Id] }));
        await Refused("block.queues", () => Save(new() { Hours = "9-11" }));
        await Refused("block.days", () => Save(new() { Hours = "9-11", Days = [], Queues = [_altas.Id] }));
        await Refused("block.until", () => Save(new() { Hours = "9-11", Until = new DateOnly(2026, 10, 1), Queues = [_altas.Id] }));
        await Save(new() { Hours = "9-11", Queues = [_altas.Id] });
        var seen = (await Blocks(_sara)).Single();
        seen.Form.Hours = "10-12";
        await _floor.Do<SaveBlock>(_sara, save => save.Run(seen.Id, seen.Form, seen.Version));
        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => _floor.Do<SaveBlock>(_sara, save => save.Run(seen.Id, seen.Form, seen.Version)));
        Assert.Equal(["10:00-12:00 Altas"], await Today(_ana));
    }

    private Task Save(BlockForm form, long? by = null)
    {
        form.TeamId = _team;
        form.From = new DateOnly(2026, 10, 26);
        return _floor.Do<SaveBlock>(by ?? _sara, save => save.Run(null, form, 0));
    }

    private async Task<IReadOnlyList<BlockRow>> Blocks(long person)
    {
        IReadOnlyList<BlockRow> found = [];
        await _floor.Do<BlockList>(person, async list => found = (await list.Read()).Blocks);
        return found;
    }

    private async Task<List<string>> Today(long person)
    {
        List<string> today = [];
        await Company.As(_floor.Workbench, person, async services =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<BpoWorkbench.Data.WorkbenchDb>>().CreateDbContextAsync();
            today = (await TeamBlocks.On(db, person, new DateOnly(2026, 10, 26))).ConvertAll(b => $"{b.Slot} {string.Join(", ", b.Queues.Select(q => q.Name))}");
        });
        return today;
    }

    private static async Task Refused(string code, Func<Task> act) => Assert.Equal(code, (await Assert.ThrowsAsync<Refusal>(act)).Code);
}

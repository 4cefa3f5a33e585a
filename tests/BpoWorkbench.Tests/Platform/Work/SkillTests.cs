using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Features.Queues;
using BpoWorkbench.Features.Skills;
using BpoWorkbench.Features.Wallboard;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Work;

/// <summary>What a queue asks for that not everyone can do.</summary>
public sealed class SkillTests : IAsyncLifetime
{
    private WorkFloor _floor = null!;
    private long _ana;
    private long _eva;
    private long _sara;
    private long _french;
    private long _billing;

    public async Task InitializeAsync()
    {
        _floor = await WorkFloor.Open();
        await _floor.Set(queue => queue.Fields = [new("idioma", "Idioma", FieldType.Text, false, [], CustomerPart.None, false)]);
        (_ana, _eva) = (await _floor.Agent("Ana"), await _floor.Agent("Eva"));
        _sara = (await Company.Person(_floor.Workbench, "Sara", "sara@example.com", (_floor.Company.Id, Role.Supervisor))).Id;
        (_french, _billing) = (await Skill("Francés"), await Skill("Facturación"));
        await _floor.Sit(_ana);
        await _floor.Sit(_eva);
    }

    public async Task DisposeAsync()
    {
        await _floor.FiguresAgree();
        await _floor.DisposeAsync();
    }

    [Fact]
    public async Task An_item_goes_only_to_who_has_the_skill_at_its_level_and_blocks_nobody_else()
    {
        await Ask(new SkillRow { Skill = _french, Level = 3, Field = "idioma", Value = "fr" });
        await Can(_ana, _french, 2);
        await Can(_eva, _french, 4);
        var french = await Arrives("fr");
        _floor.Clock.Advance(TimeSpan.FromMinutes(1));
        var spanish = await Arrives("es");

        Assert.Equal(spanish, await _floor.Next(_ana));
        Assert.Null(await _floor.Next(_ana));
        Assert.Equal("item.needs-skills", (await Assert.ThrowsAsync<Refusal>(() => _floor.Do<ClaimItem>(_ana, claim => claim.Run(french)))).Code);
        Assert.Equal(french, await _floor.Next(_eva));
    }

    [Fact]
    public async Task Whoever_learns_it_is_given_it_from_the_next_item_on_and_whoever_loses_it_no_more()
    {
        await Ask(new SkillRow { Skill = _french, Level = 1 });
        await Arrives("");
        await Arrives("");
        Assert.Null(await _floor.Next(_ana));
        await Can(_ana, _french, 1);
        Assert.NotNull(await _floor.Next(_ana));
        await Can(_ana, _french, 0);
        Assert.Null(await _floor.Next(_ana));
    }

    [Fact]
    public async Task A_preferred_skill_is_dropped_after_its_time_and_the_required_one_stays()
    {
        await Ask(new SkillRow { Skill = _french, Level = 2, Preferred = true, DropAfterMinutes = 30 }, new SkillRow { Skill = _billing, Level = 1 });
        await Can(_ana, _billing, 1);
        var item = await Arrives("");
        _floor.Clock.Advance(TimeSpan.FromMinutes(29));
        await _floor.Job<SortBySkills>();
        Assert.Null(await _floor.Next(_ana));

        _floor.Clock.Advance(TimeSpan.FromMinutes(1));
        await _floor.Job<SortBySkills>();
        await _floor.Job<SortBySkills>();
        Assert.Null(await _floor.Next(_eva));
        Assert.Equal(item, await _floor.Next(_ana));
        var stored = await _floor.Item(item);
        Assert.Equal([(null, $"{_billing}:1")], stored.Events.Where(e => e.Kind == WorkEventKind.NeedsChanged).Select(e => (e.PersonId, e.Detail)));
        Assert.Null(stored.EaseAt);
        Assert.Contains("Facturación 1", (await _floor.Read(db => ItemHistory.OfItem(db, item, 10))).Single(l => l.Kind == WorkEventKind.NeedsChanged).Detail!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_open_follows_the_rules_when_they_change_and_what_is_kept_for_somebody_stays_theirs()
    {
        await Ask(new SkillRow { Skill = _french, Level = 5 });
        var (open, kept, held) = (await Arrives(""), await Arrives(""), await Arrives(""));
        await _floor.Do<AssignItem>(_sara, assign => assign.Run([kept], _eva));
        await _floor.Do<AssignItem>(_sara, assign => assign.Run([held], _ana));
        Assert.Equal(held, await _floor.Next(_ana));
        Assert.Null(await _floor.Next(_ana));

        await Ask();
        await _floor.Job<SortBySkills>();
        Assert.Equal(kept, await _floor.Next(_eva));
        await _floor.Do<ReturnItem>(_ana, give => give.Run(held, "no es mía"));
        Assert.Equal(Needs.None, (await _floor.Item(held)).Needs);
        Assert.Equal(open, await _floor.Next(_ana));
        Assert.Equal(held, await _floor.Next(_eva));
        Assert.False(await _floor.Read(db => db.Queues.AnyAsync(q => q.SkillsPending)));
    }

    [Fact]
    public async Task What_was_over_while_the_rules_changed_follows_them_once_it_is_open_again()
    {
        await Can(_ana, _french, 5);
        await Ask(new SkillRow { Skill = _french, Level = 5 });
        var (done, cancelled) = (await Arrives(""), await Arrives(""));
        await _floor.Company.Complete(done, "OK", _ana, _floor.Now);
        var steering = new List<Changed>();
        await _floor.Do<CancelItem>(_sara, async cancel => steering.AddRange(await cancel.Run([cancelled])));
        await Ask(new SkillRow { Skill = _billing, Level = 1 });
        await _floor.Job<SortBySkills>();
        await _floor.Do<ReopenItem>(_sara, reopen => reopen.Run(done, "No quedó resuelto"));
        await _floor.Do<CancelItem>(_sara, cancel => cancel.TakeBack(steering));
        await _floor.Job<SortBySkills>();
        Assert.Equal([$"{_billing}:1", $"{_billing}:1"], [(await _floor.Item(done)).Needs, (await _floor.Item(cancelled)).Needs]);
    }

    [Fact]
    public async Task In_another_queue_it_asks_for_what_that_one_asks_for()
    {
        var other = await _floor.Company.Queue("Altas");
        await _floor.Company.Write(async db => db.Add(QueueMember.Person(await db.Queues.SingleAsync(q => q.Id == other.Id), _ana)));
        await Ask(new SkillRow { Skill = _french, Level = 5 });
        var item = await Arrives("");
        await _floor.Do<MoveItem>(_sara, move => move.Run([item], other.Id));
        Assert.Equal(Needs.None, (await _floor.Item(item)).Needs);
        Assert.Equal(item, await _floor.Next(_ana));
        await _floor.Do<MoveItem>(_sara, move => move.Run([item], _floor.Queue.Id));
        Assert.Equal($"{_french}:5", (await _floor.Item(item)).Needs);
        Assert.Null(await _floor.Next(_ana));
    }

    [Fact]
    public async Task What_nobody_there_can_do_is_on_the_board_and_says_why()
    {
        await Can(_eva, _french, 3);
        await Ask(new SkillRow { Skill = _french, Level = 3, Field = "idioma", Value = "fr" });
        var french = await Arrives("fr");
        await Arrives("es");
        Assert.Equal((false, 0, WhoCan.SomebodyHere), await Seen(french));

        await _floor.Turn(_eva, "break");
        Assert.Equal((true, 1, WhoCan.NobodyHere), await Seen(french));
        await Can(_eva, _french, 2);
        Assert.Equal((true, 1, WhoCan.Nobody), await Seen(french));
    }

    [Fact]
    public async Task A_supervisor_sets_the_levels_of_their_clients_agents_and_of_nobody_else()
    {
        var other = await Company.Add(_floor.Workbench, "Solmar", "SOL");
        var stranger = await Company.Person(_floor.Workbench, "Olga", "olga@example.com", (other.Id, Role.Agent));
        await Can(_ana, _french, 3);
        await _floor.Do<SkillMatrix>(_sara, async matrix =>
        {
            var view = await matrix.Read(null, null, 1);
            Assert.Equal(["Ana", "Eva", "Sara"], view.People.Select(p => p.Name));
            Assert.Equal(3, view.People[0].Levels[_french]);
            Assert.Equal(["Eva"], (await matrix.Read("EV", null, 1)).People.Select(p => p.Name));
        });
        foreach (var (person, whom, skill) in new[] { (_sara, stranger.Id, _french), (_ana, _eva, _french), (_sara, _ana, 999L) })
        {
            Assert.Equal("access.denied", (await Assert.ThrowsAsync<Refusal>(() => _floor.Do<SetLevel>(person, set => set.Run(whom, skill, 1)))).Code);
        }

        Assert.Equal("skill.level", (await Assert.ThrowsAsync<Refusal>(() => Can(_ana, _french, 6))).Code);
        Assert.Equal("skill.twice", (await Assert.ThrowsAsync<Refusal>(() => _floor.Do<SaveSkill>(_sara, save => save.Run(0, "FRANCES", false)))).Code);
    }

    private async Task<long> Skill(string name)
    {
        await _floor.Do<SaveSkill>(_sara, save => save.Run(0, name, false));
        return await _floor.Read(db => db.Skills.Where(s => s.Name == name).Select(s => s.Id).SingleAsync());
    }

    private Task Can(long person, long skill, int level) => _floor.Do<SetLevel>(_sara, set => set.Run(person, skill, level));

    private Task Ask(params SkillRow[] rows) => Company.As(_floor.Workbench, _sara, async services =>
    {
        var seen = (await services.GetRequiredService<QueueDetails>().Skills(_floor.Queue.Id))!;
        await services.GetRequiredService<ChangeQueue>().Skills(_floor.Queue.Id, new SkillsForm { Rows = [.. rows], Fields = seen.Values.Fields, Skills = seen.Values.Skills }, seen.Version);
        Assert.Equal(rows.Select(r => (r.Skill, r.Level, r.Preferred)), (await services.GetRequiredService<QueueDetails>().Skills(_floor.Queue.Id))!.Values.Rows.Select(r => (r.Skill, r.Level, r.Preferred)));
    });

    private async Task<long> Arrives(string language)
    {
        var id = 0L;
        await _floor.Do<ReceiveItem>(_sara, async receive => id = await receive.Run(_floor.Queue.Id, language.Length == 0 ? [] : new() { ["idioma"] = language }));
        return id;
    }

    private async Task<(bool Warm, int Listed, WhoCan? Who)> Seen(long item)
    {
        (bool, int, WhoCan?) seen = default;
        await Company.As(_floor.Workbench, _sara, async services =>
        {
            var floor = await services.GetRequiredService<FloorBoard>().Read(null);
            var listed = await services.GetRequiredService<ItemList>().Find(new ItemFilter { Unattended = true }, 1);
            seen = (floor.Clients.Single().Queues.Single().Unattended, listed.Rows.Count, (await services.GetRequiredService<ItemDetails>().Find(item))!.WhoCan);
        });
        return seen;
    }
}

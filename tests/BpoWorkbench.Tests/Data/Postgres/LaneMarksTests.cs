using BpoWorkbench.Data.Postgres;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Data.Postgres;

/// <summary>Claims begin at the mark of their lane, and still nothing is ever passed over.</summary>
[Trait("Database", "Postgres")]
public sealed class LaneMarksTests : IAsyncLifetime
{
    // By this clock no mark is raised by itself.
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private Workbench _workbench = null!;
    private Company _iberluz = null!;
    private Person _eva = null!;
    private Queue _queue = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start(new() { Time = _clock, Settings = new() { ["Sharing:Capacity"] = "0" } });
        _iberluz = await Company.Add(_workbench, "Iberluz", "IBER");
        _eva = await Company.Person(_workbench, "Eva", "eva@example.com", (_iberluz.Id, Role.Agent));
        _queue = await _iberluz.Queue("Bajas");
        await _iberluz.Write(async db => (await db.Queues.Include(q => q.Members).SingleAsync()).Members.Add(QueueMember.Person(_queue, _eva.Id)));
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [PostgresFact]
    public async Task The_mark_follows_what_is_ready_first()
    {
        var items = await Receive(1, 2, 3);
        Assert.Equal(1, await Refresh());
        Assert.Equal(items[0], await Mark());
        Assert.Equal(items[0], await Next());
        Assert.Equal(1, await Refresh());
        Assert.Equal(items[1], await Mark());
        Assert.Equal(0, await Refresh());
    }

    [PostgresFact]
    public async Task What_comes_back_is_found_at_once_although_the_mark_was_past_it()
    {
        var items = await Receive(1, 2, 3);
        var first = (await Next())!.Value;
        await Next();
        await Refresh();
        Assert.Equal(items[2], await Mark());

        await As(services => services.GetRequiredService<ReturnItem>().Run(first, "Falta un dato"));
        Assert.Equal(items[0], await Head());
    }

    [PostgresFact]
    public async Task What_arrives_due_before_all_others_is_found_at_once()
    {
        await Receive(5, 6);
        await Next();
        await Refresh();
        var urgent = (await Receive(1))[0];
        Assert.Equal(urgent, await Head());
    }

    [PostgresFact]
    public async Task A_lane_that_ran_dry_takes_up_again_where_work_arrives()
    {
        await Receive(1);
        await Next();
        await Refresh();
        Assert.Null(await Head());
        var later = await Receive(7, 6);
        Assert.Equal(later[1], await Head());
    }

    [PostgresFact]
    public async Task No_mark_is_raised_past_what_is_about_to_be_committed()
    {
        await Receive(1, 30);
        await Refresh();
        long between = 0;
        await _iberluz.Write(async db =>
        {
            var queue = await db.Queues.Include(q => q.Policies).SingleAsync();
            await db.Write(async () =>
            {
                var item = WorkItem.Receive(queue, await Lanes.For(db, _iberluz.Id, queue.Id, Band.Normal), At(20), null, "Entre medias", [], null, null);
                db.WorkItems.Add(item);
                await db.SaveChangesAsync();
                between = item.Id;
                // Nobody sees it yet, and the first of the lane is taken meanwhile.
                Assert.NotNull(await Next());
                Assert.Equal(0, await Refresh());
            });
        });
        Assert.Equal(between, await Head());
        Assert.Equal(1, await Refresh());
        Assert.Equal(between, await Mark());
    }

    [PostgresFact]
    public async Task Whatever_comes_and_goes_the_head_is_the_one_that_is_due_first()
    {
        var random = new Random(7);
        for (var step = 0; step < 150; step++)
        {
            switch (random.Next(4))
            {
                case 0:
                    await Receive(random.Next(100), random.Next(100));
                    break;
                case 1:
                    await Next();
                    break;
                case 2 when await Held() is { } held:
                    await As(services => services.GetRequiredService<ReturnItem>().Run(held, "Falta un dato"));
                    break;
                default:
                    await Refresh();
                    break;
            }

            Assert.Equal(await FirstReady(), await Head());
        }
    }

    private DateTime At(int minutes) => _clock.Now().AddDays(-1).AddMinutes(minutes);

    private async Task<List<long>> Receive(params int[] minutes)
    {
        List<long> items = [];
        foreach (var at in minutes)
        {
            items.AddRange(await _iberluz.Receive(_queue, At(at), ($"{Guid.NewGuid():N}", "Baja", [])));
        }

        return items;
    }

    private async Task<long?> Next()
    {
        long? item = null;
        await As(async services => item = await services.GetRequiredService<NextItem>().Run());
        return item;
    }

    private Task As(Func<IServiceProvider, Task> work) => Company.As(_workbench, _eva.Id, work);

    private async Task<int> Refresh()
    {
        var raised = 0;
        await Company.AsSystem(_workbench, async db => raised = await LaneMarks.Refresh(db, default));
        return raised;
    }

    private async Task<long> Mark()
    {
        long mark = 0;
        await Company.AsSystem(_workbench, async db => mark = await db.Database.SqlQuery<long>($"""SELECT "Item" AS "Value" FROM "LaneMark" """).SingleAsync());
        return mark;
    }

    private async Task<long?> Head()
    {
        long? head = null;
        await Company.AsSystem(_workbench, async db =>
        {
            await db.Database.OpenConnectionAsync();
            head = (await db.Engine.LaneHeads(db, _eva.Id, [_iberluz.Id], [])).SingleOrDefault()?.ItemId;
        });
        return head;
    }

    private async Task<long?> FirstReady()
    {
        long? first = null;
        await Company.AsSystem(_workbench, async db =>
            first = await db.WorkItems.Where(i => i.State == WorkState.Ready).OrderBy(i => i.Due).ThenBy(i => i.Id).Select(i => (long?)i.Id).FirstOrDefaultAsync());
        return first;
    }

    private async Task<long?> Held()
    {
        long? held = null;
        await Company.AsSystem(_workbench, async db => held = await db.WorkItems.Where(i => i.State == WorkState.Claimed).OrderBy(i => i.Due).Select(i => (long?)i.Id).FirstOrDefaultAsync());
        return held;
    }
}

using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Items;

/// <summary>The list of items as the board of those who share out the work.</summary>
public sealed class ItemListTests : IAsyncLifetime
{
    private Workbench _workbench = null!;
    private Company _company = null!;
    private Queue _altas = null!;
    private Person _agent = null!;
    private Person _supervisor = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start(new() { Scheduled = false });
        _company = await Company.Add(_workbench, "Iberluz", "IBL");
        _altas = await _company.Queue("Altas");
        _agent = await Company.Person(_workbench, "Ana", "ana@example.com", (_company.Id, Role.Agent));
        _supervisor = await Company.Person(_workbench, "Sara", "sara@example.com", (_company.Id, Role.Supervisor));
        await _company.Write(db =>
        {
            db.Add(QueueMember.Person(db.Attach(_altas).Entity, _agent.Id));
            return Task.CompletedTask;
        });
        await _company.Receive(_altas, TimeProvider.System.Now(), ("A", "A", []), ("B", "B", []), ("C", "C", []));
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task What_absent_people_hold_and_what_nobody_there_can_do_is_found()
    {
        await See(true);
        await As(_agent, services => services.GetRequiredService<NextItem>().Run());

        Assert.Equal((0, 0), (await Found(new() { Absent = true }), await Found(new() { Unattended = true })));

        await See(false);
        Assert.Equal((1, 2), (await Found(new() { Absent = true }), await Found(new() { Unattended = true })));

        // Of a paused queue nobody is to do anything.
        await _company.Write(async db => (await db.Queues.SingleAsync(q => q.Id == _altas.Id)).Pause());
        Assert.Equal((1, 0), (await Found(new() { Absent = true }), await Found(new() { Unattended = true })));
    }

    [Fact]
    public async Task What_one_item_refuses_does_not_stop_the_rest()
    {
        await See(true);
        await As(_agent, services => services.GetRequiredService<NextItem>().Run());
        List<long> all = [];
        await _company.Write(async db => all = await db.WorkItems.OrderBy(i => i.Id).Select(i => i.Id).ToListAsync());

        await As(_supervisor, async services =>
        {
            var result = await services.GetRequiredService<ChangeItems>().Release(all);
            Assert.Equal((1, 2), (result.Changed, result.Refused));
            Assert.Contains("B", result.Why, StringComparison.Ordinal);
        });
        Assert.Equal(3, await Found(new() { State = "ready" }));
    }

    [Fact]
    public async Task Who_may_not_steer_the_queues_changes_nothing()
    {
        List<long> all = [];
        await _company.Write(async db => all = await db.WorkItems.Select(i => i.Id).ToListAsync());
        await As(_agent, async services =>
        {
            var result = await services.GetRequiredService<ChangeItems>().Cancel(all);
            Assert.Equal((0, 3), (result.Changed, result.Refused));
        });
        Assert.Equal(3, await Found(new() { State = "ready" }));
    }

    private async Task<int> Found(ItemFilter filter)
    {
        var found = 0;
        await As(_supervisor, async services => found = (await services.GetRequiredService<ItemList>().Find(filter, 1)).Total);
        return found;
    }

    private Task See(bool there) => As(_agent, services => services.GetRequiredService<SeeAgent>().Run(there));

    private Task As(Person person, Func<IServiceProvider, Task> work) => Company.As(_workbench, person.Id, work);
}

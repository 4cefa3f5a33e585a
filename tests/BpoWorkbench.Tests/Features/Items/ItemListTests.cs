using System.Reflection;
using BpoWorkbench.Domain;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Features.Wallboard;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
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

        // Whoever says that they have gone is gone, though their desk is still open.
        await See(true);
        Assert.Equal((0, 0), (await Found(new() { Absent = true }), await Found(new() { Unattended = true })));
        await As(_agent, services => services.GetRequiredService<TurnPresence>().Run(PresenceCode.Offline));
        Assert.Equal((1, 2), (await Found(new() { Absent = true }), await Found(new() { Unattended = true })));
        await As(_supervisor, async services => Assert.Equal(AgentState.Offline, (await services.GetRequiredService<FloorBoard>().Read(null)).Agents.Single(a => a.Id == _agent.Id).State));

        // Of a paused queue nobody is to do anything.
        await _company.Write(async db => (await db.Queues.SingleAsync(q => q.Id == _altas.Id)).Pause());
        Assert.Equal((1, 0), (await Found(new() { Absent = true }), await Found(new() { Unattended = true })));
    }

    [Fact]
    public async Task A_download_has_the_rows_of_the_list_whatever_it_was_filtered_by()
    {
        await See(true);
        await As(_agent, services => services.GetRequiredService<NextItem>().Run());
        await See(false);
        using var caller = _workbench.NewClient();
        caller.DefaultRequestHeaders.Add("Cookie", (await Company.Cookie(_workbench, _supervisor)).ToString());
        foreach (var (filter, rows) in new[] { (new ItemFilter(), 3), (new ItemFilter { Absent = true }, 1), (new ItemFilter { Unattended = true }, 2), (new ItemFilter { State = "claimed", Client = _company.Id }, 1) })
        {
            Assert.Equal(rows, await Found(filter));
            var address = QueryHelpers.AddQueryString(filter.Href.Replace("/items", "/items/export", StringComparison.Ordinal), "format", "csv");
            var lines = (await caller.GetStringAsync(new Uri(address, UriKind.Relative))).Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal((address, rows + 1), (address, lines.Length));
        }
    }

    [Fact]
    public void The_list_and_its_download_read_all_that_a_filter_writes_into_the_address()
    {
        var all = new ItemFilter
        {
            Text = "a", Client = 1, Queue = 2, State = "open", Overdue = true, Late = true, Person = 3, Period = "done", Sort = "due", Kind = "tasks", Team = 4,
            HandedOver = true, Absent = true, Unattended = true, From = new(2026, 1, 2), To = new(2026, 1, 3), Quarter = 5, DueIn = 6,
        };
        Assert.All(typeof(ItemFilter).GetProperties().Where(p => p.CanWrite), p => Assert.NotEqual(p.GetValue(new ItemFilter()), p.GetValue(all)));

        var written = QueryHelpers.ParseQuery(all.Href.Split('?')[1]).Keys.Order(StringComparer.Ordinal);
        var page = typeof(ItemsPage).GetProperties(BindingFlags.Instance | BindingFlags.NonPublic).Where(p => p.IsDefined(typeof(SupplyParameterFromQueryAttribute))).Select(p => p.Name).Where(name => name != "Page");
        var download = typeof(DownloadItems.Asked).GetConstructors().Single().GetParameters().Select(p => p.Name!);
        Assert.Equal(written, page.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal));
        Assert.Equal(written, download.Select(name => name.ToLowerInvariant()).Order(StringComparer.Ordinal));
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
    public async Task Whoever_works_on_what_is_cancelled_or_taken_from_them_is_told()
    {
        await See(true);
        var told = 0;
        using var desk = _workbench.Services.GetRequiredService<PersonBell>().Listen(_agent.Id, () =>
        {
            Interlocked.Increment(ref told);
            return Task.CompletedTask;
        });
        foreach (var way in new Func<ChangeItems, long, Task>[] { (items, item) => items.Cancel([item]), (items, item) => items.Release([item]) })
        {
            long? held = null;
            await As(_agent, async services => held = await services.GetRequiredService<NextItem>().Run());
            var before = Volatile.Read(ref told);
            await As(_supervisor, services => way(services.GetRequiredService<ChangeItems>(), held!.Value));
            await Patience.Until(() => Volatile.Read(ref told) > before);
        }
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

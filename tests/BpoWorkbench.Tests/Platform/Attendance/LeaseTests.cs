using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace BpoWorkbench.Tests.Platform.Attendance;

/// <summary>What somebody holds who is not seen any more.</summary>
public sealed class LeaseTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    [Fact]
    public async Task What_an_absent_agent_holds_comes_back_with_its_draft_to_them_first_and_then_to_everyone()
    {
        await using var floor = await WorkFloor.Open();
        await floor.Set(q => q.OwnerGraceMinutes = 10);
        var (ana, luis) = (await floor.Agent("Ana"), await floor.Agent("Luis"));
        var id = Assert.Single(await floor.Arrive(1));
        await floor.Sit(ana);
        await floor.Next(ana);
        await floor.Do<OpenItem>(ana, open => open.Run(id));
        await floor.Do<SaveDraft>(ana, save => save.Run(id, new ItemDraft { Note = "a medias" }));

        floor.Clock.Advance(TimeSpan.FromSeconds(179));
        await floor.Job<EndLeases>();
        Assert.Equal((WorkState.Claimed, ana), ((await floor.Item(id)).State, (await floor.Item(id)).OwnerId));

        floor.Clock.Advance(TimeSpan.FromSeconds(3));
        await floor.Job<EndLeases>();
        var back = await floor.Item(id);
        Assert.Equal((WorkState.Ready, null, "a medias"), (back.State, back.OwnerId, ItemDraft.Parse(back.Draft).Note));
        Assert.Null(await floor.Next(luis));

        // Seen again in time, it is hers at the first asking.
        await floor.Sit(ana);
        Assert.Equal(id, await floor.Next(ana));
        floor.Clock.Advance(TimeSpan.FromMinutes(4));
        await floor.Job<EndLeases>();
        floor.Clock.Advance(TimeSpan.FromMinutes(11));
        await floor.Job<OfferToAll>();
        Assert.Equal(id, await floor.Next(luis));
        await floor.FiguresAgree();
    }

    [Fact]
    public async Task What_an_absent_agent_holds_comes_back_also_while_the_node_whose_turn_the_jobs_are_is_dead()
    {
        await using var workbench = await Workbench.Start(new()
        {
            Settings = new() { ["Sharing:LeaseSeconds"] = "2" },
            Adjust = builder => builder.Services.Configure<QuartzHostedServiceOptions>(jobs => jobs.AutoStart = false),
        });
        var company = await Company.Add(workbench, "Iberluz", "IBER");
        var queue = await company.Queue("Bajas");
        var eva = await Company.Person(workbench, "Eva", "eva@example.com", (company.Id, Role.Agent));
        await company.Write(async db => (await db.Queues.Include(q => q.Members).SingleAsync()).Members.Add(QueueMember.Person(queue, eva.Id)));
        await company.Receive(queue, DateTime.UnixEpoch, ("K1", "Row", []));
        await Company.As(workbench, eva.Id, async services => Assert.NotNull(await services.GetRequiredService<NextItem>().Run()));

        await Patience.Until(async () =>
        {
            var ready = false;
            await Company.AsSystem(workbench, async db => ready = await db.WorkItems.AllAsync(i => i.State == WorkState.Ready));
            return ready;
        });
    }

    [Fact]
    public async Task What_an_agent_still_holds_of_a_client_they_no_longer_serve_takes_none_of_their_room()
    {
        await using var workbench = await Workbench.Start(new() { Scheduled = false, Settings = new() { ["Sharing:Capacity"] = "1" } });
        var (iberluz, telcom) = (await Company.Add(workbench, "Iberluz", "IBER"), await Company.Add(workbench, "Telcom", "TELC"));
        var eva = await Company.Person(workbench, "Eva", "eva@example.com", (iberluz.Id, Role.Agent), (telcom.Id, Role.Agent));
        foreach (var company in new[] { telcom, iberluz })
        {
            var queue = await company.Queue("Bajas");
            await company.Write(async db => (await db.Queues.Include(q => q.Members).SingleAsync()).Members.Add(QueueMember.Person(queue, eva.Id)));
            await company.Receive(queue, DateTime.UnixEpoch, ("K1", "Row", []));
            await Company.As(workbench, eva.Id, async services => Assert.NotNull(await services.GetRequiredService<NextItem>().Run()));
            await Company.AsSystem(workbench, db => db.Write(() => db.Grants.Where(g => g.ClientId == telcom.Id).ExecuteDeleteAsync()));
        }
    }

    [Fact]
    public async Task Whoever_has_a_page_open_keeps_what_they_hold_however_long_they_work_on_it()
    {
        await using var floor = await WorkFloor.Open();
        var ana = await floor.Agent("Ana");
        var id = Assert.Single(await floor.Arrive(1));
        await floor.Sit(ana);
        await floor.Next(ana);

        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(30); passed += Beat)
        {
            floor.Clock.Advance(Beat);
            await floor.Seen(ana);
            await floor.Job<SeeOff>();
            await floor.Job<EndLeases>();
        }

        Assert.Equal((WorkState.Claimed, ana), ((await floor.Item(id)).State, (await floor.Item(id)).OwnerId));
        Assert.Equal(PresenceCode.Available, await floor.Read(db => db.Presences.Select(p => p.CodeId).SingleAsync()));
    }

    [Fact]
    public async Task Handle_time_ends_when_the_agent_was_last_seen()
    {
        await using var floor = await WorkFloor.Open();
        var ana = await floor.Agent("Ana");
        var id = Assert.Single(await floor.Arrive(1));
        await floor.Sit(ana);
        await floor.Next(ana);
        await floor.Do<OpenItem>(ana, open => open.Run(id));
        floor.Clock.Advance(TimeSpan.FromMinutes(4));
        await floor.Seen(ana);
        floor.Clock.Advance(TimeSpan.FromSeconds(61));
        await floor.Job<SeeOff>();

        Assert.Equal(240_000, (await floor.Item(id)).Events.Sum(e => e.HandleMs));
        var spans = await floor.Read(db => db.PresenceSpans.OrderBy(s => s.From).Select(s => new { s.CodeId, s.From, s.SetBy }).ToListAsync());
        Assert.Equal([(PresenceCode.Available, ana), (PresenceCode.Offline, null)], spans.Select(s => (s.CodeId, s.SetBy)));
        Assert.Equal(TimeSpan.FromMinutes(4), spans[1].From - spans[0].From);

        // The page that was lost is there again.
        floor.Clock.Advance(TimeSpan.FromSeconds(5));
        await floor.Seen(ana);
        Assert.Equal(PresenceCode.Available, await floor.Read(db => db.Presences.Select(p => p.CodeId).SingleAsync()));
        await floor.FiguresAgree();
    }

    [Fact]
    public async Task A_stop_of_the_server_costs_nobody_their_lease()
    {
        var directory = Directory.CreateTempSubdirectory("bpo-lease-").FullName;
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2026, 10, 26, 8, 0, 0, TimeSpan.Zero));
        long id;
        await using (var floor = await WorkFloor.Open(directory, clock))
        {
            var ana = await floor.Agent("Ana");
            id = Assert.Single(await floor.Arrive(1));
            await floor.Sit(ana);
            await floor.Next(ana);
        }

        clock.Advance(TimeSpan.FromHours(9));
        await using (var floor = await WorkFloor.Again(directory, clock))
        {
            clock.Advance(TimeSpan.FromSeconds(170));
            await floor.Job<EndLeases>();
            Assert.Equal(WorkState.Claimed, (await floor.Item(id)).State);
            clock.Advance(TimeSpan.FromSeconds(15));
            await floor.Job<EndLeases>();
            Assert.Equal(WorkState.Ready, (await floor.Item(id)).State);
        }

        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task On_a_break_no_work_comes_and_no_handle_time_runs()
    {
        await using var floor = await WorkFloor.Open();
        var ana = await floor.Agent("Ana");
        var id = (await floor.Arrive(2))[0];
        await floor.Sit(ana);
        await floor.Next(ana);
        await floor.Do<OpenItem>(ana, open => open.Run(id));
        floor.Clock.Advance(TimeSpan.FromMinutes(2));
        await floor.Turn(ana, "break");
        floor.Clock.Advance(TimeSpan.FromMinutes(15));

        Assert.Equal(120_000, (await floor.Item(id)).Events.Sum(e => e.HandleMs));
        Assert.Equal("presence.not-receiving", (await Assert.ThrowsAsync<Refusal>(() => floor.Next(ana))).Code);
        await floor.Turn(ana, "available");
        Assert.NotNull(await floor.Next(ana));
    }

    [Fact]
    public async Task Whoever_says_that_they_are_gone_stays_gone_with_the_desk_left_open()
    {
        await using var floor = await WorkFloor.Open();
        var ana = await floor.Agent("Ana");
        var id = Assert.Single(await floor.Arrive(1));
        await floor.Sit(ana);
        await floor.Next(ana);
        await floor.Turn(ana, "offline");
        for (var beat = 0; beat < 8; beat++)
        {
            floor.Clock.Advance(TimeSpan.FromSeconds(30));
            await floor.Seen(ana);
            await floor.Do<SeeAgent>(ana, see => see.Again());
        }

        Assert.Equal(PresenceCode.Offline, await floor.Read(db => db.Presences.Select(p => p.CodeId).SingleAsync()));
        await floor.Job<EndLeases>();
        Assert.Equal(WorkState.Ready, (await floor.Item(id)).State);
        Assert.Equal("presence.not-receiving", (await Assert.ThrowsAsync<Refusal>(() => floor.Next(ana))).Code);
    }

    [Fact]
    public async Task Nobody_holds_more_than_their_capacity_by_whichever_way_it_comes()
    {
        await using var floor = await WorkFloor.Open(("Sharing:Capacity", "2"));
        var (ana, luis) = (await floor.Agent("Ana"), await floor.Agent("Luis"));
        var ids = await floor.Arrive(20);
        await Company.AsSystem(floor.Workbench, async db =>
        {
            (await db.Users.SingleAsync(p => p.Id == luis)).Limit(3);
            await db.SaveChangesAsync();
        });

        foreach (var (agent, most) in new[] { (ana, 2), (luis, 3) })
        {
            var tries = await Task.WhenAll(Enumerable.Range(0, 8).Select(async n =>
            {
                try
                {
                    await (n % 2 == 0 ? floor.Next(agent) : floor.Do<ClaimItem>(agent, claim => claim.Run(ids[^(n + 1 + (agent == ana ? 0 : 8))])));
                    return true;
                }
                catch (Refusal refusal)
                {
                    Assert.Equal("capacity.full", refusal.Code);
                    return false;
                }
            }));
            Assert.Equal(most, tries.Count(t => t));
            Assert.Equal(most, await floor.Read(db => db.WorkItems.CountAsync(i => i.OwnerId == agent)));
        }
    }
}

using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Tests.Platform.Work;

/// <summary>Work that comes to an agent who did not ask.</summary>
public sealed class OfferTests
{
    [Fact]
    public async Task Work_is_offered_to_the_one_who_has_been_idle_for_longest_and_counts_when_accepted()
    {
        await using var floor = await PushFloor();
        var (ana, luis) = (await floor.Agent("Ana"), await floor.Agent("Luis"));
        await floor.Sit(luis);
        floor.Clock.Advance(TimeSpan.FromSeconds(10));
        await floor.Sit(ana);
        var first = Assert.Single(await floor.Arrive(1));
        await floor.Job<OfferWork>();
        Assert.Equal((luis, floor.Now.AddSeconds(30)), ((await floor.Item(first)).OwnerId, (await floor.Item(first)).OfferedUntil));

        // One at a time: the next one goes to the other.
        var second = Assert.Single(await floor.Arrive(1));
        var third = Assert.Single(await floor.Arrive(1));
        await floor.Job<OfferWork>();
        Assert.Equal((ana, WorkState.Ready), ((await floor.Item(second)).OwnerId, (await floor.Item(third)).State));

        floor.Clock.Advance(TimeSpan.FromSeconds(5));
        await floor.Do<OpenItem>(luis, open => open.Run(first));
        await floor.Job<OfferWork>();
        var accepted = await floor.Item(first);
        Assert.Equal([WorkEventKind.Received, WorkEventKind.Offered, WorkEventKind.Accepted, WorkEventKind.Opened], accepted.Events.Select(e => e.Kind));
        Assert.Null(accepted.OfferedUntil);
        Assert.Equal(WorkState.Ready, (await floor.Item(third)).State);
        Assert.Equal((1, 0), await Counted(floor, luis));
        await floor.FiguresAgree();
    }

    [Fact]
    public async Task An_offer_that_is_not_accepted_goes_to_somebody_else_and_counts()
    {
        await using var floor = await PushFloor();
        var (ana, luis) = (await floor.Agent("Ana"), await floor.Agent("Luis"));
        await floor.Sit(ana);
        var id = Assert.Single(await floor.Arrive(1));
        await floor.Job<OfferWork>();
        Assert.Equal(ana, (await floor.Item(id)).OwnerId);

        await floor.Sit(luis);
        floor.Clock.Advance(TimeSpan.FromSeconds(31));
        await floor.Job<OfferWork>();
        Assert.Equal(luis, (await floor.Item(id)).OwnerId);
        Assert.Equal((0, 1), await Counted(floor, ana));

        // Whoever let one pass is offered nothing more until they show that they are there.
        floor.Clock.Advance(TimeSpan.FromSeconds(31));
        await floor.Job<OfferWork>();
        await floor.Arrive(1);
        await floor.Job<OfferWork>();
        Assert.Equal(0, await floor.Read(db => db.WorkItems.CountAsync(i => i.OwnerId == ana)));
        await floor.Turn(ana, "break");
        await floor.Turn(ana, "available");
        await floor.Job<OfferWork>();
        Assert.Equal(1, await floor.Read(db => db.WorkItems.CountAsync(i => i.OwnerId == ana)));
        await floor.FiguresAgree();
    }

    [Fact]
    public async Task An_offer_let_pass_comes_again_where_nobody_else_is_there_to_take_it()
    {
        await using var floor = await PushFloor();
        var ana = await floor.Agent("Ana");
        await floor.Sit(ana);
        var id = Assert.Single(await floor.Arrive(1));
        await floor.Job<OfferWork>();
        floor.Clock.Advance(TimeSpan.FromSeconds(31));
        await floor.Job<OfferWork>();
        Assert.Equal(WorkState.Ready, (await floor.Item(id)).State);

        await floor.Turn(ana, "break");
        await floor.Turn(ana, "available");
        await floor.Job<OfferWork>();
        Assert.Equal(ana, (await floor.Item(id)).OwnerId);

        // What was given back with a word why is not pressed upon who gave it.
        await floor.Do<OpenItem>(ana, open => open.Run(id));
        await floor.Do<ReturnItem>(ana, give => give.Run(id, "Habla solo francés"));
        await floor.Job<OfferWork>();
        Assert.Equal(WorkState.Ready, (await floor.Item(id)).State);
        await floor.FiguresAgree();
    }

    [Theory]
    [InlineData("break")]
    [InlineData("on-a-call")]
    [InlineData("offline")]
    public async Task Nothing_is_offered_to_who_does_not_receive_work(string code)
    {
        await using var floor = await PushFloor();
        var ana = await floor.Agent("Ana");
        await floor.Sit(ana);
        await floor.Turn(ana, code);
        var id = Assert.Single(await floor.Arrive(1));
        await floor.Job<OfferWork>();
        Assert.Equal(WorkState.Ready, (await floor.Item(id)).State);
        await floor.Turn(ana, "available");
        await floor.Job<OfferWork>();
        Assert.Equal(ana, (await floor.Item(id)).OwnerId);
    }

    [Fact]
    public async Task Nothing_is_offered_from_a_queue_whose_work_is_asked_for()
    {
        await using var floor = await WorkFloor.Open();
        var ana = await floor.Agent("Ana");
        await floor.Sit(ana);
        var id = Assert.Single(await floor.Arrive(1));
        await floor.Job<OfferWork>();
        Assert.Equal(WorkState.Ready, (await floor.Item(id)).State);
    }

    [Fact]
    public async Task Who_comes_back_from_an_absence_is_not_flooded()
    {
        await using var floor = await PushFloor();
        var ana = await floor.Agent("Ana");
        await floor.Sit(ana);
        await floor.Turn(ana, "offline");
        floor.Clock.Advance(TimeSpan.FromDays(7));
        await floor.Sit(ana);
        await floor.Arrive(10);

        Assert.Equal(1, await Fill());
        floor.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(1, await Fill());
        floor.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, await Fill());
        floor.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(5, await Fill());

        // Accepts whatever comes, and puts it out of sight.
        async Task<int> Fill()
        {
            await floor.Seen(ana);
            for (var n = 0; n < 10; n++)
            {
                await floor.Job<OfferWork>();
                if (await floor.Read(db => db.WorkItems.Where(i => i.OfferedUntil != null).Select(i => (long?)i.Id).SingleOrDefaultAsync()) is { } offered)
                {
                    await floor.Do<OpenItem>(ana, open => open.Run(offered));
                    await floor.Do<LeaveItems>(ana, leave => leave.Run());
                }
            }

            return await floor.Read(db => db.WorkItems.CountAsync(i => i.OwnerId == ana));
        }
    }

    private static async Task<WorkFloor> PushFloor()
    {
        var floor = await WorkFloor.Open();
        await floor.Set(q => (q.Push, q.AcceptSeconds) = (true, 30));
        return floor;
    }

    private static async Task<(long Accepted, long Missed)> Counted(WorkFloor floor, long agent) => (
        await floor.Read(db => db.CounterDeltas.Where(d => d.PersonId == agent && d.Measure == Measure.OffersAccepted).SumAsync(d => d.Amount)),
        await floor.Read(db => db.CounterDeltas.Where(d => d.PersonId == agent && d.Measure == Measure.OffersMissed).SumAsync(d => d.Amount)));
}

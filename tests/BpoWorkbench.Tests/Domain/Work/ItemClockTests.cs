using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Domain.Work;

public sealed class ItemClockTests
{
    private const long Client = 1;
    private const long Agent = 7;
    private static readonly DateTime Monday = new(2026, 11, 23, 8, 0, 0, DateTimeKind.Utc);

    [Property(MaxTest = 120)]
    public void Whatever_happens_an_item_is_due_when_a_slow_recomputation_from_its_events_says(int seed)
    {
        var random = new Random(seed);
        var floor = new RandomClock(random);
        for (var round = 0; round < 6; round++)
        {
            for (var step = 0; step < 8; step++)
            {
                floor.Step();
            }

            floor.Check();
        }
    }

    [Fact]
    public void Time_used_before_a_pause_counts_and_a_pause_out_of_hours_gives_nothing()
    {
        var item = Received(Monday, TimeSpan.FromHours(8), Pauses.Client, out var lane);
        Assert.Equal(Monday.AddHours(9), item.Due);

        // Three hours used; stands still from noon to the next morning at ten.
        item.Claim(Agent, "{}", Monday.AddHours(1));
        item.WaitUntil(Agent, Monday.AddDays(1), WaitingOn.Client, null, Monday.AddHours(3));
        Assert.Equal(Monday.AddDays(1).AddHours(5), item.Due);
        item.Wake(lane, Monday.AddDays(1).AddHours(2));
        Assert.Equal(Monday.AddDays(1).AddHours(2 + 5 + 1), item.Due);

        // Over lunch nothing runs, paused or not.
        var due = item.Due;
        item.Claim(Agent, "{}", Monday.AddDays(1).AddHours(3));
        item.WaitUntil(Agent, Monday.AddDays(1).AddHours(7), WaitingOn.Client, null, Monday.AddDays(1).AddHours(5));
        item.Wake(lane, Monday.AddDays(1).AddHours(6));
        Assert.Equal(due, item.Due);
    }

    [Fact]
    public void Turnaround_is_open_time_less_what_it_stood_still_for_and_counts_again_after_an_undo()
    {
        var item = Received(Monday, TimeSpan.FromHours(8), Pauses.Client, out var lane);
        item.Claim(Agent, "{}", Monday.AddHours(1));
        item.WaitUntil(Agent, Monday.AddDays(1), WaitingOn.Client, null, Monday.AddHours(3));
        item.Wake(lane, Monday.AddDays(1).AddHours(2));
        item.Claim(Agent, "{}", Monday.AddDays(1).AddHours(3));
        var done = new Disposition(item.Queue ?? new Queue(Client, "task", "Altas"), "OK", "Resuelto", DispositionEffect.Finish, CountsAs.None);

        // Three hours on Monday; on Tuesday from ten to three, with an hour's lunch.
        item.Complete(done, null, Agent, null, null, Monday.AddDays(1).AddHours(7));
        Assert.Equal(7, TimeSpan.FromMilliseconds(item.Events[^1].TurnaroundMs!.Value).TotalHours);
        item.Undo(Agent, Monday.AddDays(1).AddHours(7).AddMinutes(6));
        Assert.Equal(7, TimeSpan.FromMilliseconds(item.Events[^1].TurnaroundMs!.Value).TotalHours);
        item.Complete(done, null, Agent, null, null, Monday.AddDays(1).AddHours(7).AddMinutes(12));
        Assert.Equal(7.2, TimeSpan.FromMilliseconds(item.Events[^1].TurnaroundMs!.Value).TotalHours);
    }

    [Fact]
    public void Whom_the_policy_does_not_name_the_clock_does_not_wait_for()
    {
        var item = Received(Monday, TimeSpan.FromHours(8), Pauses.Customer, out _);
        var due = item.Due;
        item.Claim(Agent, "{}", Monday);
        item.WaitUntil(Agent, Monday.AddDays(3), WaitingOn.ThirdParty, null, Monday.AddHours(1));

        Assert.Equal(due, item.Due);
        item.Breach(due.AddSeconds(1));
        Assert.Equal(Promise.Broken, item.Promise);
        Assert.Equal(due, item.Events.Single(e => e.Kind == WorkEventKind.Breached).Due);
    }

    [Fact]
    public void What_stands_still_is_neither_late_nor_due_soon_and_is_warned_of_once()
    {
        var item = Received(Monday, TimeSpan.FromHours(4), Pauses.Client, out var lane);
        Assert.Equal(Monday.AddHours(3), item.WarnAt);
        item.Claim(Agent, "{}", Monday);
        item.WaitUntil(Agent, Monday.AddDays(1), WaitingOn.Client, null, Monday.AddHours(2));
        item.Breach(Monday.AddDays(9));
        item.Warn(Monday.AddDays(9));
        Assert.Equal(Promise.Open, item.Promise);
        Assert.Null(item.WarnedAt);

        item.Wake(lane, Monday.AddDays(1));
        Assert.Equal(Monday.AddDays(1).AddHours(1), item.WarnAt);
        item.Warn(item.WarnAt.AddMilliseconds(-1));
        Assert.Null(item.WarnedAt);
        item.Warn(item.WarnAt);
        item.Warn(item.WarnAt.AddHours(1));
        Assert.Single(item.Events, e => e.Kind == WorkEventKind.Warned);
    }

    [Fact]
    public void The_used_share_is_counted_in_open_hours()
    {
        var item = Received(Monday, TimeSpan.FromHours(8), Pauses.None, out _);
        var clock = item.Policy!.Clock;

        Assert.Equal(0, clock.UsedShare(item.Due, Monday), 6);
        Assert.Equal(0.5, clock.UsedShare(item.Due, Monday.AddHours(4)), 6);
        // Lunch.
        Assert.Equal(0.625, clock.UsedShare(item.Due, Monday.AddHours(5)), 6);
        Assert.Equal(0.625, clock.UsedShare(item.Due, Monday.AddHours(6)), 6);
        Assert.Equal(1, clock.UsedShare(item.Due, item.Due), 6);
        Assert.Equal(1.125, clock.UsedShare(item.Due, Monday.AddDays(1).AddHours(1)), 6);
    }

    [Fact]
    public void A_changed_calendar_is_a_new_policy_and_moves_nothing_that_has_arrived()
    {
        var queue = new Queue(Client, "task", "Altas");
        var calendar = Office();
        queue.ChangePolicy(Monday, new PolicyTerms(TimeSpan.FromHours(8), 80, Pauses.Client, calendar), Monday);
        queue.ChangePolicy(Monday.AddDays(30), new PolicyTerms(TimeSpan.FromHours(2), 80, Pauses.Client, calendar), Monday);
        var lane = new Lane(Client, 0, Band.Normal);
        var before = WorkItem.Receive(queue, lane, Monday, null, "Before", [], null, null);

        calendar.Define(calendar.Name, calendar.Zone, calendar.Week, [(new(2026, 11, 24), "Fiesta local", "")]);
        var replaced = queue.Follow(calendar, Monday.AddHours(1));
        var after = WorkItem.Receive(queue, lane, Monday.AddHours(2), null, "After", [], null, null);

        Assert.Single(replaced);
        Assert.Equal(3, queue.Policies.Count);
        Assert.Equal(Monday.AddHours(9), before.Due);
        Assert.Equal(Monday.AddDays(2).AddHours(2), after.Due);
        before.Claim(Agent, "{}", Monday);
        before.WaitUntil(Agent, Monday.AddDays(1), WaitingOn.Client, null, Monday.AddHours(3));
        Assert.Equal(Monday.AddDays(1).AddHours(5), before.Due);
    }

    private static BusinessCalendar Office() => new(Client, "Oficina", "Europe/Madrid", ["9-14 15-18", "9-14 15-18", "9-14 15-18", "9-14 15-18", "9-14 15-18", "", ""]);

    private static WorkItem Received(DateTime at, TimeSpan target, Pauses pauses, out Lane lane)
    {
        var queue = new Queue(Client, "task", "Altas");
        queue.ChangePolicy(Monday, new PolicyTerms(target, 75, pauses, Office()), Monday);
        lane = new Lane(Client, 0, Band.Normal);
        return WorkItem.Receive(queue, lane, at, null, "Alta", [], null, null);
    }
}

using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Domain.Clock;

public sealed class OpenHoursTests
{
    private static readonly IReadOnlyList<Slot> Shop = Slots.Read("9-14, 16-19");

    [Property(MaxTest = 150)]
    public void The_time_between_two_moments_is_what_looking_at_every_minute_gives(int seed)
    {
        var random = new Random(seed);
        var slow = AnyHours.Clock(random);
        var from = AnyHours.Moment(random);
        var until = from.AddMilliseconds(random.Next(1, 1_000_000_000));

        var open = slow.Between(from, until);
        Assert.Equal(open, slow.Hours.Between(from, until));
        Assert.Equal(-open, slow.Hours.Between(until, from));
    }

    [Property(MaxTest = 150)]
    public void The_moment_after_some_time_is_what_looking_at_every_minute_gives(int seed)
    {
        var random = new Random(seed);
        var slow = AnyHours.Clock(random);
        var start = AnyHours.Moment(random);
        var time = TimeSpan.FromMilliseconds(random.Next(3) == 0 ? random.Next(1, 2000) * 60_000L : random.Next(0, 40_000_000));

        var after = slow.After(start, time);
        Assert.Equal(after, slow.Hours.After(start, time));
        Assert.Equal(time, slow.Hours.Between(start, after));
        Assert.True(time == TimeSpan.Zero || slow.Hours.Between(start, after.AddMilliseconds(-1)) < time, "It had passed before.");
    }

    [Property(MaxTest = 200)]
    public void A_moment_is_open_when_the_wall_clock_stands_in_a_slot(int seed)
    {
        var random = new Random(seed);
        var slow = AnyHours.Clock(random);
        for (var moment = AnyHours.Moment(random); random.Next(60) != 0; moment = moment.AddMinutes(random.Next(90)))
        {
            Assert.Equal(slow.IsOpen(moment), slow.Hours.IsOpen(moment));
        }
    }

    [Property(MaxTest = 100)]
    public void What_is_stored_is_read_back(int seed)
    {
        var random = new Random(seed);
        var slow = AnyHours.Clock(random);
        var stored = slow.Hours.ToJson();
        var from = AnyHours.Moment(random);

        Assert.Equal(stored, OpenHours.Parse(stored).ToJson());
        Assert.Same(OpenHours.Parse(stored), OpenHours.Parse(stored));
        Assert.Equal(slow.Hours.Between(from, from.AddDays(9)), OpenHours.Parse(stored).Between(from, from.AddDays(9)));
    }

    // The nights on which clocks change: from 2:00 to 3:00 in March, from 3:00 back to 2:00 in October; the Canaries an hour earlier by the wall.
    [Theory]
    [InlineData("Europe/Madrid", "2026-03-29", "0-24", 23)]
    [InlineData("Europe/Madrid", "2026-10-25", "0-24", 25)]
    [InlineData("Europe/Madrid", "2026-03-29", "2-3", 0)]
    [InlineData("Europe/Madrid", "2026-03-29", "1-4", 2)]
    [InlineData("Europe/Madrid", "2026-03-29", "2:30-3:30", 0.5)]
    [InlineData("Europe/Madrid", "2026-10-25", "2-3", 2)]
    [InlineData("Europe/Madrid", "2026-10-25", "2:30-3:30", 1.5)]
    [InlineData("Europe/Madrid", "2026-10-25", "9-14 16-19", 8)]
    [InlineData("Atlantic/Canary", "2026-03-29", "1-2", 0)]
    [InlineData("Atlantic/Canary", "2026-10-25", "1-2", 2)]
    [InlineData("Atlantic/Canary", "2026-10-25", "2-3", 1)]
    public void On_the_night_the_clock_changes_a_slot_is_what_the_wall_shows(string zone, string day, string slots, double hours)
    {
        var date = DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture);
        var open = new OpenHours(zone, Every([new Slot(600, 660)]), new Dictionary<DateOnly, IReadOnlyList<Slot>> { [date] = Slots.Read(slots), [date.AddDays(-1)] = [], [date.AddDays(1)] = [] });
        var noon = date.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);

        Assert.Equal(TimeSpan.FromHours(hours), open.Between(noon.AddDays(-1), noon.AddDays(1)));
    }

    [Fact]
    public void A_working_day_is_due_at_its_close_and_not_at_the_next_opening()
    {
        var hours = new OpenHours("Europe/Madrid", [Shop, Shop, Shop, Shop, Shop, [], []], new Dictionary<DateOnly, IReadOnlyList<Slot>> { [new(2026, 12, 25)] = [], [new(2026, 12, 24)] = Slots.Read("9-13") });

        Assert.Equal(Utc(2026, 12, 23, 18), hours.After(Utc(2026, 12, 23, 8), TimeSpan.FromHours(8)));
        // Thursday the 24th closes at 13:00, Friday is Christmas, then the weekend: the rest falls on Monday the 28th.
        Assert.Equal(Utc(2026, 12, 28, 10), hours.After(Utc(2026, 12, 23, 17), TimeSpan.FromHours(7)));
        Assert.Equal(Utc(2026, 12, 26, 9), hours.After(Utc(2026, 12, 26, 9), TimeSpan.Zero));
        Assert.False(hours.IsOpen(Utc(2026, 12, 25, 10)));
    }

    [Fact]
    public void Decades_away_is_as_near_as_tomorrow()
    {
        var hours = new OpenHours("Europe/Madrid", [[new(540, 600)], [], [], [], [], [], []], new Dictionary<DateOnly, IReadOnlyList<Slot>>());
        var start = Utc(2026, 1, 5, 7);

        var due = hours.After(start, TimeSpan.FromDays(365));
        Assert.Equal(TimeSpan.FromDays(365), hours.Between(start, due));
        Assert.InRange(due.Year, 2193, 2195);
    }

    [Fact]
    public void Round_the_clock_is_plain_time()
    {
        var start = Utc(2026, 3, 28, 12);

        Assert.Equal(start.AddHours(30), OpenHours.Always.After(start, TimeSpan.FromHours(30)));
        Assert.Equal(TimeSpan.FromHours(-30), OpenHours.Always.Between(start.AddHours(30), start));
        Assert.Same(OpenHours.Always, OpenHours.Parse(OpenHours.Always.ToJson()));
        Assert.True(OpenHours.Always.IsOpen(start));
    }

    [Fact]
    public void Hours_that_hardly_ever_open_are_refused()
    {
        Assert.Equal("calendar.empty", Assert.Throws<Refusal>(() => new OpenHours("Europe/Madrid", Every([]), new Dictionary<DateOnly, IReadOnlyList<Slot>> { [new(2026, 1, 1)] = Shop })).Code);
        Assert.Equal("calendar.empty", Assert.Throws<Refusal>(() => new OpenHours("Europe/Madrid", [[new(0, 59)], [], [], [], [], [], []], new Dictionary<DateOnly, IReadOnlyList<Slot>>())).Code);
        Assert.Equal("calendar.zone", Assert.Throws<Refusal>(() => new OpenHours("Europe/Nowhere", Every(Shop), new Dictionary<DateOnly, IReadOnlyList<Slot>>())).Code);
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("9-14, 16-19", "09:00-14:00 16:00-19:00")]
    [InlineData("16:00 – 19:30; 9.15-14h", "09:15-14:00 16:00-19:30")]
    [InlineData("0-24", "00:00-24:00")]
    [InlineData("9-14 14-15", "09:00-14:00 14:00-15:00")]
    public void Slots_are_read_as_people_write_them(string text, string stored) => Assert.Equal(stored, Slots.Text(Slots.Read(text)));

    [Theory]
    [InlineData("9", "calendar.slot")]
    [InlineData("9-9", "calendar.slot")]
    [InlineData("14-9", "calendar.slot")]
    [InlineData("9-24:30", "calendar.slot")]
    [InlineData("9:60-10", "calendar.slot")]
    [InlineData("morning", "calendar.slot")]
    [InlineData("9-14 13-15", "calendar.slots-overlap")]
    public void Slots_that_make_no_sense_are_refused(string text, string code) => Assert.Equal(code, Assert.Throws<Refusal>(() => Slots.Read(text)).Code);

    private static IReadOnlyList<IReadOnlyList<Slot>> Every(IReadOnlyList<Slot> day) => [day, day, day, day, day, day, day];

    private static DateTime Utc(int year, int month, int day, int hour) => new(year, month, day, hour, 0, 0, DateTimeKind.Utc);
}

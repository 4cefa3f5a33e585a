using BpoWorkbench.Domain.Clock;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Domain.Clock;

/// <summary>By when something has to be done that is promised in working days.</summary>
public sealed class WorkingDaysTests
{
    private static readonly TimeZoneInfo Madrid = TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid");

    [Theory]
    // Fifteen working days from a Monday: three weeks on, less what is no working day.
    [InlineData("2026-03-02T09:00:00Z", 15, "2026-03-23")]
    // Good Friday is none.
    [InlineData("2026-03-30T09:00:00Z", 5, "2026-04-07")]
    // What comes on a Saturday counts from the Monday after.
    [InlineData("2026-03-07T12:00:00Z", 1, "2026-03-09")]
    // It is the 3rd in Madrid already.
    [InlineData("2026-03-02T23:30:00Z", 1, "2026-03-04")]
    // Over the change to summer time.
    [InlineData("2026-03-27T12:00:00Z", 1, "2026-03-30")]
    public void They_are_counted_from_the_day_after(string start, int days, string day)
    {
        var end = WorkingDays.End(DateTime.Parse(start, null, System.Globalization.DateTimeStyles.AdjustToUniversal), days, Madrid, null);
        Assert.Equal($"{day} 23:59:59.999", TimeZoneInfo.ConvertTimeFromUtc(end, Madrid).ToString("yyyy-MM-dd HH:mm:ss.fff", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_holiday_of_the_calendar_is_none_and_a_day_on_which_it_never_opens_is_one()
    {
        // Shut on Wednesdays, and on Tuesday the 3rd for once.
        IReadOnlyList<Slot> open = Slots.Read("9-18");
        var hours = new OpenHours("Europe/Madrid", [open, open, [], open, open, [], []], new Dictionary<DateOnly, IReadOnlyList<Slot>> { [new(2026, 3, 3)] = [] });
        Assert.False(WorkingDays.Is(new(2026, 3, 3), hours));
        Assert.True(WorkingDays.Is(new(2026, 3, 4), hours));
        Assert.True(WorkingDays.Is(new(2026, 3, 3), null));
        Assert.False(WorkingDays.Is(new(2026, 3, 7), OpenHours.Always));
    }

    [Property(MaxTest = 200)]
    public void There_are_just_so_many_between_a_moment_and_the_end(int seed)
    {
        var random = new Random(seed);
        var start = AnyHours.Moment(random);
        var days = random.Next(1, 60);
        var zone = random.Next(2) == 0 ? Madrid : TimeZoneInfo.FindSystemTimeZoneById("America/Santiago");
        var hours = random.Next(2) == 0 ? null : AnyHours.Clock(random).Hours;
        var end = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(WorkingDays.End(start, days, zone, hours), zone));
        var first = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(start, zone)).AddDays(1);
        Assert.Equal(days, Enumerable.Range(0, end.DayNumber - first.DayNumber + 1).Count(n => WorkingDays.Is(first.AddDays(n), hours)));
        Assert.True(WorkingDays.Is(end, hours));
    }
}

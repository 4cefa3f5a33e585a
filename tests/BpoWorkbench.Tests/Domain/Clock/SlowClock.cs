using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Tests.Domain.Clock;

/// <summary>The slow, obvious computation: looks at the wall clock in every minute. (Slots and changes of the clock begin at whole minutes.)</summary>
internal sealed class SlowClock(TimeZoneInfo zone, IReadOnlyList<IReadOnlyList<Slot>> week, IReadOnlyDictionary<DateOnly, IReadOnlyList<Slot>> days)
{
    public OpenHours Hours { get; } = new(zone.Id, week, days);

    /// <summary>The same hours as a client would have set them.</summary>
    public BusinessCalendar Calendar(long client)
    {
        var calendar = new BusinessCalendar(client, "Horario", zone.Id, [.. week.Select(Slots.Text)]);
        calendar.Define(calendar.Name, zone.Id, calendar.Week, [.. days.Select(d => (d.Key, "Fiesta", Slots.Text(d.Value)))]);
        return calendar;
    }

    public bool IsOpen(DateTime moment)
    {
        var wall = TimeZoneInfo.ConvertTimeFromUtc(moment, zone);
        var slots = days.TryGetValue(DateOnly.FromDateTime(wall), out var own) ? own : week[wall.DayOfWeek == DayOfWeek.Sunday ? 6 : (int)wall.DayOfWeek - 1];
        return slots.Any(s => wall.TimeOfDay >= TimeSpan.FromMinutes(s.From) && wall.TimeOfDay < TimeSpan.FromMinutes(s.To));
    }

    public TimeSpan Between(DateTime from, DateTime until) =>
        Minutes(from).TakeWhile(m => m < until).Where(IsOpen)
            .Aggregate(TimeSpan.Zero, (open, minute) => open + (Earlier(minute.AddMinutes(1), until) - Later(minute, from)));

    public DateTime After(DateTime start, TimeSpan time)
    {
        if (time <= TimeSpan.Zero)
        {
            return start;
        }

        foreach (var minute in Minutes(start).Where(IsOpen))
        {
            var here = minute.AddMinutes(1) - Later(minute, start);
            if (time <= here)
            {
                return Later(minute, start) + time;
            }

            time -= here;
        }

        throw new InvalidOperationException("It never opens.");
    }

    private static IEnumerable<DateTime> Minutes(DateTime from)
    {
        for (var minute = from.AddTicks(-(from.Ticks % TimeSpan.TicksPerMinute)); ; minute = minute.AddMinutes(1))
        {
            yield return minute;
        }
    }

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;
}

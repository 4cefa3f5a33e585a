namespace BpoWorkbench.Domain.Clock;

/// <summary>
/// Working days as Spanish law counts them (Ley 39/2015, art. 30): every day but Saturdays, Sundays and holidays, beginning with the day
/// after. Holidays are those common to all of Spain and those that a calendar adds. Unverified until a person has compared it with the law.
/// </summary>
public static class WorkingDays
{
    /// <summary>The last moment of the working day that is so many after the day of <paramref name="start"/>, in UTC.</summary>
    /// <param name="start">In UTC.</param>
    /// <param name="days">One or more.</param>
    /// <param name="zone">Whose days they are.</param>
    /// <param name="hours">Whose holidays count too; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than one day.</exception>
    public static DateTime End(DateTime start, int days, TimeZoneInfo zone, OpenHours? hours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(start, zone));
        for (var left = days; left > 0;)
        {
            day = day.AddDays(1);
            left -= Is(day, hours) ? 1 : 0;
        }

        // Midnight is when the next day begins, which some zones skip in spring.
        var midnight = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(midnight))
        {
            midnight = midnight.AddMinutes(15);
        }

        return TimeZoneInfo.ConvertTimeToUtc(midnight, zone).AddMilliseconds(-1);
    }

    /// <summary>Whether a date is one.</summary>
    public static bool Is(DateOnly day, OpenHours? hours) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)
        && !NationalDays.Spain.Any(year => year.Year == day.Year && year.Days.Any(holiday => holiday.Date == day))
        && IsNoHoliday(day, hours);

    // A centre that is shut on Mondays still has Mondays: only what its calendar takes out of its own week is a holiday.
    private static bool IsNoHoliday(DateOnly day, OpenHours? hours) => hours is null || hours.HasHours(day) || !hours.UsuallyOpen(day.DayOfWeek);
}

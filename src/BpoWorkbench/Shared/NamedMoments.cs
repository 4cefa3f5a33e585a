namespace BpoWorkbench.Shared;

/// <summary>Moments that people name when they promise to come back, in the customer's zone.</summary>
public static class NamedMoments
{
    public static IEnumerable<(string Code, DateTime At)> From(DateTime now, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTimeFromUtc(now, zone);
        yield return ("hour", now.AddHours(1));
        yield return ("tomorrow-morning", Utc(local.Date.AddDays(1).AddHours(10), zone));
        yield return ("tomorrow-afternoon", Utc(local.Date.AddDays(1).AddHours(17), zone));
        var toMonday = ((int)DayOfWeek.Monday - (int)local.DayOfWeek + 7) % 7;
        yield return ("monday", Utc(local.Date.AddDays(toMonday == 0 ? 7 : toMonday).AddHours(10), zone));
    }

    private static DateTime Utc(DateTime local, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
}

using System.Globalization;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Shared;

/// <summary>Says moments and spans as a person would: "hoy 14:05", "mañana 9:00", "mié 25 nov", "38 min".</summary>
public static class Moments
{
    /// <summary>A UTC moment as a day and time in a zone, seen from <paramref name="now"/> (UTC).</summary>
    public static string Say(DateTime at, DateTime now, TimeZoneInfo zone, IStringLocalizer<SharedTexts> words)
    {
        var (local, today) = (Local(at, zone), Local(now, zone).Date);
        var time = local.ToString("HH:mm", CultureInfo.CurrentCulture);
        return (local.Date - today).Days switch
        {
            0 => words["today", time],
            1 => words["tomorrow", time],
            -1 => words["yesterday", time],
            > 1 and < 7 => $"{Day(local, "ddd d MMM")} {time}",
            _ => Day(local, local.Year == today.Year ? "ddd d MMM" : "d MMM yyyy"),
        };
    }

    /// <summary>A day of the calendar, whatever today is: "25 dic 2027".</summary>
    public static string Say(DateOnly day) => Day(day.ToDateTime(TimeOnly.MinValue), "d MMM yyyy");

    /// <summary>The whole moment with its zone, for the hover.</summary>
    public static string Exact(DateTime at, TimeZoneInfo zone) =>
        $"{Local(at, zone).ToString("D", CultureInfo.CurrentCulture)}, {Local(at, zone).ToString("HH:mm:ss", CultureInfo.CurrentCulture)} ({Place(zone)})";

    /// <summary>A length of time in its one or two largest units: "45 s", "38 min", "2 h 10 min", "3 d".</summary>
    public static string Span(TimeSpan span) => span.Duration() switch
    {
        { TotalSeconds: < 60 } s => $"{s.Seconds} s",
        { TotalMinutes: < 60 } m => $"{m.Minutes} min",
        { TotalHours: < 10, Minutes: > 0 } h => $"{h.Hours} h {h.Minutes} min",
        { TotalHours: < 48 } h => $"{(int)h.TotalHours} h",
        var d => $"{d.Days} d",
    };

    /// <summary>The city of a zone: "Atlantic/Canary" is Canary.</summary>
    public static string Place(TimeZoneInfo zone) => zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    public static DateTime Local(DateTime utc, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);

    // Spanish abbreviations come with full stops ("mié.", "nov.") that only add noise in a list.
    private static string Day(DateTime local, string format) => local.ToString(format, CultureInfo.CurrentCulture).Replace(".", "", StringComparison.Ordinal);
}

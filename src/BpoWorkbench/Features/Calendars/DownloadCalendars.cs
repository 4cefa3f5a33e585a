using BpoWorkbench.Platform.Export;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Calendars;

/// <summary>The calendars as a file, as they were filtered.</summary>
internal static class DownloadCalendars
{
    public static async Task<IResult> Serve(CalendarList calendars, IStringLocalizer<CalendarsTexts> words, string? format, long? client, CancellationToken stop) =>
        await Download.Send(format, words["title"], await calendars.Find(client, stop),
        [
            new(words["name"], r => r.Name, Width: 32),
            new(words["client"], r => r.Client ?? words["house"], Width: 28),
            new(words["zone"], r => r.Zone, Width: 24),
            new(words["days.ahead"], r => (long)r.DaysAhead, SheetType.Whole),
            new(words["days.last"], r => r.LastDay, SheetType.Date),
            new(words["queues"], r => (long)r.Queues, SheetType.Whole),
        ], stop);
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Platform.Changes;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Calendars;

/// <summary>A calendar as a form starts from it.</summary>
public sealed class CalendarDetails(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, CalendarList list)
{
    /// <summary>A new one, with Spain's national days of the years that are known.</summary>
    public async Task<Snapshot<CalendarForm>?> Empty(long? client)
    {
        var owners = await list.Owners();
        if ((owners.Find(o => o.Id == client) ?? owners.FirstOrDefault()) is not { } owner)
        {
            return null;
        }

        var form = new CalendarForm { ClientId = owner.Id, Zone = owner.TimeZone };
        form.Add(NationalDays.Spain.SelectMany(Rows));
        return new(new(owner.Id, nameof(BusinessCalendar), 0), form, 0, 0);
    }

    /// <returns>Null where there is none, or not for this person.</returns>
    public async Task<Snapshot<CalendarForm>?> Find(long id)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var mine = scope.With(Permissions.Queues);
        var client = await db.Calendars.Where(c => c.Id == id && mine.Contains(c.ClientId)).Select(c => (long?)c.ClientId).SingleOrDefaultAsync();
        if (client is not { } owner)
        {
            return null;
        }

        var last = await ChangeHistory.Last(db, owner);
        var calendar = await db.Calendars.AsNoTracking().Include(c => c.Days).SingleAsync(c => c.Id == id);
        return new(new(owner, nameof(BusinessCalendar), id), CalendarForm.Of(calendar), calendar.Version, last);
    }

    /// <summary>A year's national days as rows of the form.</summary>
    public static IEnumerable<DayRow> Rows(HolidayYear year) => year.Days.Select(d => new DayRow { Date = d.Date, Name = d.Name });
}

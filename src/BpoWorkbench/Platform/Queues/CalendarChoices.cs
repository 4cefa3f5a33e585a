using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Queues;

/// <summary>A calendar that a client's queues may count by.</summary>
public sealed record CalendarChoice(long Id, string Name);

/// <summary>Texts of choosing a calendar.</summary>
public sealed class CalendarTexts;

/// <summary>The calendars of a client, and those of the house for who may see them.</summary>
public sealed class CalendarChoices(IDbContextFactory<WorkbenchDb> dbs)
{
    public async Task<List<CalendarChoice>> For(long clientId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        return await Of(db, clientId).OrderBy(c => c.Name).Select(c => new CalendarChoice(c.Id, c.Name)).ToListAsync();
    }

    /// <returns>Null for round the clock.</returns>
    /// <exception cref="Refusal">calendar.unknown for one that is not for this client.</exception>
    internal static async Task<BusinessCalendar?> Find(WorkbenchDb db, long clientId, long? calendarId) => calendarId is null ? null
        : await Of(db, clientId).Include(c => c.Days).SingleOrDefaultAsync(c => c.Id == calendarId) ?? throw new Refusal("calendar.unknown");

    private static IQueryable<BusinessCalendar> Of(WorkbenchDb db, long clientId) => db.Calendars.Where(c => c.ClientId == clientId || c.ClientId == IClientOwned.House);
}

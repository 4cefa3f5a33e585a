using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Calendars;

/// <summary>
/// Makes a calendar, or changes one as it was seen at a version. Where its hours change, the queues that use it get the same promise in the
/// new hours as a policy from now on.
/// </summary>
public sealed class SaveCalendar(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    public async Task<long> Run(long? id, CalendarForm form, long version)
    {
        await using var db = await dbs.CreateDbContextAsync();
        BusinessCalendar? calendar = null;
        await db.Write(async () =>
        {
            calendar = id is null ? null : await db.Calendars.Include(c => c.Days).SingleOrDefaultAsync(c => c.Id == id) ?? throw new Refusal("calendar.unknown");
            scope.Require(Permissions.Queues, calendar?.ClientId ?? form.ClientId);
            var before = calendar?.Hours().ToJson();
            if (calendar is null)
            {
                db.Calendars.Add(calendar = new BusinessCalendar(form.ClientId, form.Name, form.Zone, form.Week));
            }
            else
            {
                db.SeenAt(calendar, version);
            }

            db.RemoveRange(form.Apply(calendar));
            await RefuseTwice(db, calendar);
            if (before is not null && before != calendar.Hours().ToJson())
            {
                await Follow(db, calendar);
            }

            await db.SaveChangesAsync();
        });
        return calendar!.Id;
    }

    private static async Task RefuseTwice(WorkbenchDb db, BusinessCalendar calendar)
    {
        if (await db.Calendars.AnyAsync(c => c.ClientId == calendar.ClientId && c.Name == calendar.Name && c.Id != calendar.Id))
        {
            throw new Refusal("calendar.name-taken", calendar.Name);
        }
    }

    private async Task Follow(WorkbenchDb db, BusinessCalendar calendar)
    {
        var now = time.Now();
        var queues = await db.Queues.Include(q => q.Policies).Where(q => q.State != QueueState.Closed && q.Policies.Any(p => p.CalendarId == calendar.Id)).ToListAsync();
        queues.ForEach(q => db.RemoveRange(q.Follow(calendar, now)));
    }
}

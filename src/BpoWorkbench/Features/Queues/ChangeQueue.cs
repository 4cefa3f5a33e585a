using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Queues;

/// <summary>Changes a queue, each part as it was seen at a version.</summary>
public sealed class ChangeQueue(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    public Task Settings(long id, SettingsForm form, long version) => Change(id, version, (_, queue) =>
    {
        form.Apply(queue);
        return Task.CompletedTask;
    });

    public Task Fields(long id, FieldsForm form, long version) => Change(id, version, async (db, queue) =>
        queue.DefineFields(form.ToDefinitions(), await db.WorkItems.AnyAsync(i => i.QueueId == id)));

    public Task Dispositions(long id, DispositionsForm form, long version) => Change(id, version, async (db, queue) =>
    {
        var ids = queue.Dispositions.ConvertAll(d => d.Id);
        var used = await db.Dispositions.Where(d => ids.Contains(d.Id) && db.WorkEvents.Any(e => e.QueueId == id && e.DispositionId == d.Id)).Select(d => d.Id).ToListAsync();
        form.Apply(queue, used.ToHashSet());
    });

    public Task Priorities(long id, PrioritiesForm form, long version) => Change(id, version, (_, queue) =>
    {
        form.Apply(queue);
        return Task.CompletedTask;
    });

    public Task Skills(long id, SkillsForm form, long version) => Change(id, version, async (db, queue) =>
    {
        form.Apply(queue);
        var asked = queue.Skills.Select(r => r.Skill).Distinct().ToList();
        if (await db.Skills.CountAsync(s => asked.Contains(s.Id)) < asked.Count)
        {
            throw new Refusal("queue.skill-which");
        }
    });

    public Task Members(long id, MembersForm form, long version) => Change(id, version, (db, queue) => QueueMembers.Set(db, queue, form.Teams, form.People));

    /// <param name="day">From the beginning of this day in the client's zone; today, from now on.</param>
    /// <param name="calendarId">One of the client's calendars, or of the house's; null for round the clock.</param>
    public Task Policy(long id, DateOnly day, TimeSpan target, int warnPercent, Pauses pauses = Pauses.None, long? calendarId = null) => Change(id, null, async (db, queue) =>
    {
        var zone = await db.Clients.Where(c => c.Id == queue.ClientId).Select(c => c.TimeZone).SingleAsync();
        var calendar = await CalendarChoices.Find(db, queue.ClientId, calendarId);
        var now = time.Now();
        queue.ChangePolicy(StartOf(day, TimeZoneInfo.FindSystemTimeZoneById(zone), now), new PolicyTerms(target, warnPercent, pauses, calendar), now);
    });

    public Task WithdrawPolicy(long id, long policyId) => Change(id, null, (db, queue) =>
    {
        db.Remove(queue.WithdrawPolicy(policyId, time.Now()));
        return Task.CompletedTask;
    });

    private async Task Change(long id, long? version, Func<WorkbenchDb, Queue, Task> change)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var queue = await db.Queues.Include(q => q.Dispositions).Include(q => q.Members).Include(q => q.Policies).AsSplitQuery().SingleOrDefaultAsync(q => q.Id == id)
            ?? throw new Refusal("access.denied");
        scope.Require(Permissions.Queues, queue.ClientId);
        db.SeenAt(queue, version ?? queue.Version);
        await change(db, queue);
        await db.SaveChangesAsync();
    }

    private static DateTime StartOf(DateOnly day, TimeZoneInfo zone, DateTime now)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        if (local == TimeZoneInfo.ConvertTimeFromUtc(now, zone).Date)
        {
            return now;
        }

        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone);
    }
}

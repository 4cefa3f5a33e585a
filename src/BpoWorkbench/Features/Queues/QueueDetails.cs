using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Platform.Changes;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Queues;

/// <summary>What stands above every part of a queue's page.</summary>
public sealed record QueueHead(long Id, string Name, string Kind, QueueState State, bool IsCampaign, DateTime? EndsAt, bool Cancelling, ClientChoice Client)
{
    public QueueFigures Figures { get; init; } = QueueFigures.None;

    public bool HasMembers { get; init; }
}

/// <summary>A service policy, and when it is in force.</summary>
public sealed record PolicyRow(long Id, DateTime ValidFrom, int TargetMinutes, int WarnPercent, Pauses Pauses, long? CalendarId, string? CalendarName, bool InForce, bool Future);

/// <summary>A queue as the parts of its page start from it; null where it is not this person's to change.</summary>
public sealed class QueueDetails(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, QueueBoard board, TimeProvider time)
{
    public async Task<QueueHead?> Head(long id)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var mine = scope.With(Permissions.Queues);
        var head = await db.Queues.Where(q => q.Id == id && mine.Contains(q.ClientId)).Select(q => new QueueHead(q.Id, q.Name, q.Kind, q.State, q.IsCampaign, q.EndsAt, q.CancelUpTo != null,
            new ClientChoice(q.ClientId, q.Client!.Name, q.Client.Colour, q.Client.Language, q.Client.TimeZone, q.Client.Active)) { HasMembers = q.Members.Count > 0 }).SingleOrDefaultAsync();
        return head is null ? null : head with { Figures = (await board.Read([head.Client.Id])).Find(f => f.QueueId == id) ?? QueueFigures.None };
    }

    public Task<Snapshot<SettingsForm>?> Settings(long id) => Read(id, (_, queue) => Task.FromResult(SettingsForm.Of(queue)));

    public Task<Snapshot<FieldsForm>?> Fields(long id) => Read(id, async (db, queue) => new FieldsForm
    {
        Fields = [.. queue.Fields.Select(FieldRow.Of)],
        HasWork = await db.WorkItems.AnyAsync(i => i.QueueId == id),
    });

    public Task<Snapshot<DispositionsForm>?> Dispositions(long id) => Read(id, (_, queue) => Task.FromResult(new DispositionsForm
    {
        Rows = [.. queue.Dispositions.OrderBy(d => d.Retired).ThenBy(d => d.Order).Select(DispositionRow.Of)],
        Fields = [.. queue.Fields.Select(f => new FieldChoice(f.Code, f.Label))],
    }));

    public Task<Snapshot<PrioritiesForm>?> Priorities(long id) => Read(id, (_, queue) => Task.FromResult(PrioritiesForm.Of(queue)));

    public Task<Snapshot<SkillsForm>?> Skills(long id) => Read(id, async (db, queue) =>
        SkillsForm.Of(queue, await db.Skills.AsNoTracking().OrderBy(s => s.Name).Select(s => new SkillChoice(s.Id, s.Name, s.Retired)).ToListAsync()));

    public Task<Snapshot<MembersForm>?> Members(long id) => Read(id, (_, queue) => Task.FromResult(new MembersForm
    {
        Teams = [.. queue.Members.Select(m => m.TeamId).OfType<long>()],
        People = [.. queue.Members.Select(m => m.PersonId).OfType<long>()],
    }));

    /// <summary>The service policies, newest first.</summary>
    public async Task<List<PolicyRow>> Policies(long id)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var queue = await Find(db, id);
        var now = time.Now();
        return queue is null ? [] : [.. queue.Policies.OrderByDescending(p => p.ValidFrom)
            .Select(p => new PolicyRow(p.Id, p.ValidFrom, p.TargetMinutes, p.WarnPercent, p.Pauses, p.CalendarId, p.CalendarName, p == queue.PolicyAt(now), p.ValidFrom > now))];
    }

    private async Task<Snapshot<T>?> Read<T>(long id, Func<WorkbenchDb, Queue, Task<T>> values)
    {
        await using var db = await dbs.CreateDbContextAsync();
        if (await db.Queues.Where(q => q.Id == id).Select(q => (long?)q.ClientId).SingleOrDefaultAsync() is not { } client || !scope.Allows(Permissions.Queues, client))
        {
            return null;
        }

        var last = await ChangeHistory.Last(db, client);
        var queue = (await Find(db, id))!;
        return new(new(client, nameof(Queue), id), await values(db, queue), queue.Version, last);
    }

    private async Task<Queue?> Find(WorkbenchDb db, long id)
    {
        var mine = scope.With(Permissions.Queues);
        return await db.Queues.AsNoTracking().Include(q => q.Dispositions).Include(q => q.Members).Include(q => q.Policies).AsSplitQuery()
            .SingleOrDefaultAsync(q => q.Id == id && mine.Contains(q.ClientId));
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Settings;

/// <summary>A message as listed; its text stays in the outbox.</summary>
public sealed record OutboxRow(long Id, string To, string Subject, OutboxState State, int Attempts, DateTime CreatedAt, DateTime NotBefore, string? Answer);

/// <summary>A page of messages; how many there are, and how many need a person.</summary>
public sealed record OutboxRows(List<OutboxRow> Rows, int Total, int NeedSomeone);

/// <summary>Mail on its way out, newest first.</summary>
public sealed class OutboxList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public const int Size = 50;

    public Task<OutboxRows> Find(OutboxState? state, int page, CancellationToken stop) => Find(state, page, Size, stop);

    /// <summary>Every page of it.</summary>
    public async Task<List<OutboxRow>> All(OutboxState? state, CancellationToken stop) => (await Find(state, 1, int.MaxValue, stop)).Rows;

    private async Task<OutboxRows> Find(OutboxState? state, int page, int size, CancellationToken stop)
    {
        scope.Require(Permissions.Settings, IClientOwned.House);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var found = db.Outbox.AsNoTracking().Where(m => state == null || m.State == state);
        return new(
            await found.OrderByDescending(m => m.Id).Skip((Math.Max(1, page) - 1) * size).Take(size)
                .Select(m => new OutboxRow(m.Id, m.To, m.Subject, m.State, m.Attempts, m.CreatedAt, m.NotBefore, m.Answer)).ToListAsync(stop),
            await found.CountAsync(stop),
            await db.Outbox.CountAsync(m => m.State == OutboxState.Uncertain || m.State == OutboxState.Failed, stop));
    }
}

/// <summary>What a person decides about a message: recall it, send it again, or take it as arrived.</summary>
public sealed class DecideMessage(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    public Task Recall(long id) => Run(id, message => message.Recall(time.Now()));

    public Task SendAgain(long id) => Run(id, message => message.SendAgain(time.Now()));

    public Task ConsiderSent(long id) => Run(id, message => message.ConsiderSent(time.Now()));

    private async Task Run(long id, Action<OutboxMessage> verb)
    {
        scope.Require(Permissions.Settings, IClientOwned.House);
        await using var db = await dbs.CreateDbContextAsync();
        verb(await db.Outbox.SingleOrDefaultAsync(m => m.Id == id) ?? throw new Refusal("access.denied"));
        await db.SaveChangesAsync();
    }
}

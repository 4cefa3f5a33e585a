using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Outbox;

/// <summary>
/// Sends what is due. A message is marked before it is handed over, so that after a crash it is known which ones may have left:
/// those are never repeated by themselves.
/// </summary>
public sealed class SendOutbox(ScopedWork scoped, HouseSettings settings, TimeProvider time) : IRecurring, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task Run(CancellationToken stop)
    {
        await _one.WaitAsync(stop);
        try
        {
            await scoped.AsSystem(services => SendDue(services.GetRequiredService<IDbContextFactory<WorkbenchDb>>(), stop));
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task SendDue(IDbContextFactory<WorkbenchDb> dbs, CancellationToken stop)
    {
        await DoubtWhatWasLeft(dbs, stop);
        if (await settings.Read<SmtpSettings>(SmtpSettings.Key) is not { } smtp)
        {
            return;
        }

        var connection = new SmtpConnection(smtp, await settings.Secret(SmtpSettings.Key));
        var seen = new HashSet<long>();
        while (!stop.IsCancellationRequested)
        {
            await using var db = await dbs.CreateDbContextAsync(stop);
            var now = time.Now();
            var next = await db.Outbox.Where(m => m.State == OutboxState.Unsent && m.NotBefore <= now && !seen.Contains(m.Id))
                .OrderBy(m => m.NotBefore).ThenBy(m => m.Id).FirstOrDefaultAsync(stop);
            if (next is null)
            {
                return;
            }

            seen.Add(next.Id);
            await Send(db, next, connection, stop);
        }
    }

    private async Task Send(WorkbenchDb db, OutboxMessage message, SmtpConnection connection, CancellationToken stop)
    {
        try
        {
            message.StartSending();
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Recalled in this very moment.
            return;
        }

        var result = await connection.Send(message, stop);
        message.Record(result, time.Now());
        db.Touched(message.ClientId);
        // What is known of it is written even while the program stops.
        await db.SaveChangesAsync(CancellationToken.None);
    }

    // One sender at a time: whatever is still marked was left by one that died.
    private static async Task DoubtWhatWasLeft(IDbContextFactory<WorkbenchDb> dbs, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var left = await db.Outbox.Where(m => m.State == OutboxState.Sending).ToListAsync(stop);
        left.ForEach(m => m.Doubt());
        await db.SaveChangesAsync(stop);
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Files.Scanning;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Scanning;

/// <summary>Scans what came while the scanner was away, or before there was one; the newest first, for people are at those.</summary>
public sealed class ScanUnscanned(ScopedWork scoped, VirusScanner scanner) : IRecurring
{
    private const int Most = 500;
    private const long RunsFor = 45_000;

    // So long clamd itself takes at most, left as it comes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    public async Task Run(CancellationToken stop)
    {
        if (scanner.IsThere && await scanner.Answers(stop))
        {
            await scoped.AsSystem(services => ScanNewest(services, stop));
        }
    }

    private async Task ScanNewest(IServiceProvider services, CancellationToken stop)
    {
        var until = Environment.TickCount64 + RunsFor;
        var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
        List<long> left;
        await using (var db = await dbs.CreateDbContextAsync(stop))
        {
            left = await db.Emails.Where(m => m.Scan == null && m.FileId != null).OrderByDescending(m => m.Id).Take(Most).Select(m => m.Id).ToListAsync(stop);
        }

        foreach (var id in left)
        {
            if (Environment.TickCount64 > until || !await ScanOne(services, dbs, id, stop))
            {
                return;
            }
        }
    }

    // False where there is nobody to ask any more.
    private async Task<bool> ScanOne(IServiceProvider services, IDbContextFactory<WorkbenchDb> dbs, long id, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var message = await db.Emails.SingleAsync(m => m.Id == id, stop);
        var answer = await Answer(services, await db.Files.AsNoTracking().SingleAsync(f => f.Id == message.FileId, stop), stop);
        if (answer.Says == VirusScanner.Away)
        {
            if (!await scanner.Answers(stop))
            {
                return false;
            }

            // It is well: it is the message that keeps it too long.
            answer = new(Scan.Failed, VirusScanner.Slow);
        }

        try
        {
            message.Scanned(answer.Result, answer.Says);
            await db.SaveChangesAsync(stop);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody is deciding about it: the next run finds it again.
        }

        return true;
    }

    private static async Task<ScanAnswer> Answer(IServiceProvider services, StoredFile file, CancellationToken stop)
    {
        try
        {
            await using var content = services.GetRequiredService<FileStore>().Open(file);
            return await services.GetRequiredService<ScanMessage>().Run(content, Patience, stop);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(Scan.Failed, null);
        }
    }
}

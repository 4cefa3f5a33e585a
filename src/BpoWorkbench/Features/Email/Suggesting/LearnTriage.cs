using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Platform.Triage;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Suggesting;

/// <summary>
/// Learns anew from each client's decisions, once enough have come since it last did. One in five is kept back to see how well it does, and
/// then it learns from all of them.
/// </summary>
public sealed class LearnTriage(ScopedWork scoped, TimeProvider time) : IRecurring
{
    private const int Fewest = 20;
    private const int Most = 50_000;
    private const long ModelBytes = 64L << 20;

    public async Task Run(CancellationToken stop)
    {
        List<long> due = [];
        await scoped.AsSystem(async services => due = await Due(services.GetRequiredService<IDbContextFactory<WorkbenchDb>>(), stop));
        foreach (var client in due)
        {
            await scoped.AsClient(client, services => Learn(services, client, stop));
        }
    }

    // A tenth more than it knows: what it says changes slowly once it knows much.
    private static async Task<List<long>> Due(IDbContextFactory<WorkbenchDb> dbs, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        List<long> due = [];
        foreach (var client in await Decisions(db).Select(m => m.ClientId).Distinct().ToListAsync(stop))
        {
            var last = await db.LearntTriages.Where(l => l.ClientId == client).OrderByDescending(l => l.At).ThenByDescending(l => l.Id).Select(l => new { l.At, l.Examples }).FirstOrDefaultAsync(stop);
            var since = last?.At ?? DateTime.UnixEpoch;
            if (await Decisions(db).CountAsync(m => m.ClientId == client && m.DecidedAt > since, stop) >= Math.Max(Fewest, (last?.Examples ?? 0) / 10))
            {
                due.Add(client);
            }
        }

        return due;
    }

    private static IQueryable<EmailMessage> Decisions(WorkbenchDb db) => db.Emails.AsNoTracking().Where(m => m.CategoryId != null && m.DecidedBy != null && !m.IsOurs);

    private async Task Learn(IServiceProvider services, long client, CancellationToken stop)
    {
        var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
        await using var db = await dbs.CreateDbContextAsync(stop);
        var decisions = (await Decisions(db).Where(m => m.ClientId == client).OrderByDescending(m => m.DecidedAt).Take(Most).Select(m => new { m.Subject, m.Text, m.CategoryId }).ToListAsync(stop))
            .ConvertAll(m => new TriageDecision(m.Text, ClientTriage.CodeOf(m.CategoryId!.Value), m.Subject));
        // The newest are kept where there are too many; the earliest comes first.
        decisions.Reverse();
        var outcomes = Tried(decisions, stop);
        var model = TriageTrainer.Train(decisions, stop: stop).ToBytes();
        using var content = new MemoryStream(model);
        var file = await services.GetRequiredService<FileStore>().Keep(client, "triage.model", "application/octet-stream", content, ModelBytes, stop);
        db.LearntTriages.Add(new LearntTriage(file, decisions.Count, Value(TriageFigures.Accuracy(outcomes)), Value(TriageFigures.Top(outcomes, 3)), TriageFigures.CalibrationError(outcomes), time.Now()));
        await db.SaveChangesAsync(stop);
    }

    // Every fifth is judged by what was learnt from the others.
    private static List<TriageOutcome> Tried(List<TriageDecision> decisions, CancellationToken stop)
    {
        var model = TriageTrainer.Train([.. decisions.Where((_, i) => i % 5 != 0)], stop: stop);
        return [.. decisions.Where((_, i) => i % 5 == 0).Select(d => TriageOutcome.Of(d.Category, model.Predict(d.Text, d.Subject)))];
    }

    private static double Value(Share share) => share.Whole == 0 ? 0 : (double)share.Part / share.Whole;
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BpoWorkbench.Features.Api;

/// <summary>A workbook that a program sends into a queue: it goes in once it is checked, without anybody being asked.</summary>
public sealed class BringWorkbook(ScopedWork scoped, BroughtImports imports, IOptions<FileLimits> limits)
{
    /// <param name="sheet">From 1; the first with rows when left out.</param>
    /// <param name="headerRow">From 1, found when left out; 0 where there is none.</param>
    /// <exception cref="Refusal">queue.unknown; queue.closed; import.field-unmapped; import.same-file; api.header-row; api.sheet; what cannot be read as a workbook.</exception>
    public async Task<ImportStanding> Run(long queueId, IFormFile sent, ImportPurpose purpose, int? sheet, int? headerRow, KnownKey key, CancellationToken stop)
    {
        var id = 0L;
        await scoped.AsClient(key.ClientId, async services =>
        {
            var queue = await Queue(services, queueId, key, stop);
            if (headerRow < 0)
            {
                throw new Refusal("api.header-row");
            }

            await using var content = sent.OpenReadStream();
            var file = await services.GetRequiredService<FileStore>().Keep(key.ClientId, sent.FileName, sent.ContentType ?? "", content, limits.Value.UploadBytes, stop);
            var look = await services.GetRequiredService<LookIntoWorkbook>().Run(file.Id, sheet - 1, headerRow, stop);
            if (sheet is { } asked && look.Preview.Sheet != asked - 1)
            {
                throw new Refusal("api.sheet", asked);
            }

            var marked = await services.GetRequiredService<MarkedErrors>().Find(queueId, look.Preview.Labels);
            var (match, _) = await services.GetRequiredService<ColumnMatches>().Propose(queueId, queue.Fields, look, marked);
            match.Purpose = purpose;
            var plan = match.Plan(queue.Fields, look) with { Marked = marked };
            // Before there is a batch that would only be cancelled again.
            _ = plan.Reader(queue.Fields);
            id = await services.GetRequiredService<ImportDrafts>().Begin(file.Id, key.Id);
            await Start(services, id, queueId, plan, match.RowCount);
        });
        return await imports.Find(id, key, stop);
    }

    private static async Task<Queue> Queue(IServiceProvider services, long queueId, KnownKey key, CancellationToken stop)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
        return await SeenQueues.Find(db, key, queueId, stop);
    }

    private static async Task Start(IServiceProvider services, long id, long queueId, ImportPlan plan, int rows)
    {
        try
        {
            await services.GetRequiredService<StartImport>().Run(id, queueId, plan, rows, unasked: true);
        }
        catch (Refusal)
        {
            await services.GetRequiredService<CancelImport>().Run(id);
            throw;
        }
    }
}

using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>An upload whose way in is still being decided; what was chosen so far, as JSON of the page that asks.</summary>
public sealed record ImportDraft(long Id, long ClientId, long FileId, string FileName, ImportState State, string? Choices);

/// <summary>Keeps what has been uploaded and chosen, so that a reload loses nothing.</summary>
public sealed class ImportDrafts(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, ImportSight sight, TimeProvider time)
{
    /// <summary>Begins with a file that was just uploaded, by whoever uploaded it: others of the client's files are not theirs to look into.</summary>
    /// <param name="keyId">The key of the program that brought it, where no person did.</param>
    public async Task<long> Begin(long fileId, long? keyId = null)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var file = await db.Files.SingleOrDefaultAsync(f => f.Id == fileId && f.PersonId == scope.PersonId) ?? throw new Refusal("import.unknown");
        sight.Require(file.ClientId);
        var batch = new ImportBatch(file, scope.PersonId, time.Now()) { KeyId = keyId, InPortal = sight.IsOfClient(file.ClientId) };
        db.ImportBatches.Add(batch);
        await db.SaveChangesAsync();
        return batch.Id;
    }

    public async Task<ImportDraft?> Find(long id)
    {
        await using var db = await dbs.CreateDbContextAsync();
        return await (from batch in sight.Batches(db).AsNoTracking()
                      where batch.Id == id
                      join file in db.Files on batch.FileId equals file.Id
                      select new ImportDraft(batch.Id, batch.ClientId, file.Id, file.Name, batch.State, batch.Draft)).SingleOrDefaultAsync();
    }

    /// <summary>Keeps the choices while nothing has started.</summary>
    public async Task Keep(long id, string choices)
    {
        await using var db = await dbs.CreateDbContextAsync();
        if (await db.ImportBatches.SingleOrDefaultAsync(b => b.Id == id && b.State == ImportState.Uploaded) is { } batch)
        {
            sight.Require(batch);
            batch.Draft = choices;
            await db.SaveChangesAsync();
        }
    }
}

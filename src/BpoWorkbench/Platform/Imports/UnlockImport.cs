using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>Keeps the password of an uploaded workbook, once it has opened it.</summary>
public sealed class UnlockImport(IDbContextFactory<WorkbenchDb> dbs, ImportSight sight, ImportFiles files)
{
    /// <exception cref="Refusal">import.unknown; file.encrypted where none was typed; file.password-wrong; what else the file is refused with.</exception>
    public async Task Run(long batchId, string password)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var batch = await db.ImportBatches.SingleOrDefaultAsync(b => b.Id == batchId && b.State == ImportState.Uploaded) ?? throw new Refusal("import.unknown");
        sight.Require(batch);
        var file = await db.Files.AsNoTracking().SingleAsync(f => f.Id == batch.FileId);
        // Passwords are slow to try, and that is what they are for: not on the circuit that shows the page.
        await Task.Run(() => files.OpenWith(file, password.Length > 0 ? password : null).Dispose());
        batch.Password = files.Seal(password);
        await db.SaveChangesAsync();
    }
}

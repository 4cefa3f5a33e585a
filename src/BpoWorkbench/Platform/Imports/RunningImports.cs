using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>An import under way, or one that waits for a word, as the top bar shows it.</summary>
public sealed record RunningImport(long Id, string FileName, ImportState State, int Rows, int RowsExpected);

/// <summary>The imports that the signed-in person has under way.</summary>
public sealed class RunningImports(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, ImportSight sight, LiveFeed live)
{
    public async Task<List<RunningImport>> Mine()
    {
        if (sight.Clients.Length == 0)
        {
            return [];
        }

        await using var db = await dbs.CreateDbContextAsync();
        return await (from batch in sight.Batches(db)
                      where batch.PersonId == scope.PersonId
                          && (batch.State == ImportState.Staging || batch.State == ImportState.Publishing || batch.State == ImportState.Cancelling || batch.State == ImportState.Checked || batch.State == ImportState.Undoing)
                      join file in db.Files on batch.FileId equals file.Id
                      orderby batch.Id
                      select new RunningImport(batch.Id, file.Name, batch.State, batch.Accepted + batch.Changed + batch.Unchanged + batch.Rejected, batch.RowsExpected)).ToListAsync();
    }

    /// <summary>Calls back when anything moves for a client that the person brings workbooks in for.</summary>
    public IDisposable Watch(Func<Task> moved) => live.Subscribe(sight.Clients, moved);
}

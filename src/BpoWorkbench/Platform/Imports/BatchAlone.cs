using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>A batch for a step that must be taken once, whoever else wants to take it or another at the same moment.</summary>
internal static class BatchAlone
{
    /// <summary>Called inside <see cref="WorkbenchDb.Write"/>; nobody else gets it until that has ended.</summary>
    /// <exception cref="Refusal">import.unknown.</exception>
    public static async Task<ImportBatch> Batch(this WorkbenchDb db, long id, CancellationToken stop = default)
    {
        await db.Engine.Alone(db, $"import {id}");
        return await db.ImportBatches.SingleOrDefaultAsync(b => b.Id == id, stop) ?? throw new Refusal("import.unknown");
    }
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace BpoWorkbench.Data;

/// <summary>A statement that writes outside <see cref="WorkbenchDb.Write"/> is a mistake of ours, and must not reach the database.</summary>
internal sealed class UngatedWrite : DbCommandInterceptor
{
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Check(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData,
        InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData);
        return new(result);
    }

    private static void Check(CommandEventData eventData)
    {
        if (eventData.Context is WorkbenchDb { IsWriting: false })
        {
            throw new InvalidOperationException("A write outside the gate: put it in WorkbenchDb.Write.");
        }
    }
}

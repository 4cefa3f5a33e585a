using System.Data.Common;
using BpoWorkbench.Data;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Support;

/// <summary>Just before the n-th statement that a workbench sends, something happens: the machine stops, or somebody loses patience.</summary>
/// <param name="commits">Whether the end of a transaction counts as one.</param>
internal sealed class AtStatement(Action happens, Func<DbCommand, bool>? counts = null, Func<bool>? commits = null) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private int _left;

    /// <summary>At which statement from now on; 0 for never.</summary>
    public void Set(int number) => Volatile.Write(ref _left, number);

    public void Watch(WebApplicationBuilder builder) => builder.Services.ConfigureDbContext<WorkbenchDb>(options => options.AddInterceptors(this));

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Count(command);
        return new(result);
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Count(command);
        return new(result);
    }

    public ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Count(commits?.Invoke() == true);
        return new(result);
    }

    private void Count(DbCommand command) => Count(counts?.Invoke(command) != false);

    private void Count(bool counted)
    {
        if (counted && Volatile.Read(ref _left) > 0 && Interlocked.Decrement(ref _left) == 0)
        {
            happens();
        }
    }
}

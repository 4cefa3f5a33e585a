using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace BpoWorkbench.Data.Postgres;

/// <summary>The same database as its owner sees it, who alone may change its tables; PostgreSQL's migrations are this context's.</summary>
internal sealed class OwnerDb(DbContextOptions options, ClientScope scope, Engine engine, LiveFeed live, TimeProvider time)
    : WorkbenchDb(options, scope, engine, live, time)
{
    public static OwnerDb Open(Engine engine, string connection) => new(
        new DbContextOptionsBuilder<OwnerDb>().UseNpgsql(connection).Options, new ClientScope(), engine, new LiveFeed(TimeProvider.System, NullLogger<LiveFeed>.Instance), TimeProvider.System);
}

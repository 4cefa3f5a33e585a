using BpoWorkbench.Data;
using BpoWorkbench.Data.Postgres;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Data;

public sealed class MigrationTests
{
    [Fact]
    public async Task The_migrations_make_what_the_model_says()
    {
        await using var workbench = await Workbench.Start(new() { Scheduled = false });
        await using var scope = workbench.Services.CreateAsyncScope();
        await using var db = PostgresServer.IsAsked
            ? OwnerDb.Open(scope.ServiceProvider.GetRequiredService<Engine>(), (await PostgresServer.Connections(workbench.DataDirectory)).Owner)
            : await scope.ServiceProvider.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();

        Assert.False(db.Database.HasPendingModelChanges());
    }
}

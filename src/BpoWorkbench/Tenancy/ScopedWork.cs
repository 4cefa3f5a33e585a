using BpoWorkbench.Data;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Tenancy;

/// <summary>Work that no signed-in person does: it runs in a scope of its own, as one client or as the system.</summary>
public sealed class ScopedWork(IServiceScopeFactory scopes)
{
    /// <summary>Runs as one client, who alone can be seen.</summary>
    public async Task AsClient(long clientId, Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ClientScope>().BecomeClient(clientId);
        await work(scope.ServiceProvider);
    }

    /// <summary>Runs as the system, across clients. Few may.</summary>
    public async Task AsSystem(Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using (var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync())
        {
            scope.ServiceProvider.GetRequiredService<ClientScope>().BecomeSystem(await db.EveryClient());
        }

        await work(scope.ServiceProvider);
    }

    /// <summary>Reads what whoever has a permission for some clients sees by it, for all of them at once.</summary>
    public async Task AsOneWho(string permission, long[] clients, Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ClientScope>().BecomeOneWho(permission, clients);
        await work(scope.ServiceProvider);
    }

    /// <summary>Runs as a person, with their grants.</summary>
    public async Task AsPerson(long personId, Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using (var db = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync())
        {
            var grants = await db.Grants.AsNoTracking().Where(g => g.PersonId == personId).ToListAsync();
            scope.ServiceProvider.GetRequiredService<ClientScope>().Become(personId, grants, await db.EveryClient());
        }

        await work(scope.ServiceProvider);
    }
}

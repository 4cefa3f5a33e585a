using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Changes;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Clients;

/// <summary>A client company as a form starts from it.</summary>
public sealed class ClientDetails(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public static Snapshot<ClientForm> Empty() => new(new(IClientOwned.House, nameof(Client), 0), new ClientForm(), 0, 0);

    /// <returns>Null where there is no such client, or not for this person.</returns>
    public async Task<Snapshot<ClientForm>?> Find(long id)
    {
        if (!scope.Allows(Permissions.Clients, id))
        {
            return null;
        }

        await using var db = await dbs.CreateDbContextAsync();
        // The history first: what changes between the two readings is then told once too often, never left out.
        var last = await ChangeHistory.Last(db, id);
        return await db.Clients.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id) is { } client
            ? new(new(id, nameof(Client), id), ClientForm.Of(client), client.Version, last)
            : null;
    }
}

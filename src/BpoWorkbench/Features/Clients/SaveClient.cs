using System.Globalization;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Clients;

/// <summary>Makes a client company, or changes one as it was seen at a version.</summary>
public sealed class SaveClient(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, OpenCircuits circuits)
{
    public async Task<long> Run(long? id, ClientForm form, long version)
    {
        scope.Require(Permissions.Clients, id ?? IClientOwned.House);
        if (form.Faults().Values.FirstOrDefault() is { } fault)
        {
            throw new Refusal(fault);
        }

        await using var db = await dbs.CreateDbContextAsync();
        var client = id is null ? new Client(form.Name, form.Code) : await db.Clients.SingleOrDefaultAsync(c => c.Id == id) ?? throw new Refusal("access.denied");
        if (id is null)
        {
            db.Clients.Add(client);
        }
        else
        {
            db.SeenAt(client, version);
        }

        if (form.Share != client.Share)
        {
            // What one has, the others cannot: it is shared out by who keeps house, and tells of the others.
            scope.Require(Permissions.Clients, IClientOwned.House);
        }

        form.Apply(client);
        var code = client.Code;
        await db.Write(async () =>
        {
            // Of two at once, each must count what the other takes.
            await db.Engine.Alone(db, nameof(Client));
            if (await db.IsCodeTaken(code, client.Id))
            {
                throw new Refusal("client.code-taken", code) { Field = nameof(ClientForm.Code) };
            }

            if (client is { Active: true, Share: { } share } && 100 - await db.SharesOfOthers(client.Id) is var left && share > left)
            {
                throw new Refusal("client.shares", share.ToString(CultureInfo.InvariantCulture), left) { Field = nameof(ClientForm.Share) };
            }

            await db.SaveChangesAsync();
        });
        await circuits.ClientsChanged();
        return client.Id;
    }
}

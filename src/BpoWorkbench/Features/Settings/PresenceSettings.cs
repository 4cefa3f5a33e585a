using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Changes;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Settings;

/// <summary>The codes people can be in, as the house has set them.</summary>
public sealed class PresenceSettings(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task<Snapshot<PresenceForm>?> Read()
    {
        scope.Require(Permissions.Settings, IClientOwned.House);
        await using var db = await dbs.CreateDbContextAsync();
        var version = await Version(db);
        var codes = await db.PresenceCodes.AsNoTracking().OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync();
        return new(new(IClientOwned.House, nameof(PresenceCode), 0), new PresenceForm { Rows = codes.ConvertAll(PresenceRow.Of) }, version, version);
    }

    /// <summary>The last line of their history.</summary>
    internal static async Task<long> Version(WorkbenchDb db) =>
        await db.Changes.Where(c => c.ClientId == IClientOwned.House && c.Entity == nameof(PresenceCode)).MaxAsync(c => (long?)c.Id) ?? 0;
}

/// <summary>Changes the codes people can be in; none that was ever used is lost.</summary>
public sealed class SavePresence(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task Run(PresenceForm form, long version)
    {
        scope.Require(Permissions.Settings, IClientOwned.House);
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            await db.Engine.Alone(db, nameof(PresenceCode));
            if (await PresenceSettings.Version(db) != version)
            {
                throw new DbUpdateConcurrencyException();
            }

            var known = await db.PresenceCodes.ToDictionaryAsync(c => c.Id);
            var last = known.Values.Max(c => c.Order);
            foreach (var row in form.Rows)
            {
                if (!known.TryGetValue(row.Id, out var code))
                {
                    db.PresenceCodes.Add(code = new PresenceCode(row.Name, last += 10));
                }

                code.Change(row.Name, row.Paid, row.Productive, row.ReceivesWork, row.Retired);
            }

            await db.SaveChangesAsync();
        });
    }
}

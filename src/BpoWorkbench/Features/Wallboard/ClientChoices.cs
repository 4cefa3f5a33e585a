using System.Globalization;
using BpoWorkbench.Data;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>The clients that the wallboard can be narrowed to.</summary>
public sealed class ClientChoices(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task<IReadOnlyList<(string Value, string Text)>> Read()
    {
        var mine = scope.With(Permissions.Floor);
        await using var db = await dbs.CreateDbContextAsync();
        var clients = await db.Clients.Where(c => mine.Contains(c.Id) && c.Active).OrderBy(c => c.Name).Select(c => new { c.Id, c.Name }).ToListAsync();
        return [.. clients.Select(c => (c.Id.ToString(CultureInfo.InvariantCulture), c.Name))];
    }
}

using System.Text.Json;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>The code that a program outside says an agent is in: the key of a shipped one, a name of the house's, or an id.</summary>
public sealed record ToldCode(JsonElement Code);

/// <summary>A telephone says what an agent is doing: as if they had said so at their desk, and no more than they may.</summary>
public sealed class TellPresence(IDbContextFactory<WorkbenchDb> dbs, ScopedWork scoped, AgentPresences agents)
{
    /// <returns>What they are in then.</returns>
    public async Task<AgentPresence> Run(string email, ToldCode told, KnownKey key)
    {
        var agent = await agents.Of(email);
        var code = await Find(told.Code);
        await scoped.AsPerson(agent.PersonId, services => services.GetRequiredService<TurnPresence>().Run(code, key.Id));
        return await agents.Of(email);
    }

    private async Task<long> Find(JsonElement told)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var codes = await db.PresenceCodes.AsNoTracking().OrderBy(c => c.Retired).ThenBy(c => c.Order).ThenBy(c => c.Id).ToListAsync();
        var found = told.ValueKind switch
        {
            JsonValueKind.Number when told.TryGetInt64(out var id) => codes.Find(c => c.Id == id),
            JsonValueKind.String when told.GetString()!.Trim() is { Length: > 0 } name =>
                codes.Find(c => c.Key == name) ?? codes.Find(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)),
            _ => null,
        };
        return found?.Id ?? throw new Refusal("presence.unknown");
    }
}

using System.Globalization;
using System.Text.Json;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Changes;

/// <summary>What has a history: an entity of a client, with whatever hangs off it by its id.</summary>
public sealed record ChangeSubject(long ClientId, string Entity, long Id);

/// <summary>One field that someone changed; with an empty field, something that was made.</summary>
/// <param name="Made">What was made that changes or goes now.</param>
/// <param name="Of">The client it is for, or the skill, where the subject is the house's.</param>
public sealed record ChangeLine(long Id, DateTime At, string? Person, string Entity, string Field, string? From, string? To, string? Made = null, string? Of = null);

/// <summary>Who changed what of a thing, newest first.</summary>
public sealed class ChangeHistory(IDbContextFactory<WorkbenchDb> dbs)
{
    public async Task<List<ChangeLine>> Of(ChangeSubject subject, int most = 40, long after = 0)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var (entity, id) = (subject.Entity, subject.Id);
        // Parts of it say whose they are in the line that tells of their making, and are found by it even once they are gone.
        var mark = $"\"{entity}Id\":\"{id}\"";
        // All that a client owns is marked as its, down to its customers: that is not its own history.
        var whole = entity != nameof(Client);
        var made = db.Changes.Where(c => whole && c.ClientId == subject.ClientId && c.Field == "" && c.To!.Contains(mark));
        var lines = await (from change in db.Changes.AsNoTracking()
                      where change.ClientId == subject.ClientId && change.Id > after
                            && ((change.Entity == entity && change.EntityId == id) || made.Any(m => m.Entity == change.Entity && m.EntityId == change.EntityId))
                      join person in db.Users on change.PersonId equals person.Id into people
                      from person in people.DefaultIfEmpty()
                      orderby change.Id descending
                      select new ChangeLine(change.Id, change.At, person.Name, change.Entity, change.Field, change.From, change.To,
                          change.Field != "" ? made.Where(m => m.Entity == change.Entity && m.EntityId == change.EntityId).Select(m => m.To).FirstOrDefault() : null, null))
            .Take(most).ToListAsync();
        return subject.ClientId == IClientOwned.House ? await Named(db, lines) : lines;
    }

    // A grant is of the house and for a client; a level is one of a skill.
    private static async Task<List<ChangeLine>> Named(WorkbenchDb db, List<ChangeLine> lines)
    {
        var clients = await db.Clients.ToDictionaryAsync(c => c.Id.ToString(CultureInfo.InvariantCulture), c => c.Name);
        var skills = await db.Skills.ToDictionaryAsync(s => s.Id.ToString(CultureInfo.InvariantCulture), s => s.Name);
        return lines.ConvertAll(line => (line.Field.Length == 0 ? line.To : line.Made) is not { } made ? line
            : line with { Of = Name(made, "ClientId", clients) ?? Name(made, "SkillId", skills) });
    }

    private static string? Name(string made, string property, Dictionary<string, string> names)
    {
        using var parsed = JsonDocument.Parse(made);
        return parsed.RootElement.TryGetProperty(property, out var id) ? names.GetValueOrDefault(id.ToString()) : null;
    }

    /// <summary>Where the history of a client stands now; what is changed later comes after it.</summary>
    public static async Task<long> Last(WorkbenchDb db, long clientId) =>
        await db.Changes.Where(c => c.ClientId == clientId).MaxAsync(c => (long?)c.Id) ?? 0;
}
